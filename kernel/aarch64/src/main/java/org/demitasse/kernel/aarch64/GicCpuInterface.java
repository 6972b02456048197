package org.demitasse.kernel.aarch64;

/** The calling processor's GICv3 CPU interface, which consists of system registers. */
interface GicCpuInterface {
  /** Returns the index of the calling processor. */
  int processor();

  /** Enables group 1, lets all priorities through; false if a higher exception level forbids it. */
  boolean start();

  /** ICC_IAR1_EL1: acknowledges an interrupt and returns its number. */
  int acknowledge();

  /** ICC_EOIR1_EL1: drops its priority and deactivates it. */
  void end(int number);

  /** ICC_SGI1R_EL1: sends a software-generated interrupt. */
  void send(long value);
}
