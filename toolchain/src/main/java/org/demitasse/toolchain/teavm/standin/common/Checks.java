package org.demitasse.toolchain.teavm.standin.common;

import org.teavm.interop.Import;

/**
 * What the Java language checks and TeaVM's C back end does not. The toolchain puts calls of these
 * in place of the operations; they are inline functions of exceptions.h.
 */
public final class Checks {
  private Checks() {}

  @Import(name = "demitasse_divideInt")
  public static native int divide(int dividend, int divisor);

  @Import(name = "demitasse_remainderInt")
  public static native int remainder(int dividend, int divisor);

  @Import(name = "demitasse_divideLong")
  public static native long divide(long dividend, long divisor);

  @Import(name = "demitasse_remainderLong")
  public static native long remainder(long dividend, long divisor);

  /** Whether the array may hold the value; both may be null. */
  @Import(name = "demitasse_checkStore")
  public static native void checkStore(Object array, Object value);
}
