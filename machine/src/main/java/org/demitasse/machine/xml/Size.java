package org.demitasse.machine.xml;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sizes and addresses as they are written in configuration files: decimal bytes ({@code 65536}),
 * hexadecimal bytes ({@code 0x10000}), or decimal with the binary suffix K, M or G ({@code 64K}).
 */
public final class Size {
  /** What a message says that was expected. */
  public static final String FORM = "a number with K, M or G such as 64K, decimal bytes, or 0x1000";

  private static final Pattern TEXT =
      Pattern.compile("0[xX]([0-9a-fA-F]{1,16})|([0-9]{1,19})([KMG]?)");

  private Size() {}

  /** Returns the number of bytes, 0 to 2^63 - 1, or nothing if the text is not a size. */
  public static OptionalLong parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return OptionalLong.empty();
    }
    try {
      if (matcher.group(1) != null) {
        return OptionalLong.of(Long.parseLong(matcher.group(1), 16));
      }
      long number = Long.parseLong(matcher.group(2));
      int shift = 10 * " KMG".indexOf(matcher.group(3).isEmpty() ? " " : matcher.group(3));
      return number > (Long.MAX_VALUE >> shift)
          ? OptionalLong.empty()
          : OptionalLong.of(number << shift);
    } catch (NumberFormatException beyond63Bits) {
      return OptionalLong.empty();
    }
  }

  /** Returns {@code ; did you mean "64K"?} for slips such as {@code 64k} and {@code 64 KiB}. */
  static String hint(String text) {
    String corrected =
        text.toUpperCase(Locale.ROOT).replaceAll("[\\s_,]", "").replaceAll("(?<=[KMG])I?B$", "");
    return parse(corrected).isPresent() && !corrected.startsWith("0X")
        ? "; did you mean \"" + corrected + "\"?"
        : "";
  }

  /** Returns the shortest exact form of {@code bytes}, such as {@code 64K} or {@code 4097}. */
  public static String format(long bytes) {
    if (bytes != 0) {
      for (int unit = 3; unit > 0; unit--) {
        if (Long.numberOfTrailingZeros(bytes) >= 10 * unit) {
          return (bytes >> (10 * unit)) + " KMG".substring(unit, unit + 1);
        }
      }
    }
    return Long.toString(bytes);
  }

  /** Returns an address as {@code 0x40200000}. */
  public static String address(long address) {
    return String.format(Locale.ROOT, "0x%x", address);
  }
}
