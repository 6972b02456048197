package org.demitasse.library.number;

/**
 * A natural number of any size that is changed in place: the few operations that exact conversions
 * need, and nothing that would bring {@code BigInteger} into every program that prints a {@code
 * double}.
 */
public final class Natural implements Comparable<Natural> {
  private static final long MASK = 0xffffffffL;
  private static final int LARGEST_POWER_OF_FIVE = 13;

  /** 5^n for n up to 13, the last below 2^31. */
  private static final int[] POWERS_OF_FIVE = {
    1,
    5,
    25,
    125,
    625,
    3125,
    15625,
    78125,
    390625,
    1953125,
    9765625,
    48828125,
    244140625,
    1220703125
  };

  /** Least significant word first. */
  private int[] words;

  /** Words in use; the last of them is not 0. */
  private int length;

  /** Makes a number from an unsigned one. */
  public Natural(long value) {
    words = new int[40];
    words[0] = (int) value;
    words[1] = (int) (value >>> 32);
    length = words[1] != 0 ? 2 : words[0] != 0 ? 1 : 0;
  }

  /** The product of two unsigned numbers. */
  public static Natural product(long a, long b) {
    Natural low = new Natural(a).multiplyAdd((int) b, 0);
    return new Natural(a).multiplyAdd((int) (b >>> 32), 0).shiftLeft(32).add(low);
  }

  private void reserve(int size) {
    if (size > words.length) {
      int[] larger = new int[size + size / 2];
      System.arraycopy(words, 0, larger, 0, length);
      words = larger;
    }
  }

  /** Whether it is 0. */
  public boolean isZero() {
    return length == 0;
  }

  /** Number of bits up to the highest that is set. */
  int bitLength() {
    return length == 0 ? 0 : 32 * length - Integer.numberOfLeadingZeros(words[length - 1]);
  }

  /** Multiplies by an unsigned factor and adds an unsigned number. */
  Natural multiplyAdd(int factor, int summand) {
    if (factor == 0) {
      length = 0;
    }
    long carry = summand & MASK;
    for (int i = 0; i < length; i++) {
      carry += (words[i] & MASK) * (factor & MASK);
      words[i] = (int) carry;
      carry >>>= 32;
    }
    if (carry != 0) {
      reserve(length + 1);
      words[length++] = (int) carry;
    }
    return this;
  }

  Natural multiplyByPowerOfTen(int exponent) {
    int left = exponent;
    for (; left >= LARGEST_POWER_OF_FIVE; left -= LARGEST_POWER_OF_FIVE) {
      multiplyAdd(POWERS_OF_FIVE[LARGEST_POWER_OF_FIVE], 0);
    }
    multiplyAdd(POWERS_OF_FIVE[left], 0);
    return shiftLeft(exponent);
  }

  /** Multiplies by 2^count. */
  public Natural shiftLeft(int count) {
    if (length == 0 || count == 0) {
      return this;
    }
    int whole = count >>> 5;
    int bits = count & 31;
    reserve(length + whole + 1);
    int top = length + whole;
    words[top] = 0;
    for (int i = length - 1; i >= 0; i--) {
      long word = (words[i] & MASK) << bits;
      words[i + whole + 1] |= (int) (word >>> 32);
      words[i + whole] = (int) word;
    }
    for (int i = 0; i < whole; i++) {
      words[i] = 0;
    }
    length = words[top] != 0 ? top + 1 : top;
    return this;
  }

  /** Adds a number. */
  public Natural add(Natural other) {
    int size = Math.max(length, other.length);
    reserve(size + 1);
    long carry = 0;
    for (int i = 0; i < size; i++) {
      carry += (i < length ? words[i] & MASK : 0) + (i < other.length ? other.words[i] & MASK : 0);
      words[i] = (int) carry;
      carry >>>= 32;
    }
    length = size;
    if (carry != 0) {
      words[length++] = (int) carry;
    }
    return this;
  }

  /** Subtracts a number that is not larger. */
  public Natural subtract(Natural other) {
    long borrow = 0;
    for (int i = 0; i < length; i++) {
      borrow += (words[i] & MASK) - (i < other.length ? other.words[i] & MASK : 0);
      words[i] = (int) borrow;
      borrow >>= 32;
    }
    while (length > 0 && words[length - 1] == 0) {
      length--;
    }
    return this;
  }

  /** Negative, zero or positive as this number is less than, equal to or greater than the other. */
  @Override
  public int compareTo(Natural other) {
    if (length != other.length) {
      return length < other.length ? -1 : 1;
    }
    for (int i = length - 1; i >= 0; i--) {
      if (words[i] != other.words[i]) {
        return Integer.compareUnsigned(words[i], other.words[i]);
      }
    }
    return 0;
  }

  /** Compares the sum of this and another number with a third one. */
  int compareSum(Natural summand, Natural sum) {
    Natural copy = new Natural(0);
    copy.add(this).add(summand);
    return copy.compareTo(sum);
  }

  /** The 64 bits below the highest one inclusive, for a number of at least 64 bits. */
  long highestBits() {
    long high = (words[length - 1] & MASK) << 32 | (words[length - 2] & MASK);
    int shift = Integer.numberOfLeadingZeros(words[length - 1]);
    return shift == 0 ? high : high << shift | (words[length - 3] & MASK) >>> (32 - shift);
  }

  /** Whether a bit is set below the {@link #highestBits}. */
  boolean hasBitsBelow() {
    int below = bitLength() - 64;
    for (int i = 0; i < below >>> 5; i++) {
      if (words[i] != 0) {
        return true;
      }
    }
    return (below & 31) != 0 && words[below >>> 5] << (32 - (below & 31)) != 0;
  }
}
