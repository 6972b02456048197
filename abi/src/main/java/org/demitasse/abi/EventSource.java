package org.demitasse.abi;

import org.jspecify.annotations.Nullable;

/**
 * Where a component hears of what happens outside, as its Java runtime knows it: while none of the
 * Java threads can go on, the runtime waits here. Without a source only time wakes a component.
 */
public abstract class EventSource {
  private static @Nullable EventSource current;
  private static int queued;

  /** Returns the component's; null if it has none. */
  public static @Nullable EventSource current() {
    return current;
  }

  /** Sets the component's. */
  public static void use(EventSource source) {
    current = source;
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
