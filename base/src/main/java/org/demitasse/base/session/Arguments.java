package org.demitasse.base.session;

import org.jspecify.annotations.Nullable;

/**
 * The arguments of a session: {@code name=value} pairs divided by commas, such as {@code
 * base=0x9000000, size=4K}. Numbers are decimal or begin with {@code 0x}, and may end with K, M or
 * G.
 */
public final class Arguments {
  private final String text;

  public Arguments(String text) {
    this.text = text;
  }

  /** Returns the value of an argument, without quotation marks; null if there is none. */
  public @Nullable String text(String name) {
    int at = 0;
    while (at < text.length()) {
      int end = text.indexOf(',', at);
      if (end < 0) {
        end = text.length();
      }
      int equals = text.indexOf('=', at);
      if (equals >= 0 && equals < end && text.substring(at, equals).trim().equals(name)) {
        String value = text.substring(equals + 1, end).trim();
        return value.length() >= 2 && value.charAt(0) == '"' && value.endsWith("\"")
            ? value.substring(1, value.length() - 1)
            : value;
      }
      at = end + 1;
    }
    return null;
  }

  /**
   * Returns the value of an argument that is a number.
   *
   * @throws IllegalArgumentException if it is none
   */
  public long number(String name, long otherwise) {
    String value = text(name);
    return value == null ? otherwise : parse(name, value);
  }

  private static long parse(String name, String value) {
    String digits = value;
    int shift = 0;
    int unit = digits.isEmpty() ? -1 : "KMG".indexOf(digits.charAt(digits.length() - 1));
    if (unit >= 0) {
      shift = 10 * (unit + 1);
      digits = digits.substring(0, digits.length() - 1);
    }
    try {
      long number =
          digits.startsWith("0x")
              ? Long.parseLong(digits.substring(2), 16)
              : Long.parseLong(digits);
      if (number >= 0 && number <= Long.MAX_VALUE >> shift) {
        return number << shift;
      }
    } catch (NumberFormatException notANumber) {
      // Told below.
    }
    throw new IllegalArgumentException(
        name + "=" + value + " is no number; expected one such as 12, 0x1000 or 64K");
  }
}
