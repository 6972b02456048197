package org.demitasse.conformance.exceptions;

import java.util.ArrayList;
import java.util.List;
import org.demitasse.conformance.Outcome;

/** Exceptions that the machine throws, with their messages, in every kind of expression. */
public final class ImplicitExceptions {
  private ImplicitExceptions() {}

  private static class Node {
    int value = 5;
    long wide;
    Node next;
    int[] array;

    int get() {
      return value;
    }

    static int statics() {
      return 1;
    }
  }

  private interface Shape {
    int area();
  }

  private static int zero;

  public static void main(String[] args) {
    nulls();
    bounds();
    casts();
    stores();
    sizes();
    arithmetic();
    unused();
    inHandlers();
    catchable();
    strings();
  }

  private static Node none() {
    return null;
  }

  private static void nulls() {
    int[] array = null;
    String text = null;
    Shape shape = null;
    Integer boxed = null;
    Object lock = null;
    RuntimeException failure = null;
    Outcome.of("field", () -> none().value);
    Outcome.ofAction("field store", () -> none().value = 1);
    Outcome.ofAction("wide store", () -> none().wide = 1);
    Outcome.ofAction("compound", () -> none().value += 1);
    Outcome.of("method", () -> none().get());
    Outcome.of("chain", () -> new Node().next.next);
    Outcome.of(
        "static through null",
        () -> {
          Node n = none();
          return n.statics();
        });
    Outcome.of("interface", () -> shape.area());
    Outcome.of("length", () -> array.length);
    Outcome.of("element", () -> array[0]);
    Outcome.ofAction("element store", () -> array[0] = 1);
    Outcome.of("string", () -> text.length());
    Outcome.of("equals", () -> text.equals("x"));
    Outcome.of("unboxing", () -> boxed + 1);
    Outcome.ofAction(
        "synchronized",
        () -> {
          synchronized (lock) {
            System.out.println("never");
          }
        });
    Outcome.ofAction(
        "throw null",
        () -> {
          throw failure;
        });
    Outcome.ofAction(
        "for each array",
        () -> {
          for (int i : array) {
            System.out.println(i);
          }
        });
    List<String> list = null;
    Outcome.ofAction(
        "for each list",
        () -> {
          for (String s : list) {
            System.out.println(s);
          }
        });
    Outcome.of(
        "method reference",
        () -> {
          Runnable r = none()::get;
          return r;
        });
    Outcome.of("getClass", () -> lock.getClass());
    int[][] rows = new int[2][];
    Outcome.of("array of arrays", () -> rows[0][0]);
    System.out.println("null " + null + " " + (Object) none());
  }

  private static void bounds() {
    int[] ints = new int[3];
    byte[] bytes = new byte[1];
    Object[] objects = new Object[0];
    for (int index : new int[] {-1, 3, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
      Outcome.of("load " + index, () -> ints[index]);
      Outcome.ofAction("store " + index, () -> ints[index] = 7);
    }
    Outcome.of("byte", () -> bytes[1]);
    Outcome.of("object", () -> objects[0]);
    Outcome.ofAction("increment", () -> ints[3]++);
    long[][] nested = new long[2][2];
    Outcome.of("nested", () -> nested[1][2]);
    Outcome.of("constant", () -> new char[] {'a', 'b'}[2]);
    Outcome.of("list", () -> new ArrayList<>(List.of(1)).get(1));
    Outcome.of("args", () -> "abc".toCharArray()[3]);
    int sum = 0;
    for (int i = 0; i < ints.length; i++) {
      sum += ints[i];
    }
    System.out.println(sum);
  }

  private static void casts() {
    Object text = "text";
    Object ints = new int[1];
    Object list = new ArrayList<String>();
    Outcome.ofClass("to Integer", () -> System.out.println((Integer) text));
    Outcome.ofClass("to interface", () -> System.out.println((Runnable) text));
    Outcome.ofClass("to array", () -> System.out.println(((long[]) ints).length));
    Outcome.ofClass("to String[]", () -> System.out.println(((String[]) list).length));
    Outcome.ofClass(
        "generic", () -> System.out.println(ImplicitExceptions.<Integer>cast(text) + 1));
    System.out.println((String) null + (Integer) null + ((CharSequence) text).length());
    try {
      Object o = 5L;
      System.out.println((Integer) o);
    } catch (ClassCastException e) {
      System.out.println("caught");
    }
    Outcome.ofClass(
        "unused cast",
        () -> {
          Integer ignored = (Integer) text;
        });
  }

  @SuppressWarnings("unchecked")
  private static <T> T cast(Object o) {
    return (T) o;
  }

  private static void stores() {
    Object[] strings = new String[1];
    Outcome.ofAction("array store", () -> strings[0] = 1);
    Object[] nested = new Integer[1][1];
    Outcome.ofAction("array in array", () -> nested[0] = new String[1]);
    Outcome.ofAction("element", () -> ((Object[]) nested[0])[0] = "s");
    Outcome.ofAction("fine", () -> nested[0] = new Integer[5]);
  }

  private static void sizes() {
    Outcome.of("negative", () -> new int[zero - 1]);
    Outcome.of("negative object", () -> new String[zero - 5]);
    Outcome.of("negative inner", () -> new int[2][zero - 2]);
    Outcome.of("negative outer", () -> new int[zero - 3][2]);
    Outcome.of("zero then negative", () -> new int[zero][zero - 4]);
  }

  private static void arithmetic() {
    Outcome.of("int", () -> 1 / zero);
    Outcome.of("long", () -> 1L % zero);
    Outcome.of("float", () -> 1f / zero);
    Outcome.of("order", () -> none().value / zero);
    Outcome.ofAction(
        "assignment",
        () -> {
          int x = 8;
          x %= zero;
          System.out.println(x);
        });
  }

  private static void unused() {
    int[] array = new int[2];
    Node missing = none();
    Outcome.ofClass(
        "unused load",
        () -> {
          int ignored = array[5];
        });
    Outcome.ofClass(
        "unused field",
        () -> {
          int ignored = missing.value;
        });
    Outcome.ofClass(
        "unused length",
        () -> {
          int ignored = missing.array.length;
        });
    Outcome.ofClass(
        "unused division",
        () -> {
          int ignored = 5 / zero;
        });
    Outcome.ofClass(
        "unused allocation",
        () -> {
          int[] ignored = new int[zero - 1];
        });
    Outcome.ofClass(
        "unused remainder",
        () -> {
          long ignored = 5L % zero;
        });
  }

  private static void inHandlers() {
    try {
      System.out.println(1 / zero);
    } catch (ArithmeticException e) {
      try {
        System.out.println(none().value);
      } catch (NullPointerException f) {
        try {
          System.out.println(new int[] {1}[5]);
        } catch (ArrayIndexOutOfBoundsException g) {
          System.out.println(e.getMessage() + " " + f.getMessage() + " " + g.getMessage());
        }
      }
    } finally {
      try {
        throw null;
      } catch (NullPointerException e) {
        System.out.println("thrown null");
      }
    }
  }

  private static void catchable() {
    int caught = 0;
    for (int i = 0; i < 500; i++) {
      try {
        switch (i % 5) {
          case 0 -> caught += new int[i % 3][5][2].length;
          case 1 -> caught += none().get();
          case 2 -> caught += i / zero;
          case 3 -> caught += ((Integer) (Object) "x").intValue();
          default -> caught += new int[-1 - i].length;
        }
      } catch (ArrayIndexOutOfBoundsException | NegativeArraySizeException e) {
        caught += 1;
      } catch (NullPointerException | ClassCastException e) {
        caught += 1000;
      } catch (RuntimeException e) {
        caught += 1000000;
      }
    }
    System.out.println(caught);
  }

  private static void strings() {
    Outcome.of("charAt", () -> "abc".charAt(5));
    Outcome.of("substring", () -> "abc".substring(2, 5));
    Outcome.of("parse", () -> Integer.parseInt("12a"));
    Outcome.of("builder", () -> new StringBuilder("ab").charAt(2));
    Outcome.of("builder delete", () -> new StringBuilder("ab").deleteCharAt(5));
    Outcome.of("valueOf", () -> java.util.concurrent.TimeUnit.valueOf("NONE"));
    Outcome.of("iterator", () -> new ArrayList<String>().iterator().next());
    Outcome.of("list remove", () -> new ArrayList<>(List.of("a")).remove(4));
  }
}
