package org.demitasse.xml;

import java.util.OptionalLong;

/**
 * Sizes and addresses as they are written in configuration files: decimal bytes ({@code 65536}),
 * hexadecimal bytes ({@code 0x10000}), or decimal with the binary suffix K, M or G ({@code 64K}).
 */
public final class Size {
  /** What a message says that was expected. */
  public static final String FORM = "a number with K, M or G such as 64K, decimal bytes, or 0x1000";

  private static final String UNITS = "KMG";

  private Size() {}

  /** Returns the number of bytes, 0 to 2^63 - 1, or nothing if the text is not a size. */
  public static OptionalLong parse(String text) {
    if (text.startsWith("0x") || text.startsWith("0X")) {
      return number(text, 2, text.length(), 16, 0);
    }
    int unit = text.isEmpty() ? -1 : UNITS.indexOf(text.charAt(text.length() - 1));
    return number(text, 0, unit < 0 ? text.length() : text.length() - 1, 10, 10 * (unit + 1));
  }

  private static OptionalLong number(String text, int from, int to, int base, int shift) {
    if (from >= to) {
      return OptionalLong.empty();
    }
    long number = 0;
    for (int i = from; i < to; i++) {
      int digit = digit(text.charAt(i));
      if (digit >= base || number > (Long.MAX_VALUE - digit) / base) {
        return OptionalLong.empty();
      }
      number = number * base + digit;
    }
    return number > (Long.MAX_VALUE >> shift)
        ? OptionalLong.empty()
        : OptionalLong.of(number << shift);
  }

  private static int digit(char each) {
    if (each >= '0' && each <= '9') {
      return each - '0';
    }
    char lower = (char) (each | 0x20);
    return each < 0x80 && lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : Integer.MAX_VALUE;
  }

  /** Returns {@code ; did you mean "64K"?} for slips such as {@code 64k} and {@code 64 KiB}. */
  public static String hint(String text) {
    StringBuilder corrected = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      if (each > ' ' && each != '_' && each != ',') {
        corrected.append(each >= 'a' && each <= 'z' ? (char) (each - 'a' + 'A') : each);
      }
    }
    for (String tail : new String[] {"IB", "B"}) {
      int rest = corrected.length() - tail.length();
      if (rest > 0
          && corrected.substring(rest).equals(tail)
          && UNITS.indexOf(corrected.charAt(rest - 1)) >= 0) {
        corrected.setLength(rest);
      }
    }
    String meant = corrected.toString();
    return parse(meant).isPresent() && !meant.startsWith("0X")
        ? "; did you mean \"" + meant + "\"?"
        : "";
  }

  /** Returns the shortest exact form of {@code bytes}, such as {@code 64K} or {@code 4097}. */
  public static String format(long bytes) {
    if (bytes != 0) {
      for (int unit = UNITS.length(); unit > 0; unit--) {
        if (Long.numberOfTrailingZeros(bytes) >= 10 * unit) {
          return (bytes >> (10 * unit)) + UNITS.substring(unit - 1, unit);
        }
      }
    }
    return Long.toString(bytes);
  }

  /** Returns an address as {@code 0x40200000}. */
  public static String address(long address) {
    return "0x" + Long.toHexString(address);
  }
}
