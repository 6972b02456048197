package org.demitasse.devicetree.source;

/** Escapes in strings and characters: those of C. */
final class Escapes {
  private Escapes() {}

  /**
   * Returns the text with each escape replaced by the byte that it stands for.
   *
   * @param place where problems are reported
   */
  static byte[] replace(byte[] text, Place place, Problems problems) {
    byte[] result = new byte[text.length];
    int size = 0;
    int at = 0;
    while (at < text.length) {
      int character = text[at++];
      if (character != '\\' || at == text.length) {
        result[size++] = (byte) character;
        continue;
      }
      int escape = text[at++] & 0xFF;
      if (isOctal(escape)) {
        int value = escape - '0';
        for (int i = 1; i < 3 && at < text.length && isOctal(text[at]); i++) {
          value = 8 * value + text[at++] - '0';
        }
        result[size++] = (byte) value;
      } else if (escape == 'x') {
        if (at == text.length || Character.digit(text[at], 16) < 0) {
          problems.report(place, "\\x without hexadecimal digits behind it");
        }
        int value = 0;
        for (int i = 0; i < 2 && at < text.length && Character.digit(text[at], 16) >= 0; i++) {
          value = 16 * value + Character.digit(text[at++], 16);
        }
        result[size++] = (byte) value;
      } else {
        result[size++] = (byte) single(escape);
      }
    }
    byte[] exact = new byte[size];
    System.arraycopy(result, 0, exact, 0, size);
    return exact;
  }

  private static int single(int escape) {
    return switch (escape) {
      case 'a' -> 7;
      case 'b' -> '\b';
      case 't' -> '\t';
      case 'n' -> '\n';
      case 'v' -> 0xB;
      case 'f' -> '\f';
      case 'r' -> '\r';
      default -> escape;
    };
  }

  private static boolean isOctal(int character) {
    return character >= '0' && character <= '7';
  }
}
