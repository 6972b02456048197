package org.demitasse.toolchain.teavm.standin.common;

import org.demitasse.toolchain.teavm.standin.Graft;
import org.teavm.classlib.java.lang.TObject;

/** Stands in part for {@code java.lang.System}: the checks of arraycopy. */
public final class GraftedSystem {
  private GraftedSystem() {}

  private static native void doArrayCopy(
      Object source, int sourceStart, Object target, int targetStart, int length);

  @Graft
  public static void arraycopy(
      TObject source, int sourceStart, TObject target, int targetStart, int length) {
    if (ArrayCopy.fits(source, sourceStart, target, targetStart, length)) {
      doArrayCopy(source, sourceStart, target, targetStart, length);
    } else {
      int fitting = ArrayCopy.check(source, sourceStart, target, targetStart, length);
      doArrayCopy(source, sourceStart, target, targetStart, fitting);
      if (fitting < length) {
        ArrayCopy.refuseElement(source, target);
      }
    }
  }
}
