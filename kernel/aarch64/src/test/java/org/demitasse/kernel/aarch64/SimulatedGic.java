package org.demitasse.kernel.aarch64;

import java.util.Arrays;

/**
 * An interrupt controller as the manuals describe it (Arm IHI 0048B and IHI 0069), as far as a
 * kernel can tell: lines with their state, registers that show them, one or two security states,
 * and a CPU interface for each processor. {@link #calling} is the processor that accesses it.
 */
final class SimulatedGic {
  static final int LINES = 96;
  static final int NOTHING = 1023;

  final int processors;
  final boolean twoStates;
  final boolean version3;
  final long[] affinities;

  /** Whether the kernel was entered at EL3 and can write in the Secure state. */
  final boolean monitor;

  int calling;

  private final boolean[][] enabled;
  private final boolean[][] pending;
  private final boolean[][] active;
  private final boolean[][] groupOne;
  private final boolean[] edge = new boolean[LINES];
  private final int[][] priority;
  private final int[] targets = new int[LINES];
  private final int[] sender = new int[LINES];
  private final long[] routes = new long[LINES];
  private final boolean[] interfaceOn;
  private final int[] mask;
  private final boolean[] asleep;
  private boolean groupOneOn;
  private boolean groupZeroOn;
  private boolean affinityRouting;

  SimulatedGic(boolean version3, boolean twoStates, boolean monitor, long... affinities) {
    this.version3 = version3;
    this.twoStates = twoStates;
    this.monitor = monitor;
    this.affinities = affinities;
    processors = affinities.length;
    enabled = new boolean[processors][LINES];
    pending = new boolean[processors][LINES];
    active = new boolean[processors][LINES];
    groupOne = new boolean[processors][LINES];
    priority = new int[processors][LINES];
    interfaceOn = new boolean[processors];
    mask = new int[processors];
    asleep = new boolean[processors];
    Arrays.fill(asleep, true);
    // What firmware may leave behind.
    for (int line = 0; line < LINES; line++) {
      enabled[0][line] = true;
      pending[0][line] = line % 3 == 0;
    }
    if (twoStates && !monitor) {
      // Firmware has given all lines and priorities to the Non-secure state, as it must.
      for (int i = 0; i < processors; i++) {
        Arrays.fill(groupOne[i], true);
        mask[i] = 0xFF;
        asleep[i] = false;
      }
    }
  }

  /** Which row a line's state stands in: private lines have one for each processor. */
  private static int row(int line, int processor) {
    return line < 32 ? processor : 0;
  }

  /** A device signals. */
  void raise(int line, int processor) {
    pending[row(line, processor)][line] = true;
  }

  boolean isEdge(int line) {
    return edge[line];
  }

  private boolean signals(int line, int processor) {
    int row = row(line, processor);
    boolean one = groupOne[row][line];
    boolean visible = one || (!twoStates && !version3);
    boolean on = one ? groupOneOn : groupZeroOn;
    boolean mine =
        line < 32
            || (version3
                ? routes[line] == affinities[processor]
                : (targets[line] & 1 << processor) != 0);
    return pending[row][line]
        && enabled[row][line]
        && !active[row][line]
        && visible
        && on
        && mine
        && (!version3 || (affinityRouting && !asleep[processor]))
        && interfaceOn[processor]
        && priority[row][line] < mask[processor];
  }

  int acknowledge() {
    for (int line = 0; line < LINES; line++) {
      if (signals(line, calling)) {
        int row = row(line, calling);
        pending[row][line] = false;
        active[row][line] = true;
        return line < 16 && !version3 ? line | sender[line] << 10 : line;
      }
    }
    return NOTHING;
  }

  void end(int value) {
    int line = value & 0x3FF;
    if (!active[row(line, calling)][line]) {
      throw new AssertionError("end of line " + line + ", which is not active");
    }
    if (line < 16 && !version3 && value >>> 10 != sender[line]) {
      throw new AssertionError("end of a software interrupt that does not name its sender");
    }
    active[row(line, calling)][line] = false;
  }

  private void send(int processor) {
    pending[processor][0] = true;
    sender[0] = calling;
  }

  private int linesAccess(int row, int offset, int value, boolean write, boolean secure) {
    int result = 0;
    if (offset >= 0x080 && offset < 0x100) {
      boolean reachable = secure || !twoStates;
      for (int i = 0; i < 32; i++) {
        int line = (offset - 0x080) * 8 + i;
        if (line < LINES && write && reachable) {
          groupOne[row(line, row)][line] = (value & 1 << i) != 0;
        }
      }
    } else if (offset >= 0x100 && offset < 0x400) {
      boolean[][] state = offset < 0x200 ? enabled : offset < 0x300 ? pending : active;
      for (int i = 0; i < 32; i++) {
        int line = (offset & 0x7F) * 8 + i;
        if (line < LINES && write && (value & 1 << i) != 0) {
          state[row(line, row)][line] = (offset & 0x80) == 0;
        }
      }
    } else if (offset >= 0x400 && offset < 0x800) {
      for (int i = 0; i < 4 && write && offset - 0x400 + i < LINES; i++) {
        int line = offset - 0x400 + i;
        priority[row(line, row)][line] = value >>> (i * 8) & 0xFF;
      }
    } else if (offset >= 0xC00 && offset < 0xD00) {
      for (int i = 0; i < 16; i++) {
        int line = (offset - 0xC00) * 4 + i;
        if (line < LINES && write) {
          if (edge[line] != (value >>> (i * 2 + 1) & 1) > 0 && enabled[row(line, row)][line]) {
            throw new AssertionError("line " + line + " is configured while it is enabled");
          }
          edge[line] = (value >>> (i * 2 + 1) & 1) != 0;
        } else if (line < LINES && edge[line]) {
          result |= 2 << (i * 2);
        }
      }
    } else {
      throw new AssertionError("register " + Integer.toHexString(offset));
    }
    return result;
  }

  private int distributor(int offset, int value, boolean write, boolean secure) {
    if (offset == 0x000) {
      if (write) {
        control(value, secure);
      }
      return 0;
    }
    if (offset == 0x004) {
      return LINES / 32 - 1;
    }
    if (!version3 && offset == 0xF00) {
      for (int i = 0; i < processors; i++) {
        if ((value >>> 16 & 1 << i) != 0) {
          send(i);
        }
      }
      return 0;
    }
    if (!version3 && offset >= 0x800 && offset < 0xC00) {
      int result = 0;
      for (int i = 0; i < 4; i++) {
        int line = offset - 0x800 + i;
        if (line < 32) {
          result |= 1 << calling << (i * 8);
        } else if (write) {
          targets[line] = value >>> (i * 8) & 0xFF;
        } else {
          result |= targets[line] << (i * 8);
        }
      }
      return result;
    }
    if (version3 && offset >= 0x6000) {
      int line = (offset - 0x6000) / 8;
      long old = routes[line];
      routes[line] =
          (offset & 4) == 0
              ? (old & ~0xFFFF_FFFFL) | (value & 0xFFFF_FFFFL)
              : (old & 0xFFFF_FFFFL) | (long) value << 32;
      return 0;
    }
    if (version3 && offset >= 0x080 && offset < 0xD00 && firstLineIsPrivate(offset)) {
      throw new AssertionError("with affinity routing the distributor has no private lines");
    }
    return linesAccess(calling, offset, value, write, secure);
  }

  private static boolean firstLineIsPrivate(int offset) {
    return offset < 0x400
        ? (offset & 0x7F) == 0
        : offset < 0x800 ? offset - 0x400 < 32 : offset - 0xC00 < 8;
  }

  private void control(int value, boolean secure) {
    if (version3) {
      boolean nonSecureView = twoStates && !secure;
      boolean routing = (value & (twoStates && secure ? 1 << 5 : 1 << 4)) != 0;
      if (routing != affinityRouting && groupOneOn) {
        throw new AssertionError("affinity routing changes while a group is on");
      }
      affinityRouting = routing;
      groupOneOn = (value & 2) != 0;
      groupZeroOn = !nonSecureView && (value & 1) != 0;
    } else if (twoStates && !secure) {
      groupOneOn = (value & 1) != 0;
    } else {
      groupZeroOn = (value & 1) != 0;
      groupOneOn = (value & 2) != 0;
    }
  }

  private int cpuInterface(int offset, int value, boolean write, boolean secure) {
    switch (offset) {
      case 0x00 -> interfaceOn[calling] = (value & 1) != 0;
      case 0x04 -> {
        // The Non-secure state reaches the upper half only, and nothing if the mask is below it.
        if (secure || !twoStates) {
          mask[calling] = value;
        } else if (mask[calling] >= 0x80) {
          mask[calling] = 0x80 | value >>> 1;
        }
      }
      case 0x08 -> {}
      case 0x0C -> {
        return acknowledge();
      }
      case 0x10 -> end(value);
      default -> throw new AssertionError("register " + Integer.toHexString(offset));
    }
    return 0;
  }

  /** How a register is reached. */
  private interface Access {
    int access(int offset, int value, boolean write, boolean secure);
  }

  private DeviceRegisters registers(Access access) {
    return new DeviceRegisters() {
      @Override
      public int load(long offset) {
        return access.access((int) offset, 0, false, false);
      }

      @Override
      public void store(long offset, int value) {
        access.access((int) offset, value, true, false);
      }

      @Override
      public void storeSecure(long offset, int value) {
        if (monitor) {
          access.access((int) offset, value, true, true);
        }
      }

      @Override
      public int loadSecure(long offset) {
        return monitor ? access.access((int) offset, 0, false, true) : 0;
      }

      @Override
      public void order() {}
    };
  }

  DeviceRegisters distributor() {
    return registers(this::distributor);
  }

  DeviceRegisters cpuInterface() {
    return registers(this::cpuInterface);
  }

  DeviceRegisters redistributor(int processor) {
    return registers(
        (offset, value, write, secure) -> {
          boolean reachable = secure || !twoStates;
          if (offset == 0x14 && write && reachable) {
            asleep[processor] = (value & 2) != 0;
          }
          return offset == 0x14 && reachable && asleep[processor] ? 6 : 0;
        });
  }

  DeviceRegisters privateLines(int processor) {
    return registers(
        (offset, value, write, secure) -> linesAccess(processor, offset, value, write, secure));
  }

  GicCpuInterface systemRegisters() {
    return new GicCpuInterface() {
      @Override
      public int processor() {
        return calling;
      }

      @Override
      public boolean start() {
        interfaceOn[calling] = true;
        mask[calling] = 0xFF;
        return true;
      }

      @Override
      public int acknowledge() {
        return SimulatedGic.this.acknowledge();
      }

      @Override
      public void end(int number) {
        SimulatedGic.this.end(number);
      }

      @Override
      public void send(long value) {
        for (int i = 0; i < processors; i++) {
          long affinity = affinities[i];
          boolean cluster =
              (affinity >>> 32 & 0xFF) == (value >>> 48 & 0xFF)
                  && (affinity >>> 16 & 0xFF) == (value >>> 32 & 0xFF)
                  && (affinity >>> 8 & 0xFF) == (value >>> 16 & 0xFF);
          long number = (affinity & 0xFF) - (value >>> 44 & 0xF) * 16;
          if (cluster && number >= 0 && number < 16 && (value & 1L << number) != 0) {
            SimulatedGic.this.send(i);
          }
        }
      }
    };
  }
}
