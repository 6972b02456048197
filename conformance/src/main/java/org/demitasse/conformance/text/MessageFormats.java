package org.demitasse.conformance.text;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.text.ParseException;
import java.util.Locale;
import org.demitasse.conformance.Outcome;

/** MessageFormat, DecimalFormat and NumberFormat in the root locale's symbols. */
public final class MessageFormats {
  private MessageFormats() {}

  public static void main(String[] args) throws ParseException {
    messages();
    decimals();
    parsing();
    numbers();
  }

  private static void messages() {
    System.out.println(
        MessageFormat.format("{0} is {1}", "a", "b") + MessageFormat.format("plain", 0));
    System.out.println(
        MessageFormat.format("{1} {0} {1}", "x", "y")
            + MessageFormat.format("it''s '{0}' {0}", "q"));
    System.out.println(
        MessageFormat.format("{0} {1} {2}", "only", null) + MessageFormat.format("{0}", true));
    System.out.println(
        new MessageFormat("{0}/{1}", Locale.ENGLISH).format(new Object[] {"l", "r"}));
    Outcome.ofClass("open brace", () -> MessageFormat.format("{0", "x"));
  }

  private static void decimals() {
    DecimalFormatSymbols symbols = new DecimalFormatSymbols(Locale.ENGLISH);
    String[] patterns = {
      "0", "#", "0.00", "#.##", "000.0", "#,##0.00", "0.###E0", "0%", "#,###;(#,###)", "'x'0"
    };
    double[] values = {0, 1, -1, 0.5, 1.5, 2.5, 1234567.891, -0.004, 0.999, 1e-7};
    for (String pattern : patterns) {
      DecimalFormat format = new DecimalFormat(pattern, symbols);
      StringBuilder line = new StringBuilder(pattern).append(": ");
      for (double value : values) {
        line.append(format.format(value)).append(' ');
      }
      System.out.println(line);
    }
    System.out.println(new DecimalFormat("#,##0", symbols).format(Long.MIN_VALUE));
  }

  private static void parsing() throws ParseException {
    DecimalFormat format = new DecimalFormat("#,##0.00", new DecimalFormatSymbols(Locale.ENGLISH));
    System.out.println(
        format.parse("1,234.50") + " " + format.parse("-7") + " " + format.parse("12abc"));
    Outcome.ofClass("parse", () -> format.parse("abc"));
  }

  private static void numbers() {
    NumberFormat format = NumberFormat.getInstance(Locale.ENGLISH);
    System.out.println(
        format.format(1234567.8912) + " " + format.format(-5) + " " + format.format(0.5));
    format.setMaximumFractionDigits(1);
    format.setGroupingUsed(false);
    System.out.println(
        format.format(9876.54) + " " + NumberFormat.getIntegerInstance(Locale.ENGLISH).format(2.5));
  }
}
