package org.demitasse.library.java.util;

import org.demitasse.library.Partial;

/** The text of {@code OptionalLong}. */
@Partial
public abstract class OptionalLong {
  public native boolean isPresent();

  public native long getAsLong();

  @Override
  public String toString() {
    return isPresent() ? "OptionalLong[" + getAsLong() + "]" : "OptionalLong.empty";
  }
}
