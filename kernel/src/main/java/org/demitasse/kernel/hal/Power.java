package org.demitasse.kernel.hal;

/** Ways to end. */
public interface Power {
  /** Powers the machine off; returns if it cannot. */
  void off();

  /** Stops this processor for good. */
  void halt();
}
