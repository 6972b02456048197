package org.demitasse.library.java.util;

import java.util.NoSuchElementException;
import org.demitasse.library.Original;
import org.demitasse.library.Partial;

/** The text of {@code OptionalLong}, and the message of its absence. */
@Partial
public abstract class OptionalLong {
  public native boolean isPresent();

  @Original("getAsLong")
  private native long present();

  public long getAsLong() {
    if (!isPresent()) {
      throw new NoSuchElementException("No value present");
    }
    return present();
  }

  public long orElseThrow() {
    return getAsLong();
  }

  @Override
  public String toString() {
    return isPresent() ? "OptionalLong[" + present() + "]" : "OptionalLong.empty";
  }
}
