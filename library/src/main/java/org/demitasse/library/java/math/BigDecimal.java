package org.demitasse.library.java.math;

import java.math.MathContext;
import org.demitasse.library.Original;
import org.demitasse.library.Partial;

/** The hash code that the JDK has, exact conversion to floating point, and rounding. */
@Partial
@SuppressWarnings("EqualsHashCode") // the rest is TeaVM's
public abstract class BigDecimal {
  private static final int HASH_FACTOR = 31;

  public native java.math.BigInteger unscaledValue();

  public native int scale();

  public native int precision();

  @Original("inplaceRound")
  private native void roundKnown(MathContext context);

  /** TeaVM's takes a number of digits that it has only estimated for few enough to leave it. */
  @SuppressWarnings({"unused", "CheckReturnValue"}) // TeaVM calls it; the number is kept
  private void inplaceRound(MathContext context) {
    precision();
    roundKnown(context);
  }

  public native int signum();

  public native java.math.BigDecimal negate();

  public native java.math.BigDecimal plus(MathContext context);

  /** Up and down are directions of the result. */
  public java.math.BigDecimal negate(MathContext context) {
    return negate().plus(context);
  }

  public java.math.BigDecimal abs(MathContext context) {
    return signum() < 0 ? negate(context) : plus(context);
  }

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
