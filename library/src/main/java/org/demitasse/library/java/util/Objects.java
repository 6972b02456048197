package org.demitasse.library.java.util;

import org.demitasse.library.Partial;
import org.jspecify.annotations.Nullable;

/** The messages of refused arguments. */
@Partial
public final class Objects {
  private Objects() {}

  public static <T> T requireNonNull(@Nullable T object) {
    if (object == null) {
      throw new NullPointerException();
    }
    return object;
  }

  public static int checkIndex(int index, int length) {
    if (index < 0 || index >= length) {
      throw new IndexOutOfBoundsException("Index " + index + " out of bounds for length " + length);
    }
    return index;
  }
}
