package org.demitasse.kernel.aarch64;

import org.demitasse.kernel.hal.InterruptController;

/**
 * Arm Generic Interrupt Controller, architecture version 2 (Arm IHI 0048B): a distributor for all,
 * and a CPU interface that each processor finds at the same address.
 *
 * <p>Security: with two security states the kernel runs in the Non-secure one, where it sees group
 * 1 alone, as bit 0 of the control registers (4.3.1, 4.4.1). Firmware, or {@link
 * DeviceRegisters#storeSecure}, has put the lines into that group. Without, all lines stay in group
 * 0, which bit 0 enables as well and which signals IRQ (GICC_CTLR.FIQEn is 0).
 */
final class GicV2 implements InterruptController {
  /** Distributor registers, 4.3: GICD_CTLR, GICD_TYPER, GICD_ITARGETSR, GICD_SGIR. */
  private static final int DISTRIBUTOR_CONTROL = 0x000;

  private static final int DISTRIBUTOR_TYPE = 0x004;

  /**
   * 8 bits for each line, one for each CPU interface; those of the first lines read as one's own.
   */
  private static final int TARGETS = 0x800;

  private static final int SOFTWARE_INTERRUPT = 0xF00;

  /** CPU interface registers, 4.4: GICC_CTLR, GICC_PMR, GICC_BPR, GICC_IAR, GICC_EOIR. */
  private static final int INTERFACE_CONTROL = 0x00;

  private static final int PRIORITY_MASK = 0x04;
  private static final int BINARY_POINT = 0x08;
  private static final int ACKNOWLEDGE = 0x0C;
  private static final int END = 0x10;

  private static final int ENABLE = 1;
  private static final int ENABLE_GROUP_1_SECURE = 2;

  /**
   * Lets all priorities through. A Non-secure write reaches the lower half of them only (4.4.2).
   */
  private static final int NO_MASK = 0xFF;

  /** No group of priorities preempts another. */
  private static final int ONE_GROUP = 7;

  private static final int FIRST_PRIVATE = 16;
  private static final int FIRST_SHARED = 32;

  /** Interrupt numbers from here on say that there is nothing, 3.2.5. */
  private static final int SPECIAL = 1020;

  private static final int NUMBER = 0x3FF;

  private final DeviceRegisters distributor;
  private final DeviceRegisters cpuInterface;
  private final int lines;

  /** The bit of each processor's CPU interface. */
  private final int[] targets;

  /**
   * Turns all shared lines off.
   *
   * @param processors how many processors will call {@link #startProcessor}
   */
  GicV2(DeviceRegisters distributor, DeviceRegisters cpuInterface, int processors) {
    this.distributor = distributor;
    this.cpuInterface = cpuInterface;
    targets = new int[processors];
    lines = Math.min(((distributor.load(DISTRIBUTOR_TYPE) & 31) + 1) * 32, SPECIAL);
    distributor.store(DISTRIBUTOR_CONTROL, 0);
    distributor.storeSecure(DISTRIBUTOR_CONTROL, 0);
    for (int line = FIRST_SHARED; line < lines; line += 32) {
      GicLines.reset(distributor, line);
    }
    distributor.storeSecure(DISTRIBUTOR_CONTROL, ENABLE_GROUP_1_SECURE);
    distributor.store(DISTRIBUTOR_CONTROL, ENABLE);
  }

  @Override
  public void startProcessor(int processor) {
    // The registers of lines 0 to 31 are banked: each processor sees its own.
    GicLines.reset(distributor, 0);
    GicLines.enable(distributor, 0);
    int own = distributor.load(TARGETS) & 0xFF;
    // A controller for one processor has no such registers (4.3.12).
    targets[processor] = own == 0 ? 1 : own;
    cpuInterface.storeSecure(PRIORITY_MASK, NO_MASK);
    cpuInterface.store(PRIORITY_MASK, NO_MASK);
    cpuInterface.store(BINARY_POINT, ONE_GROUP);
    cpuInterface.store(INTERFACE_CONTROL, ENABLE);
  }

  @Override
  public int lines() {
    return lines;
  }

  @Override
  public boolean assignable(int line) {
    return line >= FIRST_PRIVATE && line < lines;
  }

  @Override
  public void configure(int line, boolean edge) {
    GicLines.configure(distributor, line, edge);
  }

  @Override
  public void unmask(int line, int processor) {
    if (line >= FIRST_SHARED) {
      int offset = TARGETS + (line & ~3);
      int shift = (line & 3) * 8;
      int others = distributor.load(offset) & ~(0xFF << shift);
      distributor.store(offset, others | targets[processor] << shift);
    }
    GicLines.enable(distributor, line);
  }

  @Override
  public void mask(int line) {
    GicLines.disable(distributor, line);
  }

  @Override
  public int take() {
    int acknowledged = cpuInterface.load(ACKNOWLEDGE);
    int line = acknowledged & NUMBER;
    if (line >= SPECIAL) {
      return NONE;
    }
    if (line < FIRST_PRIVATE) {
      // The end must name the sender, too (4.4.5), which nobody else cares about.
      cpuInterface.store(END, acknowledged);
      return RESCHEDULE;
    }
    return line;
  }

  @Override
  public void end(int line) {
    if (line >= 0) {
      cpuInterface.store(END, line);
    }
  }

  @Override
  public void reschedule(int processor) {
    // No barrier: what the other one shall see is read under the kernel lock, which orders it.
    distributor.store(SOFTWARE_INTERRUPT, targets[processor] << 16);
  }
}
