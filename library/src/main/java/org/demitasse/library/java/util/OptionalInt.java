package org.demitasse.library.java.util;

import org.demitasse.library.Partial;

/** The text of {@code OptionalInt}. */
@Partial
public abstract class OptionalInt {
  public native boolean isPresent();

  public native int getAsInt();

  @Override
  public String toString() {
    return isPresent() ? "OptionalInt[" + getAsInt() + "]" : "OptionalInt.empty";
  }
}
