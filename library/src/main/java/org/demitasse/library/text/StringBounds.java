package org.demitasse.library.text;

/** Refuses positions outside of strings and string builders. */
public final class StringBounds {
  private StringBounds() {}

  /** Requires the position of a character. */
  public static void checkIndex(int index, int length) {
    if (index < 0 || index >= length) {
      throw new StringIndexOutOfBoundsException(
          "Index " + index + " out of bounds for length " + length);
    }
  }

  /** Requires a range from a position up to, and without, another. */
  public static void checkRange(int from, int to, int length) {
    if (from < 0 || from > to || to > length) {
      throw new StringIndexOutOfBoundsException(
          "Range [" + from + ", " + to + ") out of bounds for length " + length);
    }
  }

  /** Requires a range from a position of so many characters. */
  public static void checkCount(int from, int count, int length) {
    if (from < 0 || count < 0 || from > length - count) {
      throw new StringIndexOutOfBoundsException(
          "Range [" + from + ", " + from + " + " + count + ") out of bounds for length " + length);
    }
  }
}
