package org.demitasse.library.java.util;

import java.util.NoSuchElementException;
import org.demitasse.library.Original;
import org.demitasse.library.Partial;

/** The text of {@code Optional}, and the message of its absence. */
@Partial
public abstract class Optional<T> {
  public native boolean isPresent();

  @Original("get")
  private native T present();

  public T get() {
    if (!isPresent()) {
      throw new NoSuchElementException("No value present");
    }
    return present();
  }

  public T orElseThrow() {
    return get();
  }

  @Override
  public String toString() {
    return isPresent() ? "Optional[" + present() + "]" : "Optional.empty";
  }
}
