package org.demitasse.conformance.text;

import java.math.BigInteger;
import org.demitasse.conformance.Outcome;

/** String.format of whole numbers, characters, strings and booleans: flags, widths, refusals. */
public final class IntegerFormats {
  private IntegerFormats() {}

  public static void main(String[] args) {
    decimals();
    radixes();
    text();
    arguments();
    refusals();
    tables();
  }

  private static void decimals() {
    int[] values = {0, 7, -7, 12345, -1234567, Integer.MAX_VALUE, Integer.MIN_VALUE};
    String[] formats = {
      "%d", "%5d", "%-8d|", "%08d", "%+d", "% d", "%,d", "%(d", "%+,012d", "%(,14d"
    };
    for (int value : values) {
      StringBuilder line = new StringBuilder();
      for (String format : formats) {
        line.append('[').append(String.format(format, value)).append(']');
      }
      System.out.println(line);
    }
    System.out.println(
        String.format("%d %d %d %d", (byte) -1, (short) 300, 1L << 40, Long.MIN_VALUE));
    System.out.println(
        String.format(
            "%d %,d", new BigInteger("123456789012345678901234567890"), BigInteger.TEN.pow(12)));
  }

  private static void radixes() {
    int[] values = {0, 8, 255, -1, -256};
    for (int value : values) {
      System.out.println(
          String.format(
              "%x|%X|%#x|%08x|%-6x|%o|%#o|%5o",
              value, value, value, value, value, value, value, value));
    }
    System.out.println(String.format("%x %X %o", 1L << 40, -1L, -1L));
    System.out.println(String.format("%x %x %o", (byte) -1, (short) -2, (byte) -1));
  }

  private static void text() {
    System.out.println(
        String.format(
            "%s|%10s|%-10s|%.2s|%8.3s|%S", "abcdef", "abc", "abc", "abcdef", "abcdef", "up"));
    System.out.println(String.format("%s %s %s %S", null, 5, 'c', null));
    System.out.println(
        String.format("%c%c%C|%5c|%-3c|", 'a', 98, 'c', 'd', 'e') + String.format("%c", 0x1F600));
    System.out.println(String.format("%b %B %b %b %6b|%-7b|", true, false, null, "x", true, false));
    System.out.println(String.format("%h %H %h", "hello", "hello", null));
    System.out.println(
        String.format("100%% |%5%|%-5%|%n", 1).replace(System.lineSeparator(), "NL"));
    System.out.println(String.format("%s %s", new int[0].length, java.util.List.of(1, 2)));
    System.out.println(String.format("no arguments") + String.format("%s", (Object) null));
  }

  private static void arguments() {
    System.out.println(String.format("%2$s %1$s %2$s", "a", "b"));
    System.out.println(String.format("%s %<s %s %<s", "x", "y"));
    System.out.println(String.format("%3$d %d %d", 1, 2, 3));
    System.out.println("%s-%s".formatted("l", "r") + String.format("%1$5d|%1$-5d|%1$05d", 42));
    StringBuilder out = new StringBuilder();
    java.util.Formatter formatter = new java.util.Formatter(out);
    formatter.format("%d", 1).format("%s", "z");
    System.out.println(out + " " + formatter);
  }

  private static void refusals() {
    Outcome.of("missing", () -> String.format("%s %s", "a"));
    Outcome.of("unknown", () -> String.format("%q", 1));
    Outcome.of("conversion d", () -> String.format("%d", "text"));
    Outcome.of("conversion x", () -> String.format("%x", 1.5));
    Outcome.of("conversion c", () -> String.format("%c", "text"));
    Outcome.of("precision", () -> String.format("%.2d", 1));
    Outcome.of("width", () -> String.format("%-d", 1));
    Outcome.of("flags", () -> String.format("%+-05d", 1));
    Outcome.of("flag mismatch", () -> String.format("%#d", 1));
    Outcome.of("duplicate", () -> String.format("%--5d", 1));
    Outcome.of("code point", () -> String.format("%c", 0x110000));
    Outcome.ofClass("lonely", () -> String.format("%"));
    Outcome.ofClass("index", () -> String.format("%5$s", "a"));
  }

  private static void tables() {
    String[] names = {"alpha", "be", "gamma ray"};
    int[] amounts = {5, 12345, -70};
    for (int i = 0; i < names.length; i++) {
      System.out.printf("| %-10s | %,8d | %3d%% |%n", names[i], amounts[i], i * 50);
    }
  }
}
