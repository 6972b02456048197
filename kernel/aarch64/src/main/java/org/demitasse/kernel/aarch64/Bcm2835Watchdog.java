package org.demitasse.kernel.aarch64;

import org.demitasse.kernel.hal.Power;

/**
 * Power off by the watchdog of the BCM2835's power management block, which no manual describes;
 * registers and values are those of Linux, drivers/watchdog/bcm2835_wdt.c. The watchdog resets the
 * board, and the boot code that then runs finds a partition number in RSTS: 63 stands for "halt",
 * with which it ends in its state of least power.
 */
final class Bcm2835Watchdog implements Power {
  /** PM_RSTC: how the watchdog resets. */
  private static final int RESET_CONTROL = 0x1C;

  /** PM_RSTS: what survives the reset. */
  private static final int RESET_STATUS = 0x20;

  /** PM_WDOG: ticks that are left, of 1/65536 second. */
  private static final int WATCHDOG = 0x24;

  /** Writes count only with this in the upper byte. */
  private static final int PASSWORD = 0x5A00_0000;

  /** Bits of the partition number, every second one from bit 0 on, all of them 1. */
  private static final int PARTITION_HALT = 0x555;

  private static final int RESET_KIND_MASK = 0x30;
  private static final int FULL_RESET = 0x20;
  private static final int VALUE_MASK = 0x00FF_FFFF;
  private static final int SOON = 10;

  /** Reads until it counts as one that does not work: far more than the watchdog needs. */
  private static final int PATIENCE = 1_000_000;

  private final DeviceRegisters registers;

  Bcm2835Watchdog(DeviceRegisters registers) {
    this.registers = registers;
  }

  @Override
  public String label() {
    return "BCM2835 watchdog";
  }

  @Override
  public void off() {
    registers.order();
    int status = registers.load(RESET_STATUS) & VALUE_MASK;
    registers.store(RESET_STATUS, PASSWORD | status | PARTITION_HALT);
    registers.store(WATCHDOG, PASSWORD | SOON);
    int control = registers.load(RESET_CONTROL) & VALUE_MASK & ~RESET_KIND_MASK;
    registers.store(RESET_CONTROL, PASSWORD | control | FULL_RESET);
    registers.order();
    for (int i = 0; i < PATIENCE && registers.load(WATCHDOG) != 0; i++) {
      // It counts down.
    }
    registers.order();
  }

  @Override
  public void halt() {
    while (true) {
      Hardware.waitForInterrupt();
    }
  }
}
