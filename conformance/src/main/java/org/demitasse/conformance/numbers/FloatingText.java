package org.demitasse.conformance.numbers;

import org.demitasse.conformance.Outcome;

/** Double.toString, Float.toString, parsing and hexadecimal forms. */
public final class FloatingText {
  private FloatingText() {}

  public static void main(String[] args) {
    shortest();
    floats();
    random();
    parsing();
    refusals();
    hexadecimal();
  }

  private static void shortest() {
    double[] values = {
      0,
      -0.0,
      1,
      10,
      100,
      1234567,
      9999999,
      1e7,
      12345678,
      0.1,
      0.01,
      0.001,
      0.0001,
      9.999e-4,
      1e-3,
      123.456,
      1e21,
      1e22,
      1e23,
      2e23,
      5e-324,
      4.9e-324,
      2.2250738585072014E-308,
      1.7976931348623157E308,
      9007199254740992.0,
      9007199254740993.0,
      1.0E16,
      3.141592653589793,
      2.718281828459045,
      1.0 / 3,
      2.0 / 3,
      0.1 + 0.2,
      100.0 / 3,
      1e100,
      1.1e-100,
      8.41E21,
      2.0E-3,
      4.35,
      0.3,
      1.1,
      2.2,
      3.3,
      2.2250738585072011e-308,
      1.0E-5,
      123456789012345680.0,
      4.0E-44,
    };
    StringBuilder line = new StringBuilder();
    for (double v : values) {
      line.append(v).append(' ').append(-v).append(' ');
    }
    System.out.println(line);
  }

  private static void floats() {
    float[] values = {
      0f,
      1f,
      0.1f,
      0.2f,
      0.3f,
      1f / 3,
      1e7f,
      9999999f,
      1e-3f,
      9.99e-4f,
      16777216f,
      3.4028235E38f,
      1.4E-45f,
      1.17549435E-38f,
      3.1415927f,
      1.1f,
      33554432f,
      8.0E9f,
      123456.79f,
      0.00123f,
      1e10f,
      2.0E-3f,
      1.0E-10f,
      8.589973E9f,
    };
    StringBuilder line = new StringBuilder();
    for (float v : values) {
      line.append(v).append(' ').append((double) v).append(' ');
    }
    System.out.println(line);
  }

  private static void random() {
    long state = 88172645463325252L;
    int wrong = 0;
    int hash = 0;
    for (int i = 0; i < 3000; i++) {
      state ^= state << 13;
      state ^= state >>> 7;
      state ^= state << 17;
      double d = Double.longBitsToDouble(state);
      float f = Float.intBitsToFloat((int) state);
      String text = Double.toString(d);
      wrong += Double.isNaN(d) || Double.parseDouble(text) == d ? 0 : 1;
      hash = hash * 31 + text.hashCode();
      text = Float.toString(f);
      wrong += Float.isNaN(f) || Float.parseFloat(text) == f ? 0 : 1;
      hash = hash * 31 + text.hashCode();
      double plain = (state >> 20) / 1000.0;
      text = String.valueOf(plain);
      wrong += Double.parseDouble(text) == plain ? 0 : 1;
      hash = hash * 31 + text.hashCode();
      if (i % 300 == 0) {
        System.out.println(d + " " + f + " " + plain);
      }
    }
    System.out.println(wrong + " " + hash);
  }

  private static void parsing() {
    String[] texts = {
      "0",
      "-0",
      "+1",
      "1.",
      ".5",
      "1e3",
      "1E-3",
      "  7.5  ",
      "1.5f",
      "1.5d",
      "1.5D",
      "NaN",
      "-Infinity",
      "Infinity",
      "1e400",
      "-1e400",
      "1e-400",
      "4.9e-324",
      "2.4703282292062327e-324",
      "2.5e-324",
      "2.2250738585072012e-308",
      "1.7976931348623158e308",
      "1.7976931348623159e308",
      "9007199254740993",
      "9007199254740992.999999999999999999",
      "0.1000000000000000055511151231257827",
      "123456789012345678901234567890",
      "00000000000000000000001.5",
      "0.000000000000000000000000000015",
      "8.5",
      "1.00000005960464477539062500000000001",
      "3.4028235677973366e38",
      "1e23",
      "8.41e21",
    };
    for (String text : texts) {
      System.out.println(
          "'" + text + "' " + Double.parseDouble(text) + " " + Float.parseFloat(text));
    }
    System.out.println(Double.valueOf("2.5") + " " + Float.valueOf("2.5") + Double.toString(1f));
  }

  private static void refusals() {
    for (String text :
        new String[] {"", " ", "x", "1e", "1.2.3", "--1", "1,5", "0x", "e5", "inf", "1 2"}) {
      Outcome.of("double '" + text + "'", () -> Double.parseDouble(text));
    }
    Outcome.of("float", () -> Float.parseFloat("abc"));
    Outcome.ofClass("null", () -> Double.parseDouble(null));
    Outcome.ofClass("valueOf null", () -> Double.valueOf((String) null));
  }

  private static void hexadecimal() {
    double[] values = {
      0,
      -0.0,
      1,
      -1,
      0.1,
      0.5,
      3.75,
      1e10,
      Double.MIN_VALUE,
      Double.MIN_NORMAL,
      Double.MAX_VALUE,
      Double.NaN,
      Double.NEGATIVE_INFINITY
    };
    StringBuilder line = new StringBuilder();
    for (double v : values) {
      line.append(Double.toHexString(v)).append(' ');
    }
    System.out.println(line);
    System.out.println(
        Double.parseDouble("0x1.8p3")
            + " "
            + Double.parseDouble("-0xAp-2")
            + " "
            + Float.parseFloat("0x1p-149"));
    System.out.println(0x1.fffffep127f + " " + 0x1p-1074 + " " + 0x.8p0);
  }
}
