package org.demitasse.conformance.lang;

import org.demitasse.conformance.Outcome;

/** Integers to text and back in all radices, with the messages of refused input. */
public final class IntegerText {
  private IntegerText() {}

  public static void main(String[] args) {
    formatting();
    parsing();
    refusals();
    longs();
    smallTypes();
    decoding();
    unsigned();
    roundTrips();
    booleans();
  }

  private static void formatting() {
    int[] values = {0, 1, -1, 42, 255, -256, Integer.MAX_VALUE, Integer.MIN_VALUE};
    for (int value : values) {
      System.out.println(
          value
              + " "
              + Integer.toString(value, 2)
              + " "
              + Integer.toString(value, 7)
              + " "
              + Integer.toString(value, 16)
              + " "
              + Integer.toString(value, 36)
              + " "
              + Integer.toHexString(value)
              + " "
              + Integer.toOctalString(value)
              + " "
              + Integer.toBinaryString(value));
    }
    System.out.println(Integer.toString(255, 1) + " " + Integer.toString(255, 37));
  }

  private static void parsing() {
    System.out.println(Integer.parseInt("123") + Integer.parseInt("-123") + Integer.parseInt("+7"));
    System.out.println(Integer.parseInt("2147483647") + " " + Integer.parseInt("-2147483648"));
    System.out.println(Integer.parseInt("ff", 16) + " " + Integer.parseInt("-Zz", 36));
    System.out.println(Integer.parseInt("-80000000", 16) + " " + Integer.parseInt("0000123"));
    System.out.println(
        Integer.parseInt("\u0661\u0662") + " " + Integer.valueOf("77") + Integer.valueOf("11", 2));
    System.out.println(Integer.parseInt("xx-45yy", 2, 5, 10));
  }

  private static void refusals() {
    String[] bad = {
      "", " 1", "1 ", "abc", "-", "+", "--1", "2147483648", "-2147483649", "1.5", "0x10", "1_000",
    };
    for (String text : bad) {
      Outcome.of("parseInt '" + text + "'", () -> Integer.parseInt(text));
    }
    Outcome.of("parseInt null", () -> Integer.parseInt(null));
    Outcome.of("radix 1", () -> Integer.parseInt("1", 1));
    Outcome.of("radix 37", () -> Integer.parseInt("1", 37));
    Outcome.of("digit 9 radix 8", () -> Integer.parseInt("19", 8));
    Outcome.of("parseLong", () -> Long.parseLong("9223372036854775808"));
    Outcome.of("parseLong L", () -> Long.parseLong("1L"));
    Outcome.of("parseLong empty", () -> Long.parseLong(""));
    Outcome.of("parseLong null", () -> Long.parseLong(null));
    Outcome.of("parseByte", () -> Byte.parseByte("128"));
    Outcome.of("parseShort", () -> Short.parseShort("-32769"));
    Outcome.of("valueOf", () -> Integer.valueOf("zz"));
  }

  private static void longs() {
    long[] values = {0, -1, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE, 1234567890123456789L};
    for (long value : values) {
      System.out.println(
          value
              + " "
              + Long.toString(value, 3)
              + " "
              + Long.toString(value, 32)
              + " "
              + Long.toHexString(value)
              + " "
              + Long.toOctalString(value)
              + " "
              + Long.toBinaryString(value));
    }
    System.out.println(
        Long.parseLong("-9223372036854775808") + " " + Long.parseLong("7fffffffffffffff", 16));
    System.out.println(Long.valueOf("-0") + " " + Long.parseLong("+zz", 36));
  }

  private static void smallTypes() {
    System.out.println(
        Byte.parseByte("-128") + " " + Byte.valueOf("7f", 16) + Byte.toString((byte) -1));
    System.out.println(
        Short.parseShort("32767") + " " + Short.valueOf((short) -5) + Short.toString((short) 9));
    System.out.println(Byte.toUnsignedInt((byte) -1) + " " + Short.toUnsignedInt((short) -1));
    System.out.println(
        Byte.compare((byte) -128, (byte) 127) + " " + Short.compare((short) 5, (short) 3));
    System.out.println(Short.reverseBytes((short) 0x1234) + " " + Byte.hashCode((byte) -3));
  }

  private static void decoding() {
    System.out.println(
        Integer.decode("0x1F") + " " + Integer.decode("-#ff") + " " + Integer.decode("017"));
    System.out.println(
        Integer.decode("0") + " " + Integer.decode("+42") + " " + Long.decode("-0X7fffffffff"));
    System.out.println(Byte.decode("-0x80") + " " + Short.decode("077777"));
    Outcome.ofClass("decode", () -> Integer.decode("0x"));
    Outcome.ofClass("decode empty", () -> Integer.decode(""));
    Outcome.ofClass("decode sign", () -> Integer.decode("0x-1"));
  }

  private static void unsigned() {
    System.out.println(Integer.toUnsignedString(-1) + " " + Integer.toUnsignedString(-1, 16));
    System.out.println(Integer.toUnsignedLong(-2) + " " + Long.toUnsignedString(-1L));
    System.out.println(
        Long.toUnsignedString(Long.MIN_VALUE, 36) + " " + Long.toUnsignedString(-1, 2));
  }

  private static void roundTrips() {
    int mismatches = 0;
    int checksum = 0;
    long state = 99;
    for (int i = 0; i < 2000; i++) {
      state = state * 6364136223846793005L + 1442695040888963407L;
      int radix = 2 + (int) ((state >>> 33) % 35);
      long value = state >> (int) ((state >>> 50) & 63);
      String text = Long.toString(value, radix);
      mismatches += Long.parseLong(text, radix) == value ? 0 : 1;
      mismatches +=
          Integer.parseInt(Integer.toString((int) state, radix), radix) == (int) state ? 0 : 1;
      checksum = checksum * 31 + text.hashCode();
    }
    System.out.println(mismatches + " " + checksum);
  }

  private static void booleans() {
    System.out.println(
        Boolean.parseBoolean("TRUE")
            + " "
            + Boolean.parseBoolean("yes")
            + Boolean.parseBoolean(null));
    System.out.println(
        Boolean.valueOf("true") + " " + Boolean.toString(false) + Boolean.logicalXor(true, true));
    System.out.println(
        Boolean.compare(true, false)
            + " "
            + Boolean.hashCode(true)
            + " "
            + Boolean.TRUE.hashCode());
    System.out.println(
        Boolean.FALSE.compareTo(true) + " " + Boolean.TRUE.equals(true) + Boolean.hashCode(false));
  }
}
