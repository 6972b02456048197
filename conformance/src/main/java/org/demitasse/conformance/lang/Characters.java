package org.demitasse.conformance.lang;

import org.demitasse.conformance.Outcome;

/** Character classification, case, digits, code points and surrogates. */
public final class Characters {
  private Characters() {}

  public static void main(String[] args) {
    classification();
    caseMapping();
    digits();
    surrogates();
    checksums();
    miscellaneous();
  }

  private static void classification() {
    int[] samples = {
      0, 9, 10, 13, 28, 32, 48, 57, 65, 90, 95, 97, 122, 127, 160, 170, 178, 181, 192, 215, 223,
      255, 0x100, 0x1c5, 0x2b0, 0x300, 0x3b1, 0x410, 0x5d0, 0x660, 0x966, 0x1680, 0x2003, 0x2028,
      0x2160, 0x20ac, 0x3042, 0x4e2d, 0xac00, 0xd800, 0xe000, 0xfeff, 0xff11, 0x1f600, 0x1d7ce,
      0x20000
    };
    for (int c : samples) {
      StringBuilder line = new StringBuilder(Integer.toHexString(c)).append(' ');
      line.append(Character.isLetter(c) ? 'L' : '-');
      line.append(Character.isDigit(c) ? 'D' : '-');
      line.append(Character.isLetterOrDigit(c) ? 'B' : '-');
      line.append(Character.isUpperCase(c) ? 'U' : '-');
      line.append(Character.isLowerCase(c) ? 'l' : '-');
      line.append(Character.isTitleCase(c) ? 'T' : '-');
      line.append(Character.isWhitespace(c) ? 'W' : '-');
      line.append(Character.isSpaceChar(c) ? 'S' : '-');
      line.append(Character.isISOControl(c) ? 'C' : '-');
      line.append(Character.isDefined(c) ? 'd' : '-');
      line.append(Character.isJavaIdentifierStart(c) ? 'J' : '-');
      line.append(Character.isJavaIdentifierPart(c) ? 'P' : '-');
      line.append(' ').append(Character.getType(c));
      System.out.println(line);
    }
  }

  private static void caseMapping() {
    for (char c : "aZ9\u00e0\u00df\u00ff\u0131\u01c5\u03c3\u03c2\u0416\u1e9e".toCharArray()) {
      System.out.print(
          (int) Character.toUpperCase(c)
              + "/"
              + (int) Character.toLowerCase(c)
              + "/"
              + (int) Character.toTitleCase(c)
              + " ");
    }
    System.out.println(Character.toUpperCase(0x10428) + " " + Character.toLowerCase(0x10400));
  }

  private static void digits() {
    for (char c : "09azAZ!\u0663\uff15".toCharArray()) {
      System.out.print(
          Character.digit(c, 10)
              + ","
              + Character.digit(c, 16)
              + ","
              + Character.digit(c, 36)
              + ","
              + Character.getNumericValue(c)
              + " ");
    }
    System.out.println();
    StringBuilder out = new StringBuilder();
    for (int i = -1; i < 38; i++) {
      char c = Character.forDigit(i, 36);
      out.append(c == 0 ? '?' : c);
    }
    System.out.println(out + " " + (int) Character.forDigit(10, 10) + Character.digit('1', 1));
  }

  private static void surrogates() {
    char high = Character.highSurrogate(0x1F600);
    char low = Character.lowSurrogate(0x1F600);
    System.out.println((int) high + " " + (int) low + " " + Character.toCodePoint(high, low));
    System.out.println(
        Character.isHighSurrogate(high)
            + " "
            + Character.isLowSurrogate(high)
            + " "
            + Character.isSurrogate(low)
            + " "
            + Character.isSurrogatePair(high, low)
            + Character.isSurrogatePair(low, high));
    System.out.println(Character.charCount(0xffff) + " " + Character.charCount(0x10000));
    System.out.println(Character.toChars(0x1F600).length + " " + Character.toChars('a')[0]);
    System.out.println(
        Character.isSupplementaryCodePoint(0xffff) + " " + Character.isBmpCodePoint(0xffff));
    System.out.println(Character.isValidCodePoint(0x10ffff) + " " + Character.isValidCodePoint(-1));
    char[] text = {'a', high, low, high};
    System.out.println(Character.codePointAt(text, 1) + " " + Character.codePointAt(text, 3));
    System.out.println(
        Character.codePointBefore(text, 3) + " " + Character.codePointCount(text, 0, 4));
    Outcome.ofClass("toChars", () -> Character.toChars(0x110000));
  }

  private static void checksums() {
    int letters = 0;
    int spaces = 0;
    int hash = 0;
    for (char c = 0; c < 0x250; c++) {
      if (c == 0x19B) {
        // It has a capital letter since Unicode 16, which JDK 21 does not have.
        continue;
      }
      letters += Character.isLetter(c) ? 1 : 0;
      spaces += Character.isWhitespace(c) ? 1 : 0;
      hash = hash * 31 + Character.toUpperCase(c) * 7 + Character.toLowerCase(c);
      hash = hash * 31 + Character.getType(c);
    }
    System.out.println(letters + " " + spaces + " " + hash);
    hash = 0;
    for (char c = 0x370; c < 0x530; c++) {
      hash = hash * 31 + Character.toUpperCase(c) * 7 + Character.toLowerCase(c);
    }
    System.out.println(hash);
  }

  private static void miscellaneous() {
    Character boxed = 'x';
    System.out.println(boxed.compareTo('z') + " " + boxed.equals('x') + boxed.hashCode() + boxed);
    System.out.println(Character.compare('a', 'b') + " " + (int) Character.reverseBytes('\u1234'));
    System.out.println(Character.toString('q') + Character.valueOf('v'));
    System.out.println((int) Character.MAX_VALUE + " " + Character.MIN_RADIX + Character.MAX_RADIX);
    System.out.println(Character.hashCode('a') + " " + boxed.charValue());
    System.out.println(Character.isAlphabetic('\u2160') + " " + Character.isAlphabetic('5'));
  }
}
