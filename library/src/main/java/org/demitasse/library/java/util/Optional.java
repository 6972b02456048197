package org.demitasse.library.java.util;

import org.demitasse.library.Partial;

/** The text of {@code Optional}. */
@Partial
public abstract class Optional<T> {
  public native boolean isPresent();

  public native T get();

  @Override
  public String toString() {
    return isPresent() ? "Optional[" + get() + "]" : "Optional.empty";
  }
}
