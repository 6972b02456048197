package org.demitasse.library.format;

import java.util.FormatFlagsConversionMismatchException;
import java.util.IllegalFormatFlagsException;
import java.util.IllegalFormatPrecisionException;
import java.util.IllegalFormatWidthException;
import java.util.MissingFormatWidthException;
import java.util.UnknownFormatConversionException;

/**
 * A format specifier, checked: what it asks for makes sense for its conversion, whatever the
 * argument.
 *
 * @param index of the argument from 1, 0 for the next one
 * @param flags bits of {@link Flags}
 * @param width the least number of characters, -1 if none is given
 * @param precision -1 if none is given
 * @param conversion in lower case; {@link Flags#UPPERCASE} tells of the other form
 */
public record Specifier(int index, int flags, int width, int precision, char conversion) {
  private static final int NUMERIC =
      Flags.PLUS | Flags.LEADING_SPACE | Flags.ZERO_PAD | Flags.GROUP | Flags.PARENTHESES;

  private static final String CONVERSIONS = "bBhHsScCdoxXeEgGfaAn%";

  /** Makes a specifier of a conversion as it was written. */
  static Specifier of(int index, int flags, int width, int precision, char written) {
    if (CONVERSIONS.indexOf(written) < 0) {
      throw new UnknownFormatConversionException(String.valueOf(written));
    }
    boolean upper = written >= 'A' && written <= 'Z';
    Specifier specifier =
        new Specifier(
            index,
            upper ? flags | Flags.UPPERCASE : flags,
            width,
            precision,
            upper ? (char) (written + 32) : written);
    specifier.check();
    return specifier;
  }

  /** Whether any of these flags is set. */
  boolean has(int flag) {
    return (flags & flag) != 0;
  }

  boolean upperCase() {
    return has(Flags.UPPERCASE);
  }

  /** Whether it stands for an argument, not for a line end or a percent sign. */
  public boolean takesArgument() {
    return conversion != 'n' && conversion != '%';
  }

  /** Whether it repeats the argument before. */
  public boolean repeatsArgument() {
    return has(Flags.PREVIOUS);
  }

  Specifier as(char otherConversion, int otherPrecision) {
    return new Specifier(index, flags, width, otherPrecision, otherConversion);
  }

  private void check() {
    switch (conversion) {
      case 'b', 'h', 's' -> checkGeneral();
      case 'c' -> {
        refusePrecision();
        refuse(Flags.ALTERNATE | NUMERIC);
        requireWidthFor(Flags.LEFT_JUSTIFY);
      }
      case 'd', 'o', 'x' -> {
        checkNumeric();
        refusePrecision();
        refuse(conversion == 'd' ? Flags.ALTERNATE : Flags.GROUP);
      }
      case 'e', 'f', 'g', 'a' -> {
        checkNumeric();
        switch (conversion) {
          case 'a' -> refuse(Flags.PARENTHESES | Flags.GROUP);
          case 'e' -> refuse(Flags.GROUP);
          case 'g' -> refuse(Flags.ALTERNATE);
          default -> {}
        }
      }
      default -> checkText();
    }
  }

  private void checkGeneral() {
    if (conversion != 's') {
      refuse(Flags.ALTERNATE);
    }
    requireWidthFor(Flags.LEFT_JUSTIFY);
    refuse(NUMERIC);
  }

  private void checkNumeric() {
    requireWidthFor(Flags.LEFT_JUSTIFY | Flags.ZERO_PAD);
    if ((has(Flags.PLUS) && has(Flags.LEADING_SPACE))
        || (has(Flags.LEFT_JUSTIFY) && has(Flags.ZERO_PAD))) {
      throw new IllegalFormatFlagsException(Flags.toString(flags));
    }
  }

  private void checkText() {
    refusePrecision();
    int others = flags & ~Flags.UPPERCASE;
    if (conversion == '%') {
      if (others != 0 && others != Flags.LEFT_JUSTIFY) {
        throw new IllegalFormatFlagsException(Flags.toString(flags));
      }
      requireWidthFor(Flags.LEFT_JUSTIFY);
      return;
    }
    if (width != -1) {
      throw new IllegalFormatWidthException(width);
    }
    if (others != 0) {
      throw new IllegalFormatFlagsException(Flags.toString(flags));
    }
  }

  private void refusePrecision() {
    if (precision != -1) {
      throw new IllegalFormatPrecisionException(precision);
    }
  }

  private void requireWidthFor(int flag) {
    if (width == -1 && has(flag)) {
      throw new MissingFormatWidthException(toString());
    }
  }

  /** Refuses these flags. */
  void refuse(int refused) {
    if (has(refused)) {
      throw new FormatFlagsConversionMismatchException(Flags.toString(flags & refused), conversion);
    }
  }

  /** The specifier as messages show it. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("%").append(Flags.toString(flags));
    if (index > 0) {
      text.append(index).append('$');
    }
    if (width != -1) {
      text.append(width);
    }
    if (precision != -1) {
      text.append('.').append(precision);
    }
    return text.append(upperCase() ? (char) (conversion - 32) : conversion).toString();
  }
}
