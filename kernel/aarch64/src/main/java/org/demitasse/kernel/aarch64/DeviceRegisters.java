package org.demitasse.kernel.aarch64;

/** 32-bit registers of a device, by their offset in bytes. */
interface DeviceRegisters {
  int load(long offset);

  void store(long offset, int value);

  /**
   * Writes in the Secure state, if the kernel was entered at EL3 and so is the one to configure
   * what only that state may; otherwise firmware has done it, and nothing happens.
   */
  void storeSecure(long offset, int value);

  /** Reads in the Secure state, or reads 0 if firmware owns it. */
  int loadSecure(long offset);

  /**
   * Keeps accesses to this device apart from those to others before and after: the BCM2835's bus
   * answers one peripheral in order, but not several (BCM2835 ARM Peripherals, 1.3, "Peripheral
   * access precautions for correct memory ordering").
   */
  void order();
}
