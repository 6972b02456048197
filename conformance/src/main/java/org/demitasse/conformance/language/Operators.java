package org.demitasse.conformance.language;

import org.demitasse.conformance.Outcome;

/** Compound assignment, promotion, shifts, increments, boxing in operators, side effects. */
public final class Operators {
  private Operators() {}

  private static int calls;
  private static Integer boxedField = 5;

  public static void main(String[] args) {
    compound();
    shifts();
    promotion();
    increments();
    boxing();
    bitwise();
    comparisons();
    sideEffects();
    overflow();
    failingAssignment();
  }

  private static void compound() {
    byte b = 100;
    b += 100;
    short s = 30000;
    s *= 3;
    char c = 'a';
    c += 1.7;
    int i = 10;
    i *= 2.55;
    i -= 0.1;
    long l = 1;
    l <<= 40;
    l /= 3;
    float f = 1;
    f /= 3;
    double d = 10;
    d %= 3.3;
    System.out.println(b + " " + s + " " + c + " " + i + " " + l + " " + f + " " + d);
    b >>= 1;
    s >>>= 1;
    c <<= 1;
    i ^= 0xff;
    l |= 1L << 63;
    System.out.println(b + " " + s + " " + (int) c + " " + i + " " + l);
    byte negative = -1;
    negative >>>= 1;
    System.out.println(negative + " " + (byte) (negative >>> 25));
    int big = Integer.MAX_VALUE;
    big += 1.0f;
    System.out.println(big);
    char up = 'z';
    up++;
    up -= 'a' - 'A';
    System.out.println(up);
  }

  private static void shifts() {
    int[] counts = {0, 1, 31, 32, 33, 63, 64, 65, -1, -31, -32};
    for (int count : counts) {
      System.out.println(
          count
              + ": "
              + (1 << count)
              + " "
              + (-100 >> count)
              + " "
              + (-100 >>> count)
              + " "
              + (1L << count)
              + " "
              + (-100L >> count)
              + " "
              + (-100L >>> count));
    }
    long wide = 35;
    System.out.println((5 << wide) + " " + (5L << 35) + " " + ((byte) 0x80 >>> 4) + ('a' << 1));
  }

  private static void promotion() {
    byte b = -1;
    char c = 65535;
    short s = -1;
    System.out.println((b == c) + " " + (s == c) + " " + ((char) b == c) + " " + (b & 0xff));
    System.out.println((b + c) + " " + (c * c) + " " + (c * (long) c) + " " + (-c) + " " + ~c);
    System.out.println((5 / 2) + " " + (5 / 2.0) + " " + (-5 / 2) + " " + (-5 % 3) + (5 % -3));
    System.out.println((1 / 2f) + " " + (1L / 2f) + " " + ('a' / 2) + " " + (0.1f + 0.2));
    System.out.println((float) 16777217 + " " + (16777217 + 0f == 16777216f));
    System.out.println((Object) (char) ('a' + 1) + " " + (Object) ('a' + 1));
    final int small = 10;
    byte fits = small;
    System.out.println(fits);
  }

  private static void increments() {
    int i = 0;
    int[] a = {0, 0, 0};
    a[i++]++;
    a[i++] += 5;
    ++a[i];
    System.out.println(i + " " + a[0] + a[1] + a[2]);
    byte b = 127;
    System.out.println(b++ + " " + b + " " + ++b + " " + --b + " " + b--);
    char c = 0;
    c--;
    System.out.println((int) c);
    double d = 0.5;
    d++;
    float f = -0.5f;
    f--;
    System.out.println(d + " " + f + " " + d-- + --f);
    Integer boxed = 127;
    boxed++;
    Integer other = boxed++;
    System.out.println(boxed + " " + other);
    boxedField++;
    boxedField += boxedField++;
    System.out.println(boxedField);
    long l = Integer.MAX_VALUE;
    System.out.println(++l + " " + -(--l));
  }

  private static void boxing() {
    Integer a = 127;
    Integer b = 127;
    Integer c = 1000;
    Integer d = 1000;
    System.out.println((a == b) + " " + c.equals(d) + " " + (c <= d && c >= d) + (c == 1000));
    Long l = 5L;
    System.out.println(l.equals(5) + " " + l.equals(5L) + " " + (l == 5));
    Character ch = 'c';
    ch++;
    System.out.println(ch + " " + (ch + 1) + " " + (char) (ch + 1));
    Boolean t = true;
    System.out.println(!t | t & !t);
    Integer nothing = null;
    Outcome.of("unbox", () -> nothing + 1);
    Outcome.of("ternary", () -> calls < 0 ? 1 : nothing);
    Object mixed = calls == 0 ? 1 : 2L;
    System.out.println(mixed.getClass().getSimpleName());
    Object sum = a + l + 1.5f;
    System.out.println(sum + " " + sum.getClass().getSimpleName());
    Byte small = (byte) 5;
    Short wider = (short) (small + 1);
    System.out.println(small + wider + small.hashCode());
  }

  private static void bitwise() {
    int x = 0b1011_0110;
    System.out.println((x & 0xf) + " " + (x | 1) + " " + (x ^ -1) + " " + ~x + " " + (x & -x));
    System.out.println((0x7fffffff ^ 0x80000000) + " " + 0_17 + " " + 0xFFFF_FFFFL + " " + 017L);
    long mask = 0;
    for (int i = 0; i < 64; i += 3) {
      mask |= 1L << i;
    }
    System.out.println(mask + " " + (mask >>> 32) + " " + (int) mask + " " + (mask & 0xffL));
    System.out.println((true ^ false) + " " + (true & false) + " " + (true ^ true | true));
  }

  private static void comparisons() {
    double nan = Double.NaN;
    System.out.println((nan == nan) + " " + (nan != nan) + (nan < 1) + (nan >= 1) + !(nan < 1));
    System.out.println((0.0 == -0.0) + " " + (1 / 0.0 > 1 / -0.0) + " " + ('a' < 98.5));
    System.out.println((long) 1e18 == 1000000000000000000L);
    System.out.println((Integer.MAX_VALUE == (float) Integer.MAX_VALUE) + " " + (0.1f == 0.1));
    String a = "x";
    Object o = a;
    System.out.println((a == o) + " " + (o != null) + " " + (null == null));
  }

  private static int call(int value) {
    calls = calls * 10 + value;
    return value;
  }

  private static void sideEffects() {
    calls = 0;
    int r = call(1) + call(2) * call(3) - (call(4) << call(5));
    System.out.println(r + " " + calls);
    calls = 0;
    int[] a = new int[4];
    a[call(1)] = a[call(2)] = call(3);
    System.out.println(a[1] + " " + a[2] + " " + calls);
    int i = 1;
    i += i++ + i;
    System.out.println(i);
    int j = 3;
    int k = j-- - --j;
    System.out.println(j + " " + k);
    boolean z = (i = 5) > 4 && (j = 6) < 5 || (k = 7) == 7;
    System.out.println(z + " " + i + j + k);
  }

  private static void overflow() {
    int max = Integer.MAX_VALUE;
    int min = Integer.MIN_VALUE;
    System.out.println((max + 1) + " " + (min - 1) + " " + -min + " " + (min / -1) + (min % -1));
    System.out.println((max * max) + " " + (min * min) + " " + (max * 2) + " " + (long) max * 2);
    long lmin = Long.MIN_VALUE;
    System.out.println(-lmin + " " + (lmin / -1) + " " + (lmin % -1) + " " + (lmin * lmin));
    System.out.println(0x40000000 * 0x40000000 + " " + 123456789 * 987654321);
    System.out.println(123456789L * 987654321L + " " + 0x123456789abcdefL * 0x123456789L);
  }

  private static int[] array() {
    System.out.print("array ");
    return null;
  }

  private static int index() {
    System.out.print("index ");
    return 9;
  }

  private static int value(boolean fail) {
    System.out.print("value ");
    if (fail) {
      throw new IllegalStateException("value");
    }
    return 1;
  }

  private static void failingAssignment() {
    Outcome.ofClass("null array", () -> array()[index()] = value(false));
    Outcome.ofClass("value fails first", () -> array()[index()] = value(true));
    int[] two = {1, 2};
    Outcome.ofClass("out of bounds", () -> two[index()] = value(false));
    Outcome.ofClass("compound checks first", () -> two[index()] += value(true));
    int[] divided = {7};
    Outcome.ofClass("division", () -> divided[0] /= divided[0] - 7);
    System.out.println(divided[0]);
  }
}
