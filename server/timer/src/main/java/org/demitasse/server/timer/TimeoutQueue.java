package org.demitasse.server.timer;

import java.util.PriorityQueue;
import java.util.Queue;

/** The timeouts of all clients by time, and the hardware set to the first of them. */
final class TimeoutQueue {
  /** Longer ones, some thirty years, count as this: products of ticks stay within 64 bits. */
  private static final long LONGEST = 1L << 50;

  private static final long MICROSECONDS = 1_000_000;

  private final HardwareTimer timer;
  private final long ticksPerSecond;
  private final long start;
  private final Queue<Timeout> waiting =
      new PriorityQueue<>(
          (one, other) ->
              one.deadline != other.deadline
                  ? Long.compare(one.deadline, other.deadline)
                  : Long.compare(one.order, other.order));
  private long order;

  TimeoutQueue(HardwareTimer timer) {
    this.timer = timer;
    ticksPerSecond = timer.ticksPerSecond();
    start = timer.now();
  }

  /** Returns the microseconds since this was made. */
  long elapsed() {
    long ticks = timer.now() - start;
    return ticks / ticksPerSecond * MICROSECONDS
        + ticks % ticksPerSecond * MICROSECONDS / ticksPerSecond;
  }

  /** Returns so many microseconds in ticks, rounded up: nobody is told too early. */
  private long ticks(long microseconds) {
    if (microseconds < 0) {
      throw new IllegalArgumentException("a time of " + microseconds + " microseconds is over");
    }
    long limited = Math.min(microseconds, LONGEST);
    return limited / MICROSECONDS * ticksPerSecond
        + (limited % MICROSECONDS * ticksPerSecond + MICROSECONDS - 1) / MICROSECONDS;
  }

  /** Sets a timeout for once; what it was set to before is void. */
  void once(Timeout timeout, long microseconds) {
    set(timeout, ticks(microseconds), 0);
  }

  /** Sets a timeout for again and again. */
  void periodic(Timeout timeout, long microseconds) {
    // Nobody can be told more often than the counter counts.
    long period = Math.max(1, ticks(microseconds));
    set(timeout, period, period);
  }

  private void set(Timeout timeout, long ticks, long period) {
    waiting.remove(timeout);
    timeout.deadline = timer.now() + ticks;
    timeout.period = period;
    timeout.order = order++;
    waiting.add(timeout);
    setHardware();
  }

  /** Forgets a timeout. */
  void cancel(Timeout timeout) {
    waiting.remove(timeout);
    setHardware();
  }

  /** Tells everybody whose time has come. */
  void interrupted() {
    long now = timer.now();
    Timeout next = waiting.peek();
    while (next != null && next.deadline <= now) {
      waiting.remove();
      if (next.period > 0) {
        // Times that have been missed are one.
        next.deadline += ((now - next.deadline) / next.period + 1) * next.period;
        next.order = order++;
        waiting.add(next);
      }
      next.expire();
      next = waiting.peek();
    }
    setHardware();
  }

  private void setHardware() {
    Timeout next = waiting.peek();
    if (next == null) {
      timer.stop();
    } else {
      timer.interruptAt(next.deadline);
    }
  }
}
