package org.demitasse.library.java.util;

import java.util.NoSuchElementException;
import org.demitasse.library.Original;
import org.demitasse.library.Partial;

/** The text of {@code OptionalInt}, and the message of its absence. */
@Partial
public abstract class OptionalInt {
  public native boolean isPresent();

  @Original("getAsInt")
  private native int present();

  public int getAsInt() {
    if (!isPresent()) {
      throw new NoSuchElementException("No value present");
    }
    return present();
  }

  public int orElseThrow() {
    return getAsInt();
  }

  @Override
  public String toString() {
    return isPresent() ? "OptionalInt[" + present() + "]" : "OptionalInt.empty";
  }
}
