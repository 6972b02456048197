package org.demitasse.library.format;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.IllegalFormatCodePointException;
import java.util.IllegalFormatConversionException;
import org.jspecify.annotations.Nullable;

/** The text that a specifier makes of an argument. */
public final class Conversions {
  private Conversions() {}

  /**
   * Formats an argument; {@code Formattable} ones under {@code %s} excepted, which format
   * themselves.
   */
  public static String format(Specifier specifier, @Nullable Object argument) {
    return switch (specifier.conversion()) {
      case 'b' ->
          text(
              specifier,
              argument instanceof Boolean b ? b.toString() : String.valueOf(argument != null));
      case 'h' ->
          text(specifier, argument == null ? "null" : Integer.toHexString(argument.hashCode()));
      case 's' -> {
        specifier.refuse(Flags.ALTERNATE);
        yield text(specifier, String.valueOf(argument));
      }
      case 'c' -> text(specifier, argument == null ? "null" : character(specifier, argument));
      case 'd', 'o', 'x' ->
          argument == null ? text(specifier, "null") : integer(specifier, argument);
      case 'n' -> System.lineSeparator();
      case '%' -> text(specifier, "%");
      default -> argument == null ? text(specifier, "null") : floating(specifier, argument);
    };
  }

  private static String text(Specifier specifier, String text) {
    String shown = text;
    if (specifier.precision() != -1 && specifier.precision() < text.length()) {
      shown = text.substring(0, specifier.precision());
    }
    return new Output(specifier)
        .add(specifier.upperCase() ? shown.toUpperCase(java.util.Locale.ROOT) : shown)
        .justified();
  }

  private static IllegalFormatConversionException wrongType(Specifier specifier, Object argument) {
    return new IllegalFormatConversionException(specifier.conversion(), argument.getClass());
  }

  private static String character(Specifier specifier, Object argument) {
    int codePoint;
    if (argument instanceof Character c) {
      return c.toString();
    } else if (argument instanceof Byte b) {
      codePoint = b;
    } else if (argument instanceof Short s) {
      codePoint = s;
    } else if (argument instanceof Integer i) {
      codePoint = i;
    } else {
      throw wrongType(specifier, argument);
    }
    if (!Character.isValidCodePoint(codePoint)) {
      throw new IllegalFormatCodePointException(codePoint);
    }
    return new String(Character.toChars(codePoint));
  }

  private static String integer(Specifier specifier, Object argument) {
    if (argument instanceof Integer i) {
      return integer(specifier, i, 32);
    } else if (argument instanceof Long l) {
      return integer(specifier, l, 64);
    } else if (argument instanceof Byte b) {
      return integer(specifier, b, 8);
    } else if (argument instanceof Short s) {
      return integer(specifier, s, 16);
    } else if (argument instanceof BigInteger big) {
      return integer(specifier, big);
    }
    throw wrongType(specifier, argument);
  }

  private static String integer(Specifier specifier, long value, int bits) {
    Output out = new Output(specifier);
    if (specifier.conversion() == 'd') {
      boolean negative = value < 0;
      String digits = Long.toString(value);
      return out.leadingSign(negative)
          .magnitude(negative ? digits.substring(1) : digits, 0, negative)
          .trailingSign(negative)
          .justified();
    }
    specifier.refuse(Flags.PARENTHESES | Flags.LEADING_SPACE | Flags.PLUS);
    long unsigned = bits == 64 ? value : value & (1L << bits) - 1;
    String digits =
        specifier.conversion() == 'o' ? Long.toOctalString(unsigned) : Long.toHexString(unsigned);
    return radix(specifier, out, digits, 0).justified();
  }

  private static String integer(Specifier specifier, BigInteger value) {
    Output out = new Output(specifier);
    boolean negative = value.signum() < 0;
    BigInteger magnitude = value.abs();
    out.leadingSign(negative);
    if (specifier.conversion() == 'd') {
      out.magnitude(magnitude.toString(), 0, negative);
    } else {
      int closing = negative && specifier.has(Flags.PARENTHESES) ? 1 : 0;
      radix(specifier, out, magnitude.toString(specifier.conversion() == 'o' ? 8 : 16), closing);
    }
    return out.trailingSign(negative).justified();
  }

  private static Output radix(Specifier specifier, Output out, String digits, int reserved) {
    if (specifier.has(Flags.ALTERNATE)) {
      out.add(specifier.conversion() == 'o' ? "0" : specifier.upperCase() ? "0X" : "0x");
    }
    if (specifier.has(Flags.ZERO_PAD)) {
      out.zeros(specifier.width() - digits.length() - out.length() - reserved);
    }
    return out.add(specifier.upperCase() ? upper(digits) : digits);
  }

  /** Upper case of ASCII letters only, so that no table of all letters is needed. */
  static String upper(String text) {
    char[] characters = text.toCharArray();
    for (int i = 0; i < characters.length; i++) {
      if (characters[i] >= 'a' && characters[i] <= 'z') {
        characters[i] = (char) (characters[i] - 32);
      }
    }
    return new String(characters);
  }

  private static String floating(Specifier specifier, Object argument) {
    if (argument instanceof Double d) {
      return FloatingConversions.format(specifier, d);
    } else if (argument instanceof Float f) {
      return FloatingConversions.format(specifier, f);
    } else if (argument instanceof BigDecimal decimal && specifier.conversion() != 'a') {
      return DecimalConversions.format(specifier, decimal);
    }
    throw wrongType(specifier, argument);
  }
}
