package org.demitasse.conformance.random;

import java.util.List;
import java.util.Random;

/** The random decisions of one program, and its fresh names. */
final class Choice {
  private static final int[] EDGES = {
    0,
    1,
    -1,
    2,
    7,
    31,
    32,
    33,
    63,
    64,
    127,
    128,
    -128,
    255,
    256,
    32767,
    32768,
    -32768,
    65535,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    Integer.MIN_VALUE + 1,
    1 << 24,
    (1 << 24) + 1
  };

  private final Random random;
  private int names;

  Choice(long seed) {
    random = new Random(seed);
  }

  int below(int limit) {
    return random.nextInt(limit);
  }

  /** Returns true {@code times} times in {@code of}. */
  boolean in(int times, int of) {
    return random.nextInt(of) < times;
  }

  <T> T of(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  @SafeVarargs
  final <T> T among(T... all) {
    return all[random.nextInt(all.length)];
  }

  /** Returns a name that the program has not used yet. */
  String name(String prefix) {
    return prefix + names++;
  }

  int integer() {
    return switch (random.nextInt(4)) {
      case 0 -> random.nextInt();
      case 1 -> EDGES[random.nextInt(EDGES.length)];
      default -> random.nextInt(41) - 20;
    };
  }

  long longInteger() {
    return switch (random.nextInt(4)) {
      case 0 -> random.nextLong();
      case 1 -> Long.MIN_VALUE >> random.nextInt(64);
      case 2 -> Long.MAX_VALUE >>> random.nextInt(63);
      default -> integer();
    };
  }

  /** Returns a literal of a type. */
  String literal(Type type) {
    return switch (type) {
      case BOOLEAN -> String.valueOf(random.nextBoolean());
      case BYTE -> "(byte) " + parenthesized(integer());
      case SHORT -> "(short) " + parenthesized(integer());
      case CHAR -> "(char) " + parenthesized(integer());
      case INT -> parenthesized(integer());
      case LONG -> {
        long value = longInteger();
        yield value < 0 ? "(" + value + "L)" : value + "L";
      }
      case FLOAT ->
          among(
              "0f",
              "(-0f)",
              "1.5f",
              "(-2.25f)",
              "1e10f",
              "3.4028235e38f",
              "1e-45f",
              "Float.NaN",
              "Float.NEGATIVE_INFINITY",
              "0.1f",
              "16777217f",
              "(" + random.nextFloat() + "f)");
      case DOUBLE ->
          among(
              "0.0",
              "(-0.0)",
              "0.1",
              "(-3.5)",
              "1e300",
              "4.9e-324",
              "Double.NaN",
              "Double.POSITIVE_INFINITY",
              "9007199254740993.0",
              "2147483648.0",
              "(-9.3e18)",
              "(" + random.nextGaussian() + ")");
      case STRING ->
          among("\"\"", "\"a\"", "\"demitasse\"", "\"-1\"", "\"\\u00e9\\u4f60\"", "\"x y\"");
    };
  }

  private static String parenthesized(int value) {
    return value < 0 ? "(" + value + ")" : String.valueOf(value);
  }
}
