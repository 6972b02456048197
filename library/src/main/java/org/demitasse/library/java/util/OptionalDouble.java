package org.demitasse.library.java.util;

import java.util.NoSuchElementException;
import org.demitasse.library.Original;
import org.demitasse.library.Partial;

/** The text of {@code OptionalDouble}, and the message of its absence. */
@Partial
public abstract class OptionalDouble {
  public native boolean isPresent();

  @Original("getAsDouble")
  private native double present();

  public double getAsDouble() {
    if (!isPresent()) {
      throw new NoSuchElementException("No value present");
    }
    return present();
  }

  public double orElseThrow() {
    return getAsDouble();
  }

  @Override
  public String toString() {
    return isPresent() ? "OptionalDouble[" + present() + "]" : "OptionalDouble.empty";
  }
}
