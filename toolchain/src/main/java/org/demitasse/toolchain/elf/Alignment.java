package org.demitasse.toolchain.elf;

import java.io.IOException;
import java.io.OutputStream;

/** Where the parts of a file begin: at multiples of a size, with zeros between them. */
public final class Alignment {
  private Alignment() {}

  /** Returns the first multiple of {@code alignment} that is not below {@code value}. */
  public static long up(long value, long alignment) {
    return (value + alignment - 1) / alignment * alignment;
  }

  /** Writes {@code count} zeros. */
  public static void pad(OutputStream output, long count) throws IOException {
    output.write(new byte[Math.toIntExact(count)]);
  }
}
