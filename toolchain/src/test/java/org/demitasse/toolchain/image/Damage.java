package org.demitasse.toolchain.image;

import java.util.Arrays;
import java.util.Random;

/** Damages files at random, mostly where numbers stand. */
public final class Damage {
  private static final long[] INTERESTING = {
    0,
    1,
    7,
    8,
    64,
    4095,
    4096,
    4097,
    0x7FFF,
    0xFFFF,
    0x7FFF_FFFFL,
    0x8000_0000L,
    0xFFFF_FFFFL,
    0x1_0000_0000L,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    -1,
    -8,
    -4096
  };

  private Damage() {}

  /** Overwrites one to four places among the first {@code limit} bytes. */
  public static void apply(byte[] content, Random random, int limit) {
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(Math.min(limit, content.length));
      if (random.nextInt(3) == 0) {
        content[at] = (byte) random.nextInt(256);
      } else {
        int size = 1 << random.nextInt(4);
        long value = INTERESTING[random.nextInt(INTERESTING.length)];
        boolean bigEndian = random.nextBoolean();
        at &= -size;
        for (int k = 0; k < size && at + k < content.length; k++) {
          content[at + k] = (byte) (value >>> (8 * (bigEndian ? size - 1 - k : k)));
        }
      }
    }
  }

  /** Returns the content, one time in four without its end. */
  public static byte[] cut(byte[] content, Random random) {
    return random.nextInt(4) == 0
        ? Arrays.copyOf(content, random.nextInt(content.length))
        : content;
  }
}
