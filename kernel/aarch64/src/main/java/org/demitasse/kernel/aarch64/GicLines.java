package org.demitasse.kernel.aarch64;

/**
 * The registers of interrupt lines, which a GICv2 distributor (Arm IHI 0048B, 4.3), a GICv3
 * distributor (Arm IHI 0069, "Distributor register descriptions") and the SGI frame of a GICv3
 * redistributor lay out alike: arrays with 1, 2 or 8 bits for each line.
 */
final class GicLines {
  /** GICD_IGROUPR: 1 bit; 1 is group 1, Non-secure where there are two security states. */
  static final int GROUP = 0x080;

  /** GICD_ISENABLER and GICD_ICENABLER: 1 bit, writing 0 does nothing. */
  private static final int SET_ENABLE = 0x100;

  private static final int CLEAR_ENABLE = 0x180;

  /** GICD_ICPENDR and GICD_ICACTIVER. */
  private static final int CLEAR_PENDING = 0x280;

  private static final int CLEAR_ACTIVE = 0x380;

  /** GICD_IPRIORITYR: 8 bits; the smaller, the more urgent. */
  private static final int PRIORITY = 0x400;

  /** GICD_ICFGR: 2 bits, of which the upper says "edge". */
  private static final int CONFIGURATION = 0xC00;

  /** All lines are equally urgent: the kernel takes one after the other. Half-way, in 4 bytes. */
  private static final int EQUAL_PRIORITIES = 0xA0A0_A0A0;

  static final int ALL = -1;

  private GicLines() {}

  /** Turns 32 lines off and gives them equal priorities; forgets what firmware left. */
  static void reset(DeviceRegisters registers, int firstLine) {
    int bits = firstLine / 8;
    registers.storeSecure(GROUP + bits, ALL);
    registers.store(CLEAR_ENABLE + bits, ALL);
    registers.store(CLEAR_PENDING + bits, ALL);
    registers.store(CLEAR_ACTIVE + bits, ALL);
    for (int line = firstLine; line < firstLine + 32; line += 4) {
      registers.store(PRIORITY + line, EQUAL_PRIORITIES);
    }
  }

  static void enable(DeviceRegisters registers, int line) {
    registers.store(SET_ENABLE + line / 32 * 4, 1 << (line & 31));
  }

  static void disable(DeviceRegisters registers, int line) {
    registers.store(CLEAR_ENABLE + line / 32 * 4, 1 << (line & 31));
  }

  static void configure(DeviceRegisters registers, int line, boolean edge) {
    int offset = CONFIGURATION + line / 16 * 4;
    int bit = 2 << ((line & 15) * 2);
    int old = registers.load(offset);
    registers.store(offset, edge ? old | bit : old & ~bit);
  }
}
