package org.demitasse.abi;

import org.jspecify.annotations.Nullable;

/**
 * Where a component hears of what happens outside, as its Java runtime knows it: while none of the
 * Java threads can go on, the runtime waits here. Without a source only time wakes a component.
 */
public abstract class EventSource {
  /** Makes a component's source when it is needed. */
  public interface Maker {
    /** Makes it and calls {@link #use}. */
    void make();
  }

  private static @Nullable EventSource current;
  private static @Nullable Maker maker;
  private static int queued;

  /** Returns the component's; null if it has none. */
  public static @Nullable EventSource current() {
    return current;
  }

  /** Sets the component's. */
  public static void use(EventSource source) {
    current = source;
  }

  /**
   * Sets who makes the component's source when the first of its threads wants to wait for time. A
   * program without such threads has nothing of it in its code.
   */
  public static void makeForTime(Maker newMaker) {
    maker = newMaker;
  }

  /** Told by the runtime that something is to happen at a certain time. */
  public static void timed() {
    Maker waiting = maker;
    maker = null;
    if (waiting != null && current == null) {
      waiting.make();
    }
  }

  /** Told by the runtime how many events of its own are due or will be. */
  public static void queued(int count) {
    queued = count;
  }

  /** Returns how many events of the runtime are due or will be. */
  public static int queued() {
    return queued;
  }

  /**
   * Waits until something has come or time has passed.
   *
   * @param milliseconds negative for no limit
   * @return false if nothing can come any more
   */
  public abstract boolean await(long milliseconds);

  /** Takes what has come meanwhile, without waiting. */
  public abstract void poll();
}
