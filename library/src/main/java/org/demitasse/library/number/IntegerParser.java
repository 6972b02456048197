package org.demitasse.library.number;

import org.jspecify.annotations.Nullable;

/** Reads whole numbers in any radix as {@code Integer} and {@code Long} do. */
public final class IntegerParser {
  private IntegerParser() {}

  /** As {@code Integer.parseInt}. */
  public static int parseInt(@Nullable String text, int radix) {
    return (int) parse(text, radix, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  /** As {@code Long.parseLong}. */
  public static long parseLong(@Nullable String text, int radix) {
    return parse(text, radix, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  /** As {@code Integer.parseUnsignedInt}. */
  public static int parseUnsignedInt(@Nullable String text, int radix) {
    requireUnsigned(text);
    long value = parse(text, radix, Long.MIN_VALUE, Long.MAX_VALUE);
    if (value >>> 32 != 0) {
      throw new NumberFormatException("String value " + text + " exceeds range of unsigned int.");
    }
    return (int) value;
  }

  /** As {@code Long.parseUnsignedLong}. */
  public static long parseUnsignedLong(@Nullable String given, int radix) {
    String text = requireUnsigned(given);
    requireRadix(radix);
    int start = text.startsWith("+") ? 1 : 0;
    if (start == text.length()) {
      throw malformed(text, radix);
    }
    long greatest = Long.divideUnsigned(-1, radix);
    long greatestUnits = Long.remainderUnsigned(-1, radix);
    boolean fits = true;
    long value = 0;
    for (int i = start; i < text.length(); i++) {
      int digit = Character.digit(text.charAt(i), radix);
      if (digit < 0) {
        throw malformed(text, radix);
      }
      int order = Long.compareUnsigned(value, greatest);
      fits &= order < 0 || (order == 0 && digit <= greatestUnits);
      value = value * radix + digit;
    }
    if (!fits) {
      throw tooLarge(text);
    }
    return value;
  }

  private static NumberFormatException tooLarge(String text) {
    return new NumberFormatException("String value " + text + " exceeds range of unsigned long.");
  }

  private static String requireUnsigned(@Nullable String text) {
    String present = requirePresent(text);
    if (present.startsWith("-")) {
      throw new NumberFormatException(
          "Illegal leading minus sign on unsigned string " + text + ".");
    }
    return present;
  }

  private static String requirePresent(@Nullable String text) {
    if (text == null) {
      throw new NumberFormatException("Cannot parse null string");
    }
    return text;
  }

  private static void requireRadix(int radix) {
    if (radix < Character.MIN_RADIX) {
      throw new NumberFormatException("radix " + radix + " less than Character.MIN_RADIX");
    }
    if (radix > Character.MAX_RADIX) {
      throw new NumberFormatException("radix " + radix + " greater than Character.MAX_RADIX");
    }
  }

  private static long parse(@Nullable String given, int radix, long least, long greatest) {
    String text = requirePresent(given);
    requireRadix(radix);
    boolean negative = text.startsWith("-");
    int start = negative || text.startsWith("+") ? 1 : 0;
    if (start == text.length()) {
      throw malformed(text, radix);
    }
    // Counts below zero, where there is one number more.
    long limit = negative ? least : -greatest;
    long lowest = limit / radix;
    long value = 0;
    for (int i = start; i < text.length(); i++) {
      int digit = Character.digit(text.charAt(i), radix);
      if (digit < 0 || value < lowest || value * radix < limit + digit) {
        throw malformed(text, radix);
      }
      value = value * radix - digit;
    }
    return negative ? value : -value;
  }

  private static NumberFormatException malformed(String text, int radix) {
    return new NumberFormatException(
        "For input string: \"" + text + "\"" + (radix == 10 ? "" : " under radix " + radix));
  }

  /** What {@code Byte.parseByte} and {@code Short.parseShort} say of a number for an int. */
  public static NumberFormatException outOfRange(@Nullable String text, int radix) {
    return new NumberFormatException("Value out of range. Value:\"" + text + "\" Radix:" + radix);
  }
}
