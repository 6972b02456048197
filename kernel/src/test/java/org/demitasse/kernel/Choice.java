package org.demitasse.kernel;

import java.util.Random;

/**
 * Decides what user code does: at random, by the bytes of a fuzzer, or each possibility in turn.
 */
interface Choice {
  /** Returns a number from 0 to {@code bound} - 1. */
  int below(int bound);

  /** Returns any number. */
  default long any() {
    return (long) below(1 << 30) << 34 ^ (long) below(1 << 30) << 17 ^ below(1 << 30);
  }

  /** Says yes once in so many times. */
  default boolean oneIn(int times) {
    return below(times) == times - 1;
  }

  static Choice random(Random random) {
    return random::nextInt;
  }
}
