package org.demitasse.library.java.util;

import org.demitasse.library.Partial;

/** The text of {@code OptionalDouble}. */
@Partial
public abstract class OptionalDouble {
  public native boolean isPresent();

  public native double getAsDouble();

  @Override
  public String toString() {
    return isPresent() ? "OptionalDouble[" + getAsDouble() + "]" : "OptionalDouble.empty";
  }
}
