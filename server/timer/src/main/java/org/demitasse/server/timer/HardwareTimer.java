package org.demitasse.server.timer;

/** A counter, and an interrupt when it has reached a value. */
interface HardwareTimer {
  /** Returns the counter. */
  long now();

  long ticksPerSecond();

  /** Signals once the counter has reached a value, at once if it has already. */
  void interruptAt(long ticks);

  /** Signals no more. */
  void stop();
}
