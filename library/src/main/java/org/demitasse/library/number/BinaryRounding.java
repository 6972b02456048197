package org.demitasse.library.number;

/**
 * Rounds exact numbers to a binary floating-point format: to the nearest, to the even one of two.
 *
 * @param bits of the mantissa, the hidden one included
 * @param minimumExponent of the least significant bit of the smallest number
 * @param maximumExponent of the most significant bit of the largest number
 */
public record BinaryRounding(int bits, int minimumExponent, int maximumExponent) {
  /** IEEE 754 binary64. */
  public static final BinaryRounding DOUBLE = new BinaryRounding(53, -1074, 1023);

  /** IEEE 754 binary32, whose numbers are returned as {@code double}. */
  public static final BinaryRounding FLOAT = new BinaryRounding(24, -149, 127);

  /** Rounds number * 2^exponent, for a number that is not zero; shifts it. */
  public double round(Natural number, int exponent) {
    int length = number.bitLength();
    int shift = 0;
    if (length < 64) {
      shift = 64 - length;
      number.shiftLeft(shift);
    }
    return round(number.highestBits(), exponent + length - 64, number.hasBitsBelow());
  }

  /**
   * Rounds mantissa * 2^exponent.
   *
   * @param mantissa unsigned, with the highest bit set
   * @param sticky whether the exact number is larger than that, by less than one unit of the
   *     mantissa
   */
  double round(long mantissa, int exponent, boolean sticky) {
    int keep = Math.min(bits, exponent + 64 - minimumExponent);
    if (keep < 0) {
      return 0;
    }
    long kept = keep == 0 ? 0 : mantissa >>> (64 - keep);
    long rest = mantissa << keep;
    if (rest < 0 && (rest << 1 != 0 || sticky || (kept & 1) != 0)) {
      kept++;
    }
    if (kept == 0) {
      return 0;
    }
    int power = exponent + 64 - keep;
    int top = 63 - Long.numberOfLeadingZeros(kept);
    return top + power > maximumExponent ? Double.POSITIVE_INFINITY : scaled(kept, power, top);
  }

  /** Returns kept * 2^power, which is representable. */
  private static double scaled(long kept, int power, int top) {
    int exponent = top + power;
    if (exponent < -1022) {
      return Double.longBitsToDouble(kept << (power + 1074));
    }
    long mantissa = top > 52 ? kept >>> (top - 52) : kept << (52 - top);
    return Double.longBitsToDouble((long) (exponent + 1023) << 52 | (mantissa & (1L << 52) - 1));
  }
}
