package org.demitasse.conformance.lang;

import org.demitasse.conformance.Outcome;

/** StringBuilder and StringBuffer: append, insert, delete, replace, reverse, capacity, failures. */
public final class StringBuilders {
  private StringBuilders() {}

  public static void main(String[] args) {
    appends();
    insertions();
    deletions();
    reversal();
    lengths();
    searching();
    failures();
    buffers();
    growth();
    numbers();
  }

  private static void appends() {
    StringBuilder b = new StringBuilder("start:");
    b.append(1).append('c').append(2L).append(1.5f).append(-0.0).append(true).append("s");
    b.append((String) null).append((Object) null).append(new char[] {'x', 'y', 'z'}, 1, 2);
    b.append("abcdef", 2, 4).append(new StringBuilder("sb")).append((CharSequence) "seq");
    b.appendCodePoint(0x1F600).appendCodePoint('p').append(new Object[0].length);
    System.out.println(b + " " + b.length());
  }

  private static void insertions() {
    StringBuilder b = new StringBuilder("0123456789");
    b.insert(0, "head").insert(b.length(), 'T').insert(4, 42).insert(5, true).insert(3, 1.5);
    b.insert(2, (String) null).insert(1, new char[] {'#', '#'}).insert(0, 7L);
    b.insert(1, "abcdef", 1, 3);
    System.out.println(b);
  }

  private static void deletions() {
    StringBuilder b = new StringBuilder("0123456789");
    System.out.println(b.delete(2, 4) + " " + b.deleteCharAt(0) + " " + b.delete(5, 100));
    System.out.println(b.replace(1, 3, "replacement") + " " + b.replace(0, 1, ""));
    b.setCharAt(0, 'R');
    System.out.println(b + " " + b.replace(5, 99, "!") + b.delete(0, 0));
    b.setLength(3);
    System.out.println(b);
    b.setLength(5);
    System.out.println(b.toString().replace('\0', '0') + b.length());
    b.setLength(0);
    System.out.println("[" + b + "]" + b.isEmpty());
  }

  private static void reversal() {
    System.out.println(new StringBuilder("abc").reverse() + "" + new StringBuilder().reverse());
    System.out.println(new StringBuilder("a\ud83d\ude00b").reverse());
    System.out.println(new StringBuilder("\ude00\ud83d").reverse().toString().codePointAt(0));
  }

  private static void lengths() {
    StringBuilder b = new StringBuilder(5);
    System.out.println(b.length() + " " + (b.capacity() >= 5));
    b.append("x".repeat(100));
    b.trimToSize();
    b.ensureCapacity(1000);
    System.out.println(b.length() + " " + (b.capacity() >= 1000));
    System.out.println(b.codePointCount(0, 10) + " " + b.codePointAt(3));
  }

  private static void searching() {
    StringBuilder b = new StringBuilder("banana");
    System.out.println(b.indexOf("an") + " " + b.indexOf("an", 2) + " " + b.lastIndexOf("an"));
    System.out.println(b.indexOf("x") + " " + b.lastIndexOf("na", 3) + " " + b.charAt(2));
    System.out.println(b.substring(2) + " " + b.substring(1, 3) + " " + b.subSequence(0, 2));
    System.out.println(b.chars().sum());
    System.out.println(b.equals(new StringBuilder("banana")) + " " + "banana".contentEquals(b));
    char[] target = new char[4];
    b.getChars(1, 4, target, 1);
    System.out.println((int) target[0] + new String(target, 1, 3));
  }

  private static void failures() {
    StringBuilder b = new StringBuilder("abc");
    Outcome.ofClass("charAt", () -> b.charAt(3));
    Outcome.ofClass("charAt negative", () -> b.charAt(-1));
    Outcome.ofClass("setCharAt", () -> b.setCharAt(3, 'x'));
    Outcome.ofClass("deleteCharAt", () -> b.deleteCharAt(3));
    Outcome.ofClass("delete", () -> b.delete(4, 5));
    Outcome.ofClass("delete reversed", () -> b.delete(2, 1));
    Outcome.ofClass("insert", () -> b.insert(4, "x"));
    Outcome.ofClass("insert negative", () -> b.insert(-1, "x"));
    Outcome.ofClass("replace", () -> b.replace(4, 5, "x"));
    Outcome.ofClass("setLength", () -> b.setLength(-1));
    Outcome.ofClass("substring", () -> b.substring(2, 1));
    Outcome.ofClass("capacity", () -> new StringBuilder(-1));
    Outcome.ofClass("append range", () -> b.append("abc", 2, 5));
    Outcome.ofClass("code point", () -> b.appendCodePoint(0x110000));
    System.out.println(b);
  }

  private static void buffers() {
    StringBuffer b = new StringBuffer();
    b.append("buffer").append(1).insert(0, "a").reverse().deleteCharAt(0).setCharAt(0, 'Z');
    System.out.println(b + " " + b.length() + " " + b.indexOf("f"));
    System.out.println(new StringBuilder(b).append(new StringBuffer("!")).toString());
  }

  private static void growth() {
    StringBuilder b = new StringBuilder();
    for (int i = 0; i < 5000; i++) {
      b.append(i).append(',');
      if (i % 10 == 0) {
        b.insert(b.length() / 2, 'm');
      }
    }
    System.out.println(b.length() + " " + b.toString().hashCode());
  }

  private static void numbers() {
    StringBuilder b = new StringBuilder();
    int[] ints = {0, -1, 9, 10, -10, 99, 100, 12345, -98765, Integer.MAX_VALUE, Integer.MIN_VALUE};
    for (int i : ints) {
      b.append(i).append(' ').append((long) i * i).append(' ');
    }
    b.append(Long.MIN_VALUE).append(' ').append(Long.MAX_VALUE).append(' ').append((byte) -128);
    System.out.println(b);
    b.setLength(0);
    double[] doubles = {0, -0.0, 1, 0.1, 100, 1e7, 1e-3, 1e-4, 123456789.125, 1e21, Double.NaN};
    for (double d : doubles) {
      b.append(d).append(' ').append((float) d).append(' ');
    }
    b.append(Double.POSITIVE_INFINITY).append(Float.NEGATIVE_INFINITY);
    System.out.println(b);
  }
}
