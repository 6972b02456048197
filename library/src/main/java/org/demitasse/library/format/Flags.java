package org.demitasse.library.format;

/**
 * The flags of a format specifier, as bits; the lowest three are those of {@code
 * java.util.FormattableFlags}.
 */
final class Flags {
  static final int LEFT_JUSTIFY = 1;
  static final int UPPERCASE = 1 << 1;
  static final int ALTERNATE = 1 << 2;
  static final int PLUS = 1 << 3;
  static final int LEADING_SPACE = 1 << 4;
  static final int ZERO_PAD = 1 << 5;
  static final int GROUP = 1 << 6;
  static final int PARENTHESES = 1 << 7;
  static final int PREVIOUS = 1 << 8;

  private static final String CHARACTERS = "-#+ 0,(<";
  private static final int[] BITS = {
    LEFT_JUSTIFY, ALTERNATE, PLUS, LEADING_SPACE, ZERO_PAD, GROUP, PARENTHESES, PREVIOUS
  };

  private Flags() {}

  /** The bit of a character, 0 if it is no flag. */
  static int of(char c) {
    int index = CHARACTERS.indexOf(c);
    return index < 0 ? 0 : BITS[index];
  }

  /** The characters of flags, in the order in which messages list them. */
  static String toString(int flags) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < BITS.length; i++) {
      if ((flags & BITS[i]) != 0) {
        text.append(CHARACTERS.charAt(i));
      }
    }
    return text.toString();
  }
}
