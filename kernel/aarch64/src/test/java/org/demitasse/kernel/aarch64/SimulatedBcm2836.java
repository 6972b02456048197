package org.demitasse.kernel.aarch64;

/**
 * The interrupt controllers of BCM2836: QA7, 4, and BCM2835 ARM Peripherals, 7. Lines are levels
 * that a test raises and lowers. What firmware leaves behind is everything switched on.
 */
final class SimulatedBcm2836 {
  static final int CORES = 4;

  private final int[] timerControl = {0xFF, 0xFF, 0xFF, 0xFF};
  private final int[] mailboxControl = {0xFF, 0xFF, 0xFF, 0xFF};
  private final int[] mailboxes = new int[CORES * 4];
  private final int[] timers = new int[CORES];
  private final int[] levels = new int[3];
  private final int[] enabled = {0xFF, -1, -1};
  private int routing = 5;
  private int fast = 0x80;

  /** Writes to the registers of the counter's clock. */
  int clockWrites;

  /** The core that reads and writes. */
  int calling;

  final FakeRegisters local =
      new FakeRegisters() {
        @Override
        int read(int offset) {
          return readLocal(offset);
        }

        @Override
        void write(int offset, int value) {
          writeLocal(offset, value);
        }
      };

  final FakeRegisters peripherals =
      new FakeRegisters() {
        @Override
        int read(int offset) {
          return readPeripherals(offset);
        }

        @Override
        void write(int offset, int value) {
          writePeripherals(offset, value);
        }
      };

  Bcm2836Interrupts controller(int processors, boolean withoutFirmware) {
    return new Bcm2836Interrupts(local, peripherals, () -> calling, processors, withoutFirmware);
  }

  void setTimer(int core, int timer, boolean level) {
    timers[core] = level ? timers[core] | 1 << timer : timers[core] & ~(1 << timer);
  }

  void set(int bank, int number, boolean level) {
    levels[bank] = level ? levels[bank] | 1 << number : levels[bank] & ~(1 << number);
  }

  void post(int core, int mailbox) {
    mailboxes[core * 4 + mailbox] |= 1;
  }

  boolean isFast() {
    return (fast & 0x80) != 0;
  }

  private int pending(int bank) {
    return levels[bank] & enabled[bank];
  }

  private int source(int core) {
    int source = timers[core] & timerControl[core] & 0xF;
    for (int i = 0; i < 4; i++) {
      if (mailboxes[core * 4 + i] != 0 && (mailboxControl[core] & 1 << i) != 0) {
        source |= 1 << (4 + i);
      }
    }
    boolean any = (pending(0) | pending(1) | pending(2)) != 0;
    return any && (routing & 3) == core ? source | 1 << 8 : source;
  }

  private int readLocal(int offset) {
    int index = offset >> 2 & 3;
    return switch (offset & ~0xF) {
      case 0x40 -> timerControl[index];
      case 0x50 -> mailboxControl[index];
      case 0x60 -> source(index);
      case 0xC0, 0xD0, 0xE0, 0xF0 -> mailboxes[(offset - 0xC0) / 4];
      default -> throw new AssertionError("read of local " + offset);
    };
  }

  private void writeLocal(int offset, int value) {
    int index = offset >> 2 & 3;
    switch (offset) {
      case 0x00, 0x08 -> clockWrites++;
      case 0x0C -> routing = value;
      case 0x14, 0x34 -> {}
      case 0x40, 0x44, 0x48, 0x4C -> timerControl[index] = value;
      case 0x50, 0x54, 0x58, 0x5C -> mailboxControl[index] = value;
      default -> {
        if (offset >= 0x80 && offset < 0xC0) {
          mailboxes[(offset - 0x80) / 4] |= value;
        } else if (offset >= 0xC0 && offset < 0x100) {
          mailboxes[(offset - 0xC0) / 4] &= ~value;
        } else {
          throw new AssertionError("write to local " + offset);
        }
      }
    }
  }

  private int readPeripherals(int offset) {
    return switch (offset) {
      // Bits 8 and 9 say that the other banks have something; above them some of it is repeated.
      case 0x00 ->
          pending(0)
              | (pending(1) != 0 ? 1 << 8 : 0)
              | (pending(2) != 0 ? 1 << 9 : 0)
              | (pending(1) >> 7 & 1) << 10;
      case 0x04 -> pending(1);
      case 0x08 -> pending(2);
      default -> throw new AssertionError("read of peripherals " + offset);
    };
  }

  private void writePeripherals(int offset, int value) {
    switch (offset) {
      case 0x0C -> fast = value;
      case 0x10 -> enabled[1] |= value;
      case 0x14 -> enabled[2] |= value;
      case 0x18 -> enabled[0] |= value & 0xFF;
      case 0x1C -> enabled[1] &= ~value;
      case 0x20 -> enabled[2] &= ~value;
      case 0x24 -> enabled[0] &= ~value;
      default -> throw new AssertionError("write to peripherals " + offset);
    }
  }
}
