package org.demitasse.kernel;

import org.jspecify.annotations.Nullable;

/**
 * Threads in order of arrival, linked through themselves. {@code last} means something only while
 * {@code first} is not null; the fast path of messages relies on that.
 */
final class ThreadQueue {
  @Nullable UserThread first;
  @Nullable UserThread last;

  void add(UserThread thread) {
    thread.next = null;
    UserThread tail = last;
    if (first == null || tail == null) {
      thread.previous = null;
      first = thread;
    } else {
      thread.previous = tail;
      tail.next = thread;
    }
    last = thread;
  }

  void addFirst(UserThread thread) {
    UserThread head = first;
    thread.previous = null;
    thread.next = head;
    if (head == null) {
      last = thread;
    } else {
      head.previous = thread;
    }
    first = thread;
  }

  /** Takes a thread out that is in this queue. */
  void remove(UserThread thread) {
    UserThread before = thread.previous;
    UserThread after = thread.next;
    if (before == null) {
      first = after;
    } else {
      before.next = after;
    }
    if (after == null) {
      last = before;
    } else {
      after.previous = before;
    }
    thread.next = null;
    thread.previous = null;
  }

  boolean isEmpty() {
    return first == null;
  }
}
