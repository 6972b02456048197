package org.demitasse.cli;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Regular expressions as users type them, in the syntax of {@link Pattern}. */
final class Expressions implements ITypeConverter<Pattern> {
  @Override
  public Pattern convert(String text) {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException malformed) {
      throw new TypeConversionException(
          "\"%s\" is not a regular expression: %s%s"
              .formatted(
                  text,
                  malformed.getDescription().toLowerCase(Locale.ROOT),
                  malformed.getIndex() < 0 ? "" : " at character " + (malformed.getIndex() + 1)));
    }
  }
}
