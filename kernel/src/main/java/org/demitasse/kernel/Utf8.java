package org.demitasse.kernel;

/**
 * UTF-8, as The Unicode Standard defines it (section 3.9, table 3-7 "Well-Formed UTF-8 Byte
 * Sequences"): no surrogates, nothing longer than need be, nothing behind U+10FFFF.
 */
final class Utf8 {
  /** {@link #length}: no character begins so. */
  static final int MALFORMED = 0;

  /** {@link #length}: the text ends within a character. */
  static final int INCOMPLETE = -1;

  private Utf8() {}

  /**
   * Returns how many bytes the character at {@code at} has, 1 to 4, or {@link #MALFORMED} or {@link
   * #INCOMPLETE}.
   *
   * @param end where the text ends
   */
  static int length(byte[] text, int at, int end) {
    int first = text[at] & 0xFF;
    if (first < 0x80) {
      return 1;
    }
    if (first < 0xC2 || first > 0xF4) {
      return MALFORMED;
    }
    int length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    int least = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    int most = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    for (int i = at + 1; i < at + length; i++) {
      if (i == end) {
        return INCOMPLETE;
      }
      int next = text[i] & 0xFF;
      if (next < least || next > most) {
        return MALFORMED;
      }
      // These bounds of the second byte are those of all further ones.
      least = 0x80;
      most = 0xBF;
    }
    return length;
  }

  /**
   * Says whether the well-formed character at {@code at} is a control character: U+0000 to U+001F,
   * U+007F to U+009F.
   */
  static boolean isControl(byte[] text, int at) {
    int first = text[at] & 0xFF;
    return first < ' ' || first == 0x7F || (first == 0xC2 && (text[at + 1] & 0xFF) < 0xA0);
  }
}
