package org.demitasse.core;

import org.demitasse.abi.SystemCall;
import org.demitasse.base.raw.RawMemory;
import org.demitasse.base.raw.RawSystemCall;

/** Hands lines to the kernel's console. */
final class LineOutput {
  /**
   * A place in the control block that is user land's; not a Java array, which the kernel cannot
   * name.
   */
  private static final int SCRATCH = 1024;

  private static final int SCRATCH_SIZE = 1024;

  private LineOutput() {}

  /** Writes the first {@code count} bytes, which end with a line end, without core's own label. */
  static void write(byte[] text, int count, long machineControl) {
    write(text, count, machineControl, 0);
  }

  /** Writes the first {@code count} bytes as they are. */
  static void writeTerminal(byte[] text, int count, long machineControl) {
    write(text, count, machineControl, SystemCall.TERMINAL);
  }

  private static void write(byte[] text, int count, long machineControl, int how) {
    long place = RawSystemCall.utcb() + SCRATCH;
    for (int done = 0; done < count; done += SCRATCH_SIZE) {
      int part = Math.min(SCRATCH_SIZE, count - done);
      for (int i = 0; i < part; i++) {
        RawMemory.storeByte(place + i, text[done + i]);
      }
      RawSystemCall.invoke(SystemCall.CONSOLE_WRITE, place, part, machineControl, how, 0, 0, 0);
    }
  }
}
