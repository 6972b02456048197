package org.demitasse.library.java.util;

import java.io.Closeable;
import java.io.Flushable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Formattable;
import java.util.FormatterClosedException;
import java.util.Locale;
import java.util.MissingFormatArgumentException;
import java.util.Objects;
import org.demitasse.library.format.Conversions;
import org.demitasse.library.format.FormatParser;
import org.demitasse.library.format.Specifier;
import org.jspecify.annotations.Nullable;

/**
 * Formats as {@code java.util.Formatter} documents it, always with the digits and separators of the
 * root locale. It knows no dates and times ({@code %t}).
 */
public final class Formatter implements Closeable, Flushable {
  private @Nullable Appendable out;
  private final @Nullable Locale locale;
  private @Nullable IOException lastException;

  public Formatter() {
    this((Appendable) null, Locale.getDefault());
  }

  public Formatter(@Nullable Appendable out) {
    this(out, Locale.getDefault());
  }

  public Formatter(@Nullable Locale locale) {
    this((Appendable) null, locale);
  }

  public Formatter(@Nullable Appendable out, @Nullable Locale locale) {
    this.out = out == null ? new StringBuilder() : out;
    this.locale = locale;
  }

  public Formatter(PrintStream out) {
    this((Appendable) Objects.requireNonNull(out), Locale.getDefault());
  }

  public Formatter(OutputStream out) {
    this(new OutputStreamWriter(out, StandardCharsets.UTF_8), Locale.getDefault());
  }

  public Formatter(OutputStream out, String charset) throws UnsupportedEncodingException {
    this(out, charset, Locale.getDefault());
  }

  public Formatter(OutputStream out, String charset, @Nullable Locale locale)
      throws UnsupportedEncodingException {
    this(new OutputStreamWriter(out, charset), locale);
  }

  public Formatter(OutputStream out, Charset charset, @Nullable Locale locale) {
    this(new OutputStreamWriter(out, charset), locale);
  }

  /** How {@code BigDecimal} is laid out. */
  public enum BigDecimalLayoutForm {
    /** Mantissa and exponent. */
    SCIENTIFIC,
    /** Digits with a point. */
    DECIMAL_FLOAT
  }

  private Appendable open() {
    Appendable target = out;
    if (target == null) {
      throw new FormatterClosedException();
    }
    return target;
  }

  public @Nullable Locale locale() {
    open();
    return locale;
  }

  public Appendable out() {
    return open();
  }

  @Override
  public String toString() {
    return open().toString();
  }

  @Override
  public void flush() {
    if (open() instanceof Flushable flushable) {
      try {
        flushable.flush();
      } catch (IOException e) {
        lastException = e;
      }
    }
  }

  @Override
  public void close() {
    Appendable target = out;
    out = null;
    if (target instanceof Closeable closeable) {
      try {
        closeable.close();
      } catch (IOException e) {
        lastException = e;
      }
    }
  }

  /** What the target last threw, null if nothing. */
  public @Nullable IOException ioException() {
    return lastException;
  }

  public Formatter format(String format, @Nullable Object @Nullable ... args) {
    return format(locale, format, args);
  }

  public Formatter format(
      @Nullable Locale locale, String format, @Nullable Object @Nullable ... args) {
    Appendable target = open();
    int last = -1;
    int ordinary = -1;
    try {
      for (Object part : FormatParser.parse(format)) {
        if (!(part instanceof Specifier specifier)) {
          target.append((String) part);
          continue;
        }
        if (!specifier.takesArgument()) {
          target.append(Conversions.format(specifier, null));
          continue;
        }
        if (!specifier.repeatsArgument()) {
          last = specifier.index() > 0 ? specifier.index() - 1 : ++ordinary;
        }
        if (last < 0 || (args != null && last >= args.length)) {
          throw new MissingFormatArgumentException(specifier.toString());
        }
        Object argument = args == null ? null : args[last];
        if (specifier.conversion() == 's' && argument instanceof Formattable formattable) {
          formattable.formatTo(
              (java.util.Formatter) (Object) this,
              specifier.flags() & 7,
              specifier.width(),
              specifier.precision());
        } else {
          target.append(Conversions.format(specifier, argument));
        }
      }
    } catch (IOException e) {
      lastException = e;
    }
    return this;
  }
}
