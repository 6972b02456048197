package org.demitasse.conformance.lang;

import java.util.ArrayList;
import java.util.List;
import org.demitasse.conformance.Outcome;

/** Wrapper classes: caches and identity, equality, hash codes, conversions, constants. */
public final class Boxing {
  private Boxing() {}

  public static void main(String[] args) {
    caches();
    equality();
    hashCodes();
    conversions();
    constants();
    collections();
    comparing();
    nulls();
  }

  private static void caches() {
    for (int i : new int[] {-129, -128, 0, 127, 128}) {
      Integer a = i;
      Integer b = i;
      Long c = (long) i;
      Long d = (long) i;
      Short e = (short) i;
      Short f = (short) i;
      System.out.println(i + " " + (a == b) + " " + (c == d) + " " + (e == f));
    }
    Byte x = (byte) -128;
    Byte y = (byte) -128;
    Character m = (char) 127;
    Character n = (char) 127;
    Character o = (char) 128;
    Character p = (char) 128;
    Boolean t = true;
    Boolean u = true;
    System.out.println((x == y) + " " + (m == n) + " " + (o == p) + " " + (t == u));
    System.out.println(
        (Integer.valueOf(5) == Integer.valueOf("5")) + " " + (Boolean.valueOf("true") == t));
  }

  private static void equality() {
    System.out.println(Integer.valueOf(1).equals(1) + " " + Integer.valueOf(1).equals(1L));
    System.out.println(
        Double.valueOf(0.0).equals(-0.0) + " " + Double.valueOf(Double.NaN).equals(Double.NaN));
    System.out.println(Float.valueOf(1.5f).equals(1.5f) + " " + Float.valueOf(1.5f).equals(1.5));
    System.out.println(Character.valueOf('a').equals('a') + " " + Long.valueOf(7).equals(null));
    Object a = 1000;
    Object b = 1000;
    System.out.println(a.equals(b) + " " + (a == b));
  }

  private static void hashCodes() {
    System.out.println(Integer.valueOf(-5).hashCode() + " " + Long.valueOf(1L << 35).hashCode());
    System.out.println(Long.hashCode(-1) + " " + Double.hashCode(1.5) + " " + Float.hashCode(1.5f));
    System.out.println(
        Double.hashCode(0.0) + " " + Double.hashCode(-0.0) + " " + Double.hashCode(Double.NaN));
    System.out.println(Short.hashCode((short) -3) + " " + Byte.valueOf((byte) 9).hashCode());
    System.out.println(Character.valueOf('z').hashCode() + " " + Boolean.FALSE.hashCode());
  }

  private static void conversions() {
    Number[] numbers = {300, 5000000000L, 3.99, -3.99f, (byte) -1, (short) 1000, Double.NaN};
    for (Number n : numbers) {
      System.out.println(
          n.intValue()
              + " "
              + n.longValue()
              + " "
              + n.byteValue()
              + " "
              + n.shortValue()
              + " "
              + n.floatValue()
              + " "
              + n.doubleValue());
    }
  }

  private static void constants() {
    System.out.println(Integer.SIZE + " " + Long.BYTES + " " + Byte.MIN_VALUE + Short.MAX_VALUE);
    System.out.println(Integer.MIN_VALUE + " " + Long.MAX_VALUE + " " + Float.MAX_VALUE);
    System.out.println(Double.MAX_VALUE + " " + Double.MIN_VALUE + " " + Double.MIN_NORMAL);
    System.out.println(Float.MIN_VALUE + " " + Float.MIN_NORMAL + " " + Double.MAX_EXPONENT);
    System.out.println(Integer.MAX_VALUE + 1 == Integer.MIN_VALUE);
  }

  private static void collections() {
    List<Integer> list = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      list.add(i * 100);
    }
    list.remove(Integer.valueOf(300));
    list.remove(0);
    int sum = 0;
    for (int i : list) {
      sum += i;
    }
    System.out.println(list + " " + sum + " " + list.contains(200) + list.indexOf(400));
    List<Character> characters = new ArrayList<>();
    for (char c = 'a'; c < 'f'; c++) {
      characters.add(c);
    }
    characters.remove((Character) 'c');
    System.out.println(characters);
  }

  private static void comparing() {
    System.out.println(Integer.compare(1, 2) + " " + Integer.compare(5, -5) + Long.compare(3, 3));
    System.out.println(Integer.valueOf(5).compareTo(7) + " " + Double.compare(0.0, -0.0));
    System.out.println(Double.compare(Double.NaN, 1) + " " + Float.compare(-0f, 0f));
    System.out.println(
        Integer.signum(-9) + " " + Long.signum(4L) + " " + Integer.max(3, 4) + Integer.min(3, 4));
    System.out.println(
        Integer.sum(1, 2) + " " + Long.sum(1, 2) + " " + Double.sum(1, 2) + Double.max(1, 2));
  }

  private static void nulls() {
    Integer missing = null;
    Boolean unknown = null;
    Outcome.ofClass("int", () -> System.out.println(missing + 0));
    Outcome.ofClass("if", () -> System.out.println(unknown ? 1 : 2));
    Outcome.of(
        "switch",
        () ->
            switch (missing) {
              default -> 0;
            });
    Outcome.ofClass("array index", () -> System.out.println(new int[1][missing]));
    Outcome.ofClass(
        "loop",
        () -> {
          for (int i : new Integer[] {null}) System.out.println(i);
        });
  }
}
