package org.demitasse.conformance.lang;

import org.demitasse.conformance.Outcome;

/** Math: exact methods with messages, floor and ceiling division, min and max, abs, clamp. */
public final class ExactArithmetic {
  private ExactArithmetic() {}

  public static void main(String[] args) {
    int[] ints = {0, 1, -1, 7, -7, 46341, Integer.MAX_VALUE, Integer.MIN_VALUE};
    for (int a : ints) {
      Outcome.of("increment " + a, () -> Math.incrementExact(a));
      Outcome.of("decrement " + a, () -> Math.decrementExact(a));
      Outcome.of("negate " + a, () -> Math.negateExact(a));
      Outcome.of("absExact " + a, () -> Math.absExact(a));
      for (int b : ints) {
        Outcome.of(a + "+" + b, () -> Math.addExact(a, b));
        Outcome.of(a + "-" + b, () -> Math.subtractExact(a, b));
        Outcome.of(a + "*" + b, () -> Math.multiplyExact(a, b));
        Outcome.of(a + " floorDiv " + b, () -> Math.floorDiv(a, b) + " " + Math.floorMod(a, b));
        Outcome.of(a + " ceilDiv " + b, () -> Math.ceilDiv(a, b) + " " + Math.ceilMod(a, b));
        Outcome.of(a + "/" + b, () -> a / b + " " + a % b);
      }
    }
    long[] longs = {0, 1, -1, 13, -13, 3037000500L, Long.MAX_VALUE, Long.MIN_VALUE};
    for (long a : longs) {
      Outcome.of("toInt " + a, () -> Math.toIntExact(a));
      Outcome.of("negate " + a, () -> Math.negateExact(a));
      for (long b : longs) {
        Outcome.of(a + "+" + b, () -> Math.addExact(a, b));
        Outcome.of(a + "-" + b, () -> Math.subtractExact(a, b));
        Outcome.of(a + "*" + b, () -> Math.multiplyExact(a, b));
        Outcome.of(a + " floorDiv " + b, () -> Math.floorDiv(a, b) + " " + Math.floorMod(a, b));
        Outcome.of(a + "/" + b, () -> a / b + " " + a % b);
      }
    }
    Outcome.of("multiply long int", () -> Math.multiplyExact(1L << 40, 1 << 30));
    Outcome.of("floorMod long int", () -> Math.floorMod(-5L, 3) + " " + Math.floorDiv(-5L, 3));
    Outcome.of("divideExact", () -> Math.divideExact(Integer.MIN_VALUE, -1));
    System.out.println(Math.abs(-5) + " " + Math.abs(Integer.MIN_VALUE) + " " + Math.abs(-5L));
    System.out.println(Math.max(1, 2) + " " + Math.min(-1L, 2) + " " + Math.max(-0.0, 0.0));
    System.out.println(
        Math.min(0.0, -0.0) + " " + Math.max(Double.NaN, 1) + " " + Math.min(1f, 2f));
    System.out.println(Math.clamp(15L, 0, 10) + " " + Math.clamp(-5.5, -1.0, 1.0));
    Outcome.of("clamp", () -> Math.clamp(5L, 10, 1));
  }
}
