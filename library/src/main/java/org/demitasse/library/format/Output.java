package org.demitasse.library.format;

/** Builds the text of one specifier: sign, grouping, zeros and padding. */
final class Output {
  private final Specifier specifier;
  private final StringBuilder text = new StringBuilder();

  Output(Specifier specifier) {
    this.specifier = specifier;
  }

  Output add(CharSequence more) {
    text.append(more);
    return this;
  }

  Output add(char c) {
    text.append(c);
    return this;
  }

  int length() {
    return text.length();
  }

  Output leadingSign(boolean negative) {
    if (negative) {
      text.append(specifier.has(Flags.PARENTHESES) ? '(' : '-');
    } else if (specifier.has(Flags.PLUS)) {
      text.append('+');
    } else if (specifier.has(Flags.LEADING_SPACE)) {
      text.append(' ');
    }
    return this;
  }

  Output trailingSign(boolean negative) {
    if (negative && specifier.has(Flags.PARENTHESES)) {
      text.append(')');
    }
    return this;
  }

  Output zeros(int count) {
    for (int i = 0; i < count; i++) {
      text.append('0');
    }
    return this;
  }

  /**
   * Adds digits, grouped and with leading zeros as the flags say.
   *
   * @param magnitude digits, perhaps with a point
   * @param reserved characters of the width that something behind takes
   */
  Output magnitude(CharSequence magnitude, int reserved, boolean negative) {
    int begin = text.length();
    int whole = 0;
    while (whole < magnitude.length() && magnitude.charAt(whole) != '.') {
      whole++;
    }
    for (int i = 0; i < magnitude.length(); i++) {
      if (specifier.has(Flags.GROUP) && i > 0 && i < whole && (whole - i) % 3 == 0) {
        text.append(',');
      }
      text.append(magnitude.charAt(i));
    }
    if (specifier.width() != -1 && specifier.has(Flags.ZERO_PAD)) {
      int closing = negative && specifier.has(Flags.PARENTHESES) ? 1 : 0;
      int missing = specifier.width() - reserved - closing - text.length();
      if (missing > 0) {
        text.insert(begin, "0".repeat(missing));
      }
    }
    return this;
  }

  /** The text, padded to the width. */
  String justified() {
    int missing = specifier.width() - text.length();
    if (missing <= 0) {
      return text.toString();
    }
    String padding = " ".repeat(missing);
    return specifier.has(Flags.LEFT_JUSTIFY) ? text + padding : padding + text;
  }
}
