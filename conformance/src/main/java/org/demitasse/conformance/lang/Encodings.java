package org.demitasse.conformance.lang;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Strings to bytes and back: UTF-8, Latin-1, ASCII, UTF-16, malformed input, surrogates. */
public final class Encodings {
  private Encodings() {}

  public static void main(String[] args) {
    String[] texts = {
      "", "ascii", "\u00e9\u00ff\u0100", "\u20ac", "\ud83d\ude00", "a\ud83d", "\ude00b", "\u0000x",
    };
    for (String text : texts) {
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      System.out.println(
          Arrays.toString(utf8) + " " + new String(utf8, StandardCharsets.UTF_8).length());
      System.out.println("  " + Arrays.toString(text.getBytes(StandardCharsets.ISO_8859_1)));
      System.out.println("  " + Arrays.toString(text.getBytes(StandardCharsets.US_ASCII)));
      System.out.println("  " + Arrays.toString(text.getBytes(StandardCharsets.UTF_16BE)));
      System.out.println("  " + Arrays.toString(text.getBytes(StandardCharsets.UTF_16LE)));
    }
    byte[][] malformed = {
      {(byte) 0x80},
      {(byte) 0xc3},
      {(byte) 0xc3, 'a'},
      {(byte) 0xc0, (byte) 0x80},
      {(byte) 0xe2, (byte) 0x82},
      {(byte) 0xe2, (byte) 0x82, 'x'},
      {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
      {(byte) 0xf0, (byte) 0x9f, (byte) 0x98},
      {(byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
      {(byte) 0xff, 'z'},
      {'a', (byte) 0xf8, (byte) 0x88, 'b'},
    };
    for (byte[] bytes : malformed) {
      String decoded = new String(bytes, StandardCharsets.UTF_8);
      StringBuilder out = new StringBuilder();
      decoded.chars().forEach(c -> out.append(Integer.toHexString(c)).append(' '));
      System.out.println(out);
    }
    byte[] bytes = {72, 105, (byte) 0xe9, 33};
    System.out.println(new String(bytes, 0, 2, StandardCharsets.US_ASCII));
    System.out.println(new String(bytes, StandardCharsets.ISO_8859_1));
    System.out.println(new String(bytes, 1, 3, StandardCharsets.ISO_8859_1).length());
    roundTrips();
    System.out.println("\u00fc\u20ac\ud83d\ude00\u4e2d");
  }

  private static void roundTrips() {
    StringBuilder all = new StringBuilder();
    for (int c = 1; c < 0x11000; c += 97) {
      if (c < 0xd800 || c > 0xdfff) {
        all.appendCodePoint(c);
      }
    }
    String text = all.toString();
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    int sum = 0;
    for (byte b : utf8) {
      sum = sum * 31 + b;
    }
    System.out.println(utf8.length + " " + sum);
    System.out.println(new String(utf8, StandardCharsets.UTF_8).equals(text));
    byte[] utf16 = text.getBytes(StandardCharsets.UTF_16BE);
    System.out.println(
        new String(utf16, StandardCharsets.UTF_16BE).equals(text) + " " + utf16.length);
  }
}
