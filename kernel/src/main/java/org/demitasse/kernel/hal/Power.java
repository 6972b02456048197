package org.demitasse.kernel.hal;

/** Ways to end. */
public interface Power {
  /** Says how the machine is powered off, or that it cannot be. */
  String label();

  /** Powers the machine off; returns if it cannot. */
  void off();

  /** Stops this processor for good. */
  void halt();
}
