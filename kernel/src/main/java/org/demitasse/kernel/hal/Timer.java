package org.demitasse.kernel.hal;

/** The timer that the kernel preempts with: one-shot, one for each processor. */
public interface Timer {
  /** Returns the interrupt line it signals. */
  int line();

  /** Returns how many ticks a second has. */
  long frequency();

  /** Makes the calling processor's timer signal once, {@code ticks} from now. */
  void arm(long ticks);

  /** Takes back {@link #arm}; the line falls if it was high. */
  void disarm();
}
