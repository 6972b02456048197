package org.demitasse.xml;

/**
 * What a file of bytes says in UTF-8 (RFC 3629): shortest forms only, no surrogates, at most
 * U+10FFFF. A byte order mark at the start is left out.
 *
 * @param text everything, or what stands in front of the first byte that is wrong
 * @param wrong the first byte that is not UTF-8, 0 to 255, or -1
 */
record Utf8Text(String text, int wrong) {
  static Utf8Text decode(byte[] bytes) {
    char[] characters = new char[bytes.length];
    int length = 0;
    int at = startsWithByteOrderMark(bytes) ? 3 : 0;
    while (at < bytes.length) {
      int first = bytes[at] & 0xFF;
      int more = first < 0x80 ? 0 : first < 0xC2 ? -1 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
      int code = more <= 0 ? first : first & (0x3F >> more);
      if (first > 0xF4 || more < 0 || at + more >= bytes.length) {
        return new Utf8Text(new String(characters, 0, length), first);
      }
      for (int i = 1; i <= more; i++) {
        int next = bytes[at + i] & 0xFF;
        code = (next & 0xC0) == 0x80 && code >= 0 ? code << 6 | (next & 0x3F) : -1;
      }
      boolean overlong = (more == 2 && code < 0x800) || (more == 3 && code < 0x10000);
      if (code < 0 || overlong || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) {
        return new Utf8Text(new String(characters, 0, length), first);
      }
      length += Character.toChars(code, characters, length);
      at += more + 1;
    }
    return new Utf8Text(new String(characters, 0, length), -1);
  }

  private static boolean startsWithByteOrderMark(byte[] bytes) {
    return bytes.length >= 3
        && (bytes[0] & 0xFF) == 0xEF
        && (bytes[1] & 0xFF) == 0xBB
        && (bytes[2] & 0xFF) == 0xBF;
  }
}
