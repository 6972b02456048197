package org.demitasse.library.format;

import java.util.ArrayList;
import java.util.DuplicateFormatFlagsException;
import java.util.IllegalFormatPrecisionException;
import java.util.IllegalFormatWidthException;
import java.util.List;
import java.util.UnknownFormatConversionException;
import org.demitasse.library.java.util.IllegalFormatArgumentIndexException;

/** Splits a format string into fixed text and specifiers. */
public final class FormatParser {
  private final String format;
  private int position;

  private FormatParser(String format) {
    this.format = format;
  }

  /** The parts in their order: {@code String} and {@link Specifier}. */
  public static List<Object> parse(String format) {
    return new FormatParser(format).parts();
  }

  private List<Object> parts() {
    List<Object> parts = new ArrayList<>();
    int length = format.length();
    while (position < length) {
      int percent = format.indexOf('%', position);
      if (percent < 0) {
        parts.add(format.substring(position));
        break;
      }
      if (percent > position) {
        parts.add(format.substring(position, percent));
      }
      position = percent + 1;
      if (position == length) {
        throw new UnknownFormatConversionException("%");
      }
      parts.add(specifier());
    }
    return parts;
  }

  private char look() {
    if (position >= format.length()) {
      throw new UnknownFormatConversionException(
          String.valueOf(format.charAt(format.lastIndexOf('%') + 1)));
    }
    return format.charAt(position);
  }

  /** Reads {@code [index$][flags][width][.precision]conversion}. */
  private Specifier specifier() {
    int index = 0;
    int flags = 0;
    int width = -1;
    int precision = -1;
    int start = position;
    if (look() >= '0' && look() <= '9') {
      int number = number();
      if (look() == '$') {
        position++;
        index = number;
        if (index <= 0) {
          throw new IllegalFormatArgumentIndexException(index);
        }
      } else if (format.charAt(start) == '0') {
        // A flag, and perhaps a width behind it.
        position = start;
      } else {
        width = number;
      }
    }
    if (width == -1) {
      for (int flag = Flags.of(look()); flag != 0; flag = Flags.of(look())) {
        if ((flags & flag) != 0) {
          throw new DuplicateFormatFlagsException(Flags.toString(flag));
        }
        flags |= flag;
        position++;
      }
      if (look() >= '1' && look() <= '9') {
        width = number();
      }
    }
    if (look() == '.') {
      position++;
      if (look() < '0' || look() > '9') {
        throw new UnknownFormatConversionException(String.valueOf(format.charAt(start)));
      }
      precision = number();
      if (precision < 0) {
        throw new IllegalFormatPrecisionException(precision);
      }
    }
    if (width < -1) {
      throw new IllegalFormatWidthException(width);
    }
    char conversion = look();
    position++;
    return Specifier.of(index, flags, width, precision, conversion);
  }

  /** Reads digits; a number that is no {@code int} becomes the least one. */
  private int number() {
    long number = 0;
    while (position < format.length()
        && format.charAt(position) >= '0'
        && format.charAt(position) <= '9') {
      number = Math.min(number * 10 + format.charAt(position++) - '0', 1L << 31);
    }
    return number > Integer.MAX_VALUE ? Integer.MIN_VALUE : (int) number;
  }
}
