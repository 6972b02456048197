package org.demitasse.conformance.util;

import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.demitasse.conformance.Outcome;

/** java.util.Arrays: sort, search, fill, copy, compare, text, lists over arrays. */
public final class ArraysMethods {
  private ArraysMethods() {}

  public static void main(String[] args) {
    sorting();
    largeSorts();
    searching();
    filling();
    copying();
    comparing();
    text();
    lists();
    prefix();
  }

  private static void sorting() {
    int[] ints = {5, -1, 3, Integer.MIN_VALUE, 3, Integer.MAX_VALUE, 0};
    Arrays.sort(ints);
    double[] doubles = {1.5, Double.NaN, -0.0, 0.0, -1, Double.NEGATIVE_INFINITY, 1e300};
    Arrays.sort(doubles);
    char[] chars = "sorting".toCharArray();
    Arrays.sort(chars);
    byte[] bytes = {5, -128, 127, 0};
    Arrays.sort(bytes, 1, 4);
    String[] strings = {"b", "B", "a", "", "ab"};
    Arrays.sort(strings);
    System.out.println(Arrays.toString(ints) + Arrays.toString(doubles) + new String(chars));
    System.out.println(Arrays.toString(bytes) + Arrays.toString(strings));
    Arrays.sort(
        strings, Comparator.comparing(String::length).thenComparing(Comparator.reverseOrder()));
    System.out.println(Arrays.toString(strings));
    Integer[] boxed = {3, 1, 2, 5, 4};
    Arrays.sort(boxed, 1, 4, Collections.reverseOrder());
    System.out.println(Arrays.toString(boxed));
    float[] floats = {0f, -0f, Float.NaN, -1f};
    Arrays.sort(floats);
    long[] longs = {3L, Long.MIN_VALUE, 2};
    Arrays.sort(longs);
    short[] shorts = {3, -3, 0};
    Arrays.sort(shorts);
    System.out.println(Arrays.toString(floats) + Arrays.toString(longs) + Arrays.toString(shorts));
    Outcome.ofClass("mixed", () -> Arrays.sort(new Object[] {1, "a"}));
    Outcome.ofClass("null element", () -> Arrays.sort(new String[] {"a", null}));
    Outcome.ofClass("range", () -> Arrays.sort(new int[2], 1, 3));
    Outcome.ofClass("reversed", () -> Arrays.sort(new int[2], 2, 1));
  }

  private static void largeSorts() {
    for (int n : new int[] {1, 2, 7, 31, 47, 48, 100, 287, 1000, 3000}) {
      int[] ints = new int[n];
      String[] strings = new String[n];
      long[] longs = new long[n];
      int state = n;
      for (int i = 0; i < n; i++) {
        state = state * 1664525 + 1013904223;
        ints[i] = state >> (i % 5 * 4);
        longs[i] = (long) state * state;
        strings[i] = Integer.toString(state >>> 12, 36);
      }
      Arrays.sort(ints);
      Arrays.sort(longs);
      Arrays.sort(strings, (a, b) -> a.charAt(a.length() - 1) - b.charAt(b.length() - 1));
      System.out.println(
          n
              + " "
              + Arrays.hashCode(ints)
              + " "
              + Arrays.hashCode(longs)
              + " "
              + Arrays.hashCode(strings));
    }
  }

  private static void searching() {
    int[] ints = {1, 3, 5, 7, 9};
    for (int key : new int[] {0, 1, 4, 9, 10}) {
      System.out.print(Arrays.binarySearch(ints, key) + " ");
    }
    System.out.println(
        Arrays.binarySearch(ints, 1, 3, 7) + " " + Arrays.binarySearch(new int[0], 1));
    System.out.println(
        Arrays.binarySearch(new String[] {"a", "c"}, "b")
            + " "
            + Arrays.binarySearch(new double[] {-1.0, 0.5}, 0.5));
    System.out.println(
        Arrays.binarySearch(new String[] {"c", "b", "a"}, "a", Comparator.reverseOrder()));
  }

  private static void filling() {
    int[] ints = new int[5];
    Arrays.fill(ints, 1, 4, 7);
    String[] strings = new String[3];
    Arrays.fill(strings, "s");
    boolean[] flags = new boolean[2];
    Arrays.fill(flags, true);
    int[] computed = new int[6];
    Arrays.setAll(computed, i -> i * i);
    System.out.println(
        Arrays.toString(ints)
            + Arrays.toString(strings)
            + Arrays.toString(flags)
            + Arrays.toString(computed));
    Outcome.ofClass("fill range", () -> Arrays.fill(ints, 3, 9, 0));
    Outcome.ofClass("fill type", () -> Arrays.fill((Object[]) strings, 5));
  }

  private static void copying() {
    int[] ints = {1, 2, 3};
    System.out.println(
        Arrays.toString(Arrays.copyOf(ints, 5)) + Arrays.toString(Arrays.copyOf(ints, 2)));
    System.out.println(
        Arrays.toString(Arrays.copyOfRange(ints, 1, 6))
            + Arrays.toString(Arrays.copyOfRange(ints, 3, 3)));
    String[] strings = Arrays.copyOf(new String[] {"a"}, 3);
    System.out.println(Arrays.toString(strings) + strings.getClass().getSimpleName());
    Object[] objects = Arrays.copyOf(new String[] {"a"}, 1, Object[].class);
    objects[0] = 5;
    System.out.println(Arrays.toString(objects) + objects.getClass().getSimpleName());
    Outcome.ofClass("copyOf", () -> Arrays.copyOf(ints, -1));
    Outcome.ofClass("range start", () -> Arrays.copyOfRange(ints, 4, 5));
    Outcome.ofClass("range order", () -> Arrays.copyOfRange(ints, 2, 1));
    Outcome.ofClass("type", () -> Arrays.copyOf(new Object[] {1}, 1, String[].class));
    Outcome.ofClass(
        "type of range", () -> Arrays.copyOfRange(new Object[] {"", 1}, 0, 2, String[].class));
    Object[] words = {"a", null, "b"};
    System.out.println(
        Arrays.toString(Arrays.copyOfRange(words, 1, 5, String[].class))
            + Arrays.toString(Arrays.copyOf(words, 2, String[].class)));
  }

  private static void comparing() {
    System.out.println(
        Arrays.equals(new int[] {1, 2}, new int[] {1, 2})
            + " "
            + Arrays.equals(new int[0], null)
            + Arrays.equals((int[]) null, null));
    System.out.println(
        Arrays.equals(new double[] {Double.NaN, 0.0}, new double[] {Double.NaN, 0.0})
            + " "
            + Arrays.equals(new double[] {0.0}, new double[] {-0.0}));
    System.out.println(
        Arrays.equals(new String[] {"a", null}, new String[] {new String("a"), null}));
    System.out.println(
        Arrays.deepEquals(new int[][] {{1}, {2}}, new int[][] {{1}, {2}})
            + " "
            + Arrays.equals(new int[][] {{1}}, new int[][] {{1}}));
    System.out.println(
        Arrays.hashCode(new long[] {1L << 33, -1})
            + " "
            + Arrays.hashCode(new boolean[] {true, false}));
    System.out.println(
        Arrays.hashCode(new double[] {1.5, -0.0})
            + " "
            + Arrays.hashCode(new Object[] {null, "a"})
            + " "
            + Arrays.hashCode((int[]) null));
    System.out.println(
        Arrays.hashCode(new char[] {'a'})
            + " "
            + Arrays.hashCode(new float[] {2.5f})
            + Arrays.hashCode(new byte[] {-1}));
  }

  private static void text() {
    Object[] self = new Object[2];
    self[0] = new int[] {1};
    self[1] = self;
    System.out.println(Arrays.deepToString(self));
    System.out.println(
        Arrays.deepToString(new Object[] {new String[] {"a", null}, null, new byte[] {1}, 'c'}));
    System.out.println(
        Arrays.toString((int[]) null)
            + Arrays.toString(new long[0])
            + Arrays.toString(new Object[] {1, null}));
    System.out.println(
        Arrays.toString(new float[] {1.1f})
            + Arrays.toString(new char[] {'x', 'y'})
            + Arrays.toString(new short[] {-1}));
  }

  private static void lists() {
    String[] array = {"c", "a", "b"};
    List<String> list = Arrays.asList(array);
    list.set(0, "z");
    Collections.sort(list);
    System.out.println(
        list + " " + Arrays.toString(array) + list.indexOf("z") + list.contains("q"));
    Outcome.ofClass("add", () -> list.add("x"));
    Outcome.ofClass("remove", () -> list.remove(0));
    System.out.println(
        Arrays.asList(1, null).size()
            + " "
            + Arrays.asList().isEmpty()
            + Arrays.asList(new int[3]).size());
    System.out.println(
        Arrays.stream(new int[] {1, 2, 3}).sum() + " " + Arrays.stream(array, 1, 3).toList());
  }

  private static void prefix() {
    int[] values = {1, 2, 3, 4};
    for (int i = 1; i < values.length; i++) {
      values[i] += values[i - 1];
    }
    System.out.println(Arrays.toString(values) + Arrays.stream(values).max().getAsInt());
  }
}
