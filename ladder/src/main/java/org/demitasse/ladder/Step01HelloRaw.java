package org.demitasse.ladder;

import org.demitasse.abi.ProgramLayout;
import org.demitasse.base.raw.RawMemory;

/**
 * Step 01: polled serial output, without a kernel call and without a library. The description asks
 * for the console's registers ({@code console="mapped"}); the program writes to the PL011 itself
 * (Arm DDI 0183G, 3.3).
 */
public final class Step01HelloRaw {
  private static final int DATA = 0x00;
  private static final int FLAGS = 0x18;
  private static final int TRANSMIT_FULL = 1 << 5;

  private Step01HelloRaw() {}

  public static void main(String[] arguments) {
    print("Hello, this is some code running on Demitasse.\r\n");
    print("step 01 passed\r\n");
    print("Returning from main...\r\n");
  }

  private static void print(String text) {
    for (int i = 0; i < text.length(); i++) {
      while ((RawMemory.loadInt(ProgramLayout.ROOT_CONSOLE + FLAGS) & TRANSMIT_FULL) != 0) {
        // The transmitter takes the next byte when it has room.
      }
      RawMemory.storeInt(ProgramLayout.ROOT_CONSOLE + DATA, text.charAt(i));
    }
  }
}
