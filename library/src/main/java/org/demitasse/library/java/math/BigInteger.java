package org.demitasse.library.java.math;

import org.demitasse.library.Partial;

/** The hash code that the JDK has, and exact conversion to floating point. */
@Partial
@SuppressWarnings({"NullAway.Init", "EqualsHashCode"}) // the rest is TeaVM's
public abstract class BigInteger {
  private static final int HASH_FACTOR = 31;

  /** The magnitude in words of 32 bits, the least first. */
  int[] digits;

  int numberLength;
  int sign;

  @Override
  public int hashCode() {
    int hash = 0;
    for (int i = numberLength - 1; i >= 0; i--) {
      hash = HASH_FACTOR * hash + digits[i];
    }
    return hash * sign;
  }

  public double doubleValue() {
    return Double.parseDouble(toString());
  }

  public float floatValue() {
    return Float.parseFloat(toString());
  }
}
