package org.demitasse.conformance.language;

import java.util.Arrays;
import org.demitasse.conformance.Outcome;

/** Arrays: all element types, nesting, covariance, cloning, class names, defaults, sharing. */
public final class ArrayTypes {
  private ArrayTypes() {}

  public static void main(String[] args) {
    defaults();
    nested();
    covariance();
    cloning();
    names();
    elements();
    sizes();
    matrix();
    aliasing();
    deepStructures();
  }

  private static void defaults() {
    System.out.println(
        new boolean[1][0].length
            + Arrays.toString(new boolean[2])
            + Arrays.toString(new byte[2])
            + Arrays.toString(new char[1]).length()
            + Arrays.toString(new short[1])
            + Arrays.toString(new int[3])
            + Arrays.toString(new long[1])
            + Arrays.toString(new float[1])
            + Arrays.toString(new double[1])
            + Arrays.toString(new String[2])
            + Arrays.toString(new int[1][]));
  }

  private static void nested() {
    int[][] square = new int[3][4];
    square[1][2] = 5;
    int[][][] cube = new int[2][3][];
    cube[1][2] = new int[] {7};
    int[][] jagged = {{1}, {2, 3}, {}, null, {4, 5, 6}};
    System.out.println(Arrays.deepToString(square) + Arrays.deepToString(jagged));
    System.out.println(Arrays.deepToString(cube) + cube[1][2][0] + cube[0].length);
    int total = 0;
    for (int[] row : jagged) {
      if (row != null) {
        for (int value : row) {
          total += value;
        }
      }
    }
    System.out.println(total);
    long[][][][] deep = new long[2][2][2][2];
    deep[1][0][1][0] = Long.MAX_VALUE;
    System.out.println(deep[1][0][1][0] + deep[0][1][0][1]);
    char[] chars[] = {"ab".toCharArray(), {'c'}};
    System.out.println(chars[0][1] + "" + chars[1][0] + chars.length);
    int n = 0;
    int[][] order = new int[++n][++n];
    System.out.println(order.length + " " + order[0].length);
  }

  private static void covariance() {
    Object[] objects = new String[] {"a", "b"};
    System.out.println(objects[0] + " " + (objects instanceof String[]) + " " + objects.length);
    Outcome.ofClass("store", () -> objects[0] = 1);
    objects[0] = null;
    objects[1] = "c";
    System.out.println(Arrays.toString(objects));
    Number[] numbers = new Integer[1];
    numbers[0] = 5;
    Outcome.ofClass("double into Integer[]", () -> numbers[0] = 2.5);
    Object[] grid = new int[2][2];
    grid[1] = new int[] {1, 2, 3};
    Outcome.ofClass("long[] into int[][]", () -> grid[0] = new long[1]);
    Object plain = new int[0];
    System.out.println((plain instanceof int[]) + " " + (plain instanceof Object[]));
    Object rows = new int[0][];
    System.out.println((rows instanceof Object[]) + " " + (rows instanceof int[][]));
    Outcome.ofClass("cast", () -> System.out.println(((Integer[]) new Object[1]).length));
    Comparable<?>[] comparables = new String[1];
    Outcome.ofClass("interface array", () -> comparables[0] = 1);
    Cloneable cloneable = new int[3];
    System.out.println(cloneable instanceof int[] ints ? ints.length : -1);
  }

  private static void cloning() {
    int[] a = {1, 2, 3};
    int[] b = a.clone();
    b[0] = 9;
    System.out.println(a[0] + " " + b[0] + " " + a.equals(b) + " " + Arrays.equals(a, a.clone()));
    int[][] nested = {{1}, {2}};
    int[][] shallow = nested.clone();
    shallow[0][0] = 5;
    shallow[1] = new int[] {6};
    System.out.println(nested[0][0] + " " + nested[1][0]);
    String[] strings = {"x"};
    Object[] copy = ((Object[]) strings).clone();
    System.out.println(copy.getClass() == String[].class);
    System.out.println(new boolean[] {true}.clone()[0] + " " + new double[] {1.5}.clone()[0]);
    System.out.println(new long[0].clone().length);
  }

  private static void names() {
    System.out.println(int[].class.getName() + " " + long[][].class.getName());
    System.out.println(String[].class.getName() + " " + Object[][].class.getName());
    System.out.println(int[].class.getSimpleName() + " " + String[][].class.getSimpleName());
    System.out.println(boolean[].class.getName() + byte[].class.getName() + char[].class.getName());
    System.out.println(
        short[].class.getName() + float[].class.getName() + double[].class.getName());
    System.out.println(int[].class.getComponentType() + " " + int[].class.isArray());
    System.out.println(int.class + " " + String.class + " " + Runnable.class + " " + int[].class);
  }

  private static void elements() {
    byte[] bytes = {(byte) 200, -1, 127};
    short[] shorts = {(short) 40000, -1};
    char[] chars = {(char) -1, 'a'};
    float[] floats = {0.1f, 1e10f};
    boolean[] flags = {true, false};
    bytes[0] += 100;
    shorts[0]--;
    chars[0]++;
    floats[1] *= floats[1];
    flags[1] |= flags[0];
    System.out.println(
        bytes[0] + " " + shorts[0] + " " + (int) chars[0] + " " + floats[1] + " " + flags[1]);
    bytes[1] >>>= 1;
    bytes[2] ^= 0x55;
    System.out.println(bytes[1] + " " + bytes[2]);
    long[] longs = {1L << 40};
    longs[0] >>= 38;
    longs[0] <<= 61;
    System.out.println(longs[0]);
  }

  private static void sizes() {
    for (int size : new int[] {-1, Integer.MIN_VALUE}) {
      Outcome.ofClass("new int[" + size + "]", () -> System.out.println(new int[size].length));
      Outcome.ofClass("String[" + size + "]", () -> System.out.println(new String[size].length));
      Outcome.ofClass("[2][" + size + "]", () -> System.out.println(new long[2][size].length));
    }
    System.out.println(new int[0].length + new Object[0][5].length);
    System.out.println(new int['a'].length + new byte[(byte) 5].length);
  }

  private static void matrix() {
    int n = 12;
    double[][] a = new double[n][n];
    double[][] b = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        a[i][j] = i - j * 0.5;
        b[i][j] = i * j % 7;
      }
    }
    double trace = 0;
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < n; k++) {
        trace += a[i][k] * b[k][i];
      }
    }
    System.out.println(trace);
  }

  private static void aliasing() {
    int[] shared = new int[3];
    int[][] rows = {shared, shared, shared};
    rows[0][0]++;
    rows[1][0]++;
    rows[2][0]++;
    System.out.println(shared[0]);
    Object[] self = new Object[2];
    self[0] = self;
    self[1] = "x";
    System.out.println(((Object[]) ((Object[]) self[0])[0])[1] + " " + (self[0] == self));
  }

  private static void deepStructures() {
    Object[] chain = null;
    for (int i = 0; i < 1000; i++) {
      chain = new Object[] {i, chain};
    }
    int sum = 0;
    while (chain != null) {
      sum += (Integer) chain[0];
      chain = (Object[]) chain[1];
    }
    System.out.println(sum);
  }
}
