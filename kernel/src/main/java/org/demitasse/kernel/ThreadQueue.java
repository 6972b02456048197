package org.demitasse.kernel;

import org.jspecify.annotations.Nullable;

/** Threads in order of arrival, linked through themselves. */
final class ThreadQueue {
  private @Nullable UserThread first;
  private @Nullable UserThread last;

  void add(UserThread thread) {
    thread.next = null;
    UserThread tail = last;
    if (tail == null) {
      first = thread;
    } else {
      tail.next = thread;
    }
    last = thread;
  }

  @Nullable UserThread poll() {
    UserThread thread = first;
    if (thread != null) {
      first = thread.next;
      if (first == null) {
        last = null;
      }
      thread.next = null;
    }
    return thread;
  }

  void remove(UserThread thread) {
    UserThread before = null;
    for (UserThread each = first; each != null; each = each.next) {
      if (each == thread) {
        if (before == null) {
          first = each.next;
        } else {
          before.next = each.next;
        }
        if (last == each) {
          last = before;
        }
        each.next = null;
        return;
      }
      before = each;
    }
  }

  boolean isEmpty() {
    return first == null;
  }
}
