package org.demitasse.core;

/** Numbers as core's lines show them. */
final class Text {
  private static final String DIGITS = "0123456789abcdef";

  private Text() {}

  /** Returns a number in hexadecimal, such as {@code 0x100001000}. */
  static String hex(long number) {
    StringBuilder text = new StringBuilder("0x");
    int shift = 60;
    while (shift > 0 && number >>> shift == 0) {
      shift -= 4;
    }
    for (; shift >= 0; shift -= 4) {
      text.append(DIGITS.charAt((int) (number >>> shift) & 15));
    }
    return text.toString();
  }

  /** Returns a size in the largest unit that shows it within a percent or so: bytes, KiB, MiB. */
  static String size(long bytes) {
    if (bytes < 10L << 10) {
      return bytes + " bytes";
    }
    if (bytes < 10L << 20) {
      return (bytes >> 10) + " KiB";
    }
    return (bytes >> 20) + " MiB";
  }

  /** Returns {@code 1 module} or {@code 2 modules}. */
  static String count(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
