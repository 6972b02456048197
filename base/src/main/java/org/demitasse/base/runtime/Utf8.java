package org.demitasse.base.runtime;

import org.demitasse.abi.Memory;

/**
 * UTF-8 (RFC 3629) without the charset classes of the library, which would double the size of a
 * small component.
 */
public final class Utf8 {
  /** Most bytes that one call of {@link #encode} writes. */
  static final int MAXIMUM_BYTES = 4;

  private static final int REPLACEMENT = 0xFFFD;

  private Utf8() {}

  /**
   * Returns the code point at {@code index} of {@code text}; {@code '?'} for a surrogate that has
   * no partner, as Java's encoder writes it.
   */
  static int codePoint(String text, int index) {
    char first = text.charAt(index);
    if (first < 0xD800 || first > 0xDFFF) {
      return first;
    }
    if (first < 0xDC00 && index + 1 < text.length()) {
      char second = text.charAt(index + 1);
      if (second >= 0xDC00 && second <= 0xDFFF) {
        return 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
      }
    }
    return '?';
  }

  /**
   * Writes a code point at {@code position} of {@code target} and returns the position after it.
   */
  static int encode(int codePoint, byte[] target, int position) {
    int next = position;
    if (codePoint < 0x80) {
      target[next++] = (byte) codePoint;
      return next;
    }
    if (codePoint < 0x800) {
      target[next++] = (byte) (0xC0 | (codePoint >> 6));
    } else {
      if (codePoint < 0x10000) {
        target[next++] = (byte) (0xE0 | (codePoint >> 12));
      } else {
        target[next++] = (byte) (0xF0 | (codePoint >> 18));
        target[next++] = (byte) (0x80 | ((codePoint >> 12) & 0x3F));
      }
      target[next++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
    }
    target[next++] = (byte) (0x80 | (codePoint & 0x3F));
    return next;
  }

  /** Returns the bytes of a text. */
  public static byte[] encode(String text) {
    char[] characters = text.toCharArray();
    byte[] bytes = new byte[characters.length];
    int all = 0;
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) characters[i];
      all |= characters[i];
    }
    return all < 0x80 ? bytes : encodeAny(text);
  }

  private static byte[] encodeAny(String text) {
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      int codePoint = codePoint(text, i);
      if (codePoint >= 0x10000) {
        i++;
      }
      length += codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
    }
    byte[] bytes = new byte[length];
    int position = 0;
    for (int i = 0; i < text.length(); i++) {
      int codePoint = codePoint(text, i);
      if (codePoint >= 0x10000) {
        i++;
      }
      position = encode(codePoint, bytes, position);
    }
    return bytes;
  }

  /**
   * Returns how many bytes of an encoded text are whole characters within a limit: continuation
   * bytes are 10xxxxxx.
   */
  public static int cut(byte[] bytes, int limit) {
    int length = Math.min(bytes.length, limit);
    while (length < bytes.length && length > 0 && (bytes[length] & 0xC0) == 0x80) {
      length--;
    }
    return length;
  }

  /** Decodes all bytes, as {@link #decode(Memory, long, int)} does. */
  public static String decode(byte[] bytes) {
    return decode(
        new Memory() {
          @Override
          public int loadByte(long address) {
            return bytes[(int) address] & 0xFF;
          }

          @Override
          public int loadInt(long address) {
            throw new UnsupportedOperationException();
          }

          @Override
          public long loadLong(long address) {
            throw new UnsupportedOperationException();
          }
        },
        0,
        bytes.length);
  }

  /**
   * Decodes {@code length} bytes of {@code memory}. What is not UTF-8 becomes U+FFFD, one for each
   * byte that starts no valid sequence.
   */
  public static String decode(Memory memory, long address, int length) {
    StringBuilder text = new StringBuilder(length);
    int i = 0;
    while (i < length) {
      int first = memory.loadByte(address + i);
      int size = first < 0x80 ? 1 : first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
      int codePoint = size <= 1 ? first : first & (0x7F >> size);
      boolean valid = size != 0 && first < 0xF5 && i + size <= length;
      for (int k = 1; valid && k < size; k++) {
        int next = memory.loadByte(address + i + k);
        valid = (next & 0xC0) == 0x80;
        codePoint = (codePoint << 6) | (next & 0x3F);
      }
      if (!valid || tooLong(codePoint, size) || codePoint > 0x10FFFF || isSurrogate(codePoint)) {
        append(text, REPLACEMENT);
        i++;
      } else {
        append(text, codePoint);
        i += size;
      }
    }
    return text.toString();
  }

  private static boolean tooLong(int codePoint, int size) {
    return (size == 3 && codePoint < 0x800) || (size == 4 && codePoint < 0x10000);
  }

  private static boolean isSurrogate(int codePoint) {
    return codePoint >= 0xD800 && codePoint <= 0xDFFF;
  }

  private static void append(StringBuilder text, int codePoint) {
    if (codePoint < 0x10000) {
      text.append((char) codePoint);
    } else {
      text.append((char) (0xD800 + ((codePoint - 0x10000) >> 10)));
      text.append((char) (0xDC00 + ((codePoint - 0x10000) & 0x3FF)));
    }
  }
}
