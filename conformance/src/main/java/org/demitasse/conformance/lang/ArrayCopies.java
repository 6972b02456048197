package org.demitasse.conformance.lang;

import java.util.Arrays;
import org.demitasse.conformance.Outcome;

/** System.arraycopy: overlap, partial failure, type checks and bounds of every kind. */
public final class ArrayCopies {
  private ArrayCopies() {}

  public static void main(String[] args) {
    overlap();
    allTypes();
    objects();
    bounds();
    types();
    largeOverlap();
  }

  private static void overlap() {
    int[] a = {1, 2, 3, 4, 5, 6, 7, 8};
    System.arraycopy(a, 0, a, 2, 5);
    System.out.println(Arrays.toString(a));
    System.arraycopy(a, 3, a, 1, 4);
    System.out.println(Arrays.toString(a));
    System.arraycopy(a, 2, a, 2, 3);
    System.arraycopy(a, 8, a, 8, 0);
    System.out.println(Arrays.toString(a));
  }

  private static void allTypes() {
    boolean[] z = {true, false, true};
    System.arraycopy(z, 0, z, 1, 2);
    byte[] b = {1, 2, 3};
    System.arraycopy(b, 1, b, 0, 2);
    char[] c = {'a', 'b', 'c'};
    System.arraycopy(c, 0, c, 1, 2);
    short[] s = {1, 2, 3};
    System.arraycopy(s, 1, s, 0, 2);
    long[] l = {1, 2, 3};
    System.arraycopy(l, 0, l, 1, 2);
    float[] f = {1, 2, 3};
    System.arraycopy(f, 1, f, 0, 2);
    double[] d = {1, 2, 3};
    System.arraycopy(d, 0, d, 1, 2);
    System.out.println(
        Arrays.toString(z)
            + Arrays.toString(b)
            + Arrays.toString(c)
            + Arrays.toString(s)
            + Arrays.toString(l)
            + Arrays.toString(f)
            + Arrays.toString(d));
  }

  private static void objects() {
    Object[] objects = {"a", "b", 3, "d"};
    String[] strings = new String[4];
    Outcome.ofClass("object to string", () -> System.arraycopy(objects, 0, strings, 0, 4));
    System.out.println(Arrays.toString(strings));
    System.arraycopy(new String[] {"x", "y"}, 0, objects, 1, 2);
    System.out.println(Arrays.toString(objects));
    System.arraycopy(objects, 0, strings, 0, 3);
    System.out.println(Arrays.toString(strings));
    Integer[] numbers = {1, 2};
    Outcome.ofClass("integer to string", () -> System.arraycopy(numbers, 0, strings, 0, 1));
    Outcome.ofClass("nulls may go", () -> System.arraycopy(new Integer[2], 0, strings, 0, 2));
    System.out.println(Arrays.toString(strings));
    int[][] rows = {{1}, {2}};
    int[][] target = new int[2][];
    System.arraycopy(rows, 0, target, 0, 2);
    System.out.println(target[1] == rows[1]);
  }

  private static void bounds() {
    int[] a = new int[4];
    int[] b = new int[4];
    int[][] cases = {
      {-1, 0, 1},
      {0, -1, 1},
      {0, 0, -1},
      {0, 0, 5},
      {2, 0, 3},
      {0, 2, 3},
      {5, 0, 0},
      {0, 5, 0},
      {4, 4, 0},
      {Integer.MAX_VALUE, 0, 1},
      {1, 1, Integer.MAX_VALUE},
      {0, Integer.MIN_VALUE, 2},
    };
    for (int[] c : cases) {
      Outcome.ofClass(Arrays.toString(c), () -> System.arraycopy(a, c[0], b, c[1], c[2]));
    }
    Outcome.ofAction("message", () -> System.arraycopy(a, 2, b, 0, 3));
    Outcome.ofAction("target message", () -> System.arraycopy(a, 0, b, 3, 2));
    Outcome.ofAction("negative message", () -> System.arraycopy(a, 0, b, 0, -1));
  }

  private static void types() {
    int[] ints = new int[2];
    long[] longs = new long[2];
    Outcome.ofClass("int to long", () -> System.arraycopy(ints, 0, longs, 0, 1));
    Outcome.ofClass("int to Integer", () -> System.arraycopy(ints, 0, new Integer[2], 0, 1));
    Outcome.ofClass(
        "byte to boolean", () -> System.arraycopy(new byte[1], 0, new boolean[1], 0, 1));
    Outcome.ofClass("char to short", () -> System.arraycopy(new char[1], 0, new short[1], 0, 1));
    Outcome.ofClass("float to int", () -> System.arraycopy(new float[1], 0, ints, 0, 0));
    Outcome.ofClass("no array", () -> System.arraycopy("text", 0, ints, 0, 1));
    Outcome.ofClass("to no array", () -> System.arraycopy(ints, 0, "text", 0, 1));
    Outcome.ofClass("null source", () -> System.arraycopy(null, 0, ints, 0, 1));
    Outcome.ofClass("null target", () -> System.arraycopy(ints, 0, null, 0, 1));
  }

  private static void largeOverlap() {
    int[] a = new int[10007];
    for (int i = 0; i < a.length; i++) {
      a[i] = i * 31;
    }
    for (int round = 0; round < 50; round++) {
      int from = round * 131 % 5000;
      int to = round * 197 % 5000;
      System.arraycopy(a, from, a, to, 5000);
    }
    int hash = 0;
    for (int value : a) {
      hash = hash * 31 + value;
    }
    System.out.println(hash);
  }
}
