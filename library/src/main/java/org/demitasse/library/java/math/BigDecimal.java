package org.demitasse.library.java.math;

import org.demitasse.library.Partial;

/** The hash code that the JDK has, and exact conversion to floating point. */
@Partial
@SuppressWarnings("EqualsHashCode") // the rest is TeaVM's
public abstract class BigDecimal {
  private static final int HASH_FACTOR = 31;

  public native java.math.BigInteger unscaledValue();

  public native int scale();

  @Override
  public int hashCode() {
    return HASH_FACTOR * unscaledValue().hashCode() + scale();
  }

  public double doubleValue() {
    return Double.parseDouble(toString());
  }

  public float floatValue() {
    return Float.parseFloat(toString());
  }
}
