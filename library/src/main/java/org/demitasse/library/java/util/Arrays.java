package org.demitasse.library.java.util;

import java.lang.reflect.Array;
import org.demitasse.library.Partial;

/** What does not fit into the array to copy to is refused as what is stored there. */
@Partial
public abstract class Arrays {
  private static native void checkCopyOfRange(int length, int from, int to);

  public static <T, U> T[] copyOf(U[] original, int newLength, Class<? extends T[]> newType) {
    return copied(original, 0, newLength, newType);
  }

  public static <T, U> T[] copyOfRange(
      U[] original, int from, int to, Class<? extends T[]> newType) {
    checkCopyOfRange(original.length, from, to);
    return copied(original, from, to - from, newType);
  }

  @SuppressWarnings("unchecked")
  private static <T, U> T[] copied(
      U[] original, int from, int length, Class<? extends T[]> newType) {
    T[] result = (T[]) Array.newInstance(newType.getComponentType(), length);
    System.arraycopy(original, from, result, 0, Math.min(length, original.length - from));
    return result;
  }
}
