package org.demitasse.toolchain.teavm.standin.component;

import org.jspecify.annotations.Nullable;

/** Who is inside a monitor, who wants to get in, and who waits to be notified. */
final class Monitor {
  /** Of the object's identity hash code, which its header has no room for meanwhile. */
  int hash;

  @Nullable Thread owner;

  /** How often the owner has entered. */
  int count;

  /** In the order of their arrival, linked by {@link Waiter#next}. */
  @Nullable Waiter entering;

  @Nullable Waiter waiting;

  boolean isUnused() {
    return owner == null && entering == null && waiting == null;
  }

  void addEntering(Waiter waiter) {
    entering = appended(entering, waiter);
  }

  void addWaiting(Waiter waiter) {
    waiting = appended(waiting, waiter);
  }

  /** Takes a waiter out of the list of those that wait to be notified. */
  boolean removeWaiting(Waiter waiter) {
    Waiter previous = null;
    for (Waiter current = waiting; current != null; current = current.next) {
      if (current == waiter) {
        if (previous == null) {
          waiting = waiter.next;
        } else {
          previous.next = waiter.next;
        }
        waiter.next = null;
        return true;
      }
      previous = current;
    }
    return false;
  }

  private static Waiter appended(@Nullable Waiter first, Waiter waiter) {
    if (first == null) {
      return waiter;
    }
    Waiter last = first;
    while (last.next != null) {
      last = last.next;
    }
    last.next = waiter;
    return first;
  }
}
