package org.demitasse.xml;

/** Classes of characters in Extensible Markup Language (XML) 1.0, fifth edition. */
final class XmlCharacters {
  /** Not allowed in names before the fifth edition, and never meant there. */
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private XmlCharacters() {}

  /** Production 3, S. */
  static boolean isSpace(char character) {
    return character == ' ' || character == '\t' || character == '\n' || character == '\r';
  }

  /** Production 2, Char. */
  static boolean isAllowed(int code) {
    return (code >= ' ' && code < 0xD800)
        || code == '\t'
        || code == '\n'
        || code == '\r'
        || (code >= 0xE000 && code < 0xFFFE)
        || (code >= 0x10000 && code <= 0x10FFFF);
  }

  /**
   * Production 4, NameStartChar, without the colon, the byte order mark and what takes two Java
   * chars.
   */
  static boolean startsName(char each) {
    return (each >= 'a' && each <= 'z')
        || (each >= 'A' && each <= 'Z')
        || each == '_'
        || (each >= 0xC0 && each < 0x2000 && each != 0xD7 && each != 0xF7 && !isMark(each))
        || each == 0x200C
        || each == 0x200D
        || (each >= 0x2070 && each < 0x2190)
        || (each >= 0x2C00 && each < 0x2FF0)
        || (each > 0x3000 && each < 0xD800)
        || (each >= 0xF900 && each < 0xFDD0)
        || (each >= 0xFDF0 && each < 0xFFFE && each != BYTE_ORDER_MARK);
  }

  /** Production 4a, NameChar, with the same exceptions. */
  static boolean continuesName(char each) {
    return startsName(each)
        || (each >= '0' && each <= '9')
        || each == '-'
        || each == '.'
        || each == 0xB7
        || (each >= 0x300 && each < 0x370)
        || each == 0x203F
        || each == 0x2040;
  }

  private static boolean isMark(char each) {
    return (each >= 0x300 && each < 0x370) || each == 0x37E;
  }
}
