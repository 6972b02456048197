package org.demitasse.bench.kernel;

import java.util.Arrays;
import org.demitasse.abi.ProgramLayout;
import org.demitasse.base.raw.RawMemory;

/** A page that tells a thread of {@code kernel_operations.S} what to use, and takes its samples. */
final class Block {
  private static final int OPERANDS = 0;
  private static final int OPERAND_COUNT = 6;
  private static final int DONE = 48;
  private static final int EXPECTED = 56;
  private static final int UNEXPECTED = 64;
  private static final int SAMPLES = 512;
  private static final int SAMPLE_COUNT = 64;

  /** Samples in which what happens only once still shows. */
  private static final int WARM_UP = 3;

  /**
   * The kernel puts floating-point registers away after 512 switches: a sample has 16 rounds of two
   * to four switches.
   */
  private static final int FEW = 3;

  private final long address;

  Block(long address) {
    this.address = address;
  }

  long address() {
    return address;
  }

  /** Clears the block and sets its operands: x19 to x22, x15, x13. */
  void prepare(long done, int expected, long... operands) {
    if (operands.length > OPERAND_COUNT) {
      throw new IllegalArgumentException("a thread has " + OPERAND_COUNT + " operands");
    }
    RawMemory.fill(address, 0, ProgramLayout.PAGE_SIZE);
    for (int i = 0; i < operands.length; i++) {
      RawMemory.storeLong(address + OPERANDS + i * 8L, operands[i]);
    }
    RawMemory.storeLong(address + DONE, done);
    RawMemory.storeLong(address + EXPECTED, expected);
  }

  /** Returns how often the system call returned something else than it was expected to. */
  long unexpected() {
    return RawMemory.loadLong(address + UNEXPECTED);
  }

  /**
   * Returns the samples after those to warm up, in order of size.
   *
   * @param few only the first of them: what is measured does not last
   */
  long[] samples(boolean few) {
    long[] samples = new long[few ? FEW : SAMPLE_COUNT - WARM_UP];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = RawMemory.loadLong(address + SAMPLES + (WARM_UP + i) * 8L);
    }
    Arrays.sort(samples);
    return samples;
  }
}
