package org.demitasse.library.java.lang;

import java.util.Arrays;
import java.util.Locale;
import org.demitasse.library.Original;
import org.demitasse.library.Partial;
import org.demitasse.library.number.FloatingText;
import org.demitasse.library.text.StringBounds;
import org.jspecify.annotations.Nullable;

/**
 * Exact text of floating-point numbers in string builders, and what TeaVM's does not check or
 * computes differently.
 */
@Partial
@SuppressWarnings("NullAway.Init") // TeaVM's constructors
abstract class AbstractStringBuilder {
  char[] buffer;
  int length;

  public native void ensureCapacity(int capacity);

  /** Also what appends a text. TeaVM's takes the characters one by one, each with its checks. */
  protected AbstractStringBuilder insert(int target, java.lang.@Nullable String text) {
    if (target < 0 || target > length) {
      throw new StringIndexOutOfBoundsException("offset " + target + ", length " + length);
    }
    java.lang.String known = text == null ? "null" : text;
    int count = known.length();
    ensureCapacity(length + count);
    if (target < length) {
      java.lang.System.arraycopy(buffer, target, buffer, target + count, length - target);
    }
    known.getChars(0, count, buffer, target);
    length += count;
    return this;
  }

  protected AbstractStringBuilder insert(int target, float value) {
    return insert(target, FloatingText.of(value));
  }

  protected AbstractStringBuilder insert(int target, double value) {
    return insert(target, FloatingText.of(value));
  }

  protected native AbstractStringBuilder append(java.lang.String text);

  protected AbstractStringBuilder append(@Nullable CharSequence text) {
    return append(java.lang.String.valueOf(text));
  }

  @Original("appendCodePoint")
  private native AbstractStringBuilder appendValidCodePoint(int codePoint);

  protected AbstractStringBuilder appendCodePoint(int codePoint) {
    if (!java.lang.Character.isValidCodePoint(codePoint)) {
      throw new IllegalArgumentException(
          "Not a valid Unicode code point: 0x"
              + java.lang.Integer.toHexString(codePoint).toUpperCase(Locale.ROOT));
    }
    return appendValidCodePoint(codePoint);
  }

  public char charAt(int index) {
    StringBounds.checkIndex(index, length);
    return buffer[index];
  }

  public void setCharAt(int index, char ch) {
    StringBounds.checkIndex(index, length);
    buffer[index] = ch;
  }

  @Original("deleteCharAt")
  private native AbstractStringBuilder deleteCharInside(int index);

  public AbstractStringBuilder deleteCharAt(int index) {
    StringBounds.checkIndex(index, length);
    return deleteCharInside(index);
  }

  @Original("delete")
  private native AbstractStringBuilder deleteInside(int start, int end);

  public AbstractStringBuilder delete(int start, int end) {
    StringBounds.checkRange(start, java.lang.Math.min(end, length), length);
    return deleteInside(start, end);
  }

  @Original("substring")
  private native java.lang.String substringInside(int start, int end);

  public java.lang.String substring(int start, int end) {
    StringBounds.checkRange(start, end, length);
    return substringInside(start, end);
  }

  public void setLength(int newLength) {
    if (newLength < 0) {
      throw new StringIndexOutOfBoundsException("String index out of range: " + newLength);
    }
    if (newLength > length) {
      ensureCapacity(newLength);
      Arrays.fill(buffer, length, newLength, '\0');
    }
    length = newLength;
  }

  public AbstractStringBuilder reverse() {
    for (int low = 0, high = length - 1; low < high; low++, high--) {
      char character = buffer[low];
      buffer[low] = buffer[high];
      buffer[high] = character;
    }
    // A surrogate pair keeps its order.
    for (int i = 0; i < length - 1; i++) {
      char low = buffer[i];
      if (java.lang.Character.isLowSurrogate(low)
          && java.lang.Character.isHighSurrogate(buffer[i + 1])) {
        buffer[i] = buffer[i + 1];
        buffer[i + 1] = low;
        i++;
      }
    }
    return this;
  }

  protected int compareTo(AbstractStringBuilder other) {
    return toString().compareTo(other.toString());
  }
}
