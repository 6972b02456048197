package org.demitasse.conformance.lang;

import org.demitasse.conformance.Outcome;

/** Construction, comparison, searching and slicing of strings, with their failures. */
public final class StringMethods {
  private StringMethods() {}

  public static void main(String[] args) {
    construction();
    comparison();
    searching();
    slicing();
    regions();
    failures();
    hashes();
    characters();
    conversions();
  }

  private static void construction() {
    char[] chars = {'a', 'b', 'c', 'd'};
    String s = new String(chars);
    chars[0] = 'X';
    System.out.println(s + " " + new String(chars, 1, 2) + " " + String.valueOf(chars, 2, 2));
    System.out.println(new String(new int[] {0x61, 0x1F600, 0x62}, 0, 3) + new String().length());
    System.out.println(String.valueOf(1) + 'c' + true + 1.5f + 2.5 + 10L + (Object) null);
    System.out.println(
        String.copyValueOf(new char[] {'o', 'k'}) + new String(new StringBuilder("b")));
    System.out.println(String.valueOf((Object) null) + String.valueOf('x') + new String("copy"));
  }

  private static void comparison() {
    String[] words = {"", "a", "A", "ab", "abc", "b", "\u00e9", "z", "\uffff"};
    for (String a : words) {
      StringBuilder row = new StringBuilder();
      for (String b : words) {
        row.append(a.compareTo(b)).append('/').append(a.compareToIgnoreCase(b)).append(' ');
      }
      System.out.println(row);
    }
    System.out.println("Hello".equals("hello") + " " + "Hello".equalsIgnoreCase("hELLO"));
    System.out.println("a".equals(null) + " " + "a".equalsIgnoreCase(null) + "a".equals('a'));
    System.out.println(
        "abc".contentEquals(new StringBuilder("abc")) + " " + "abc".contentEquals("x"));
    System.out.println(String.CASE_INSENSITIVE_ORDER.compare("ABC", "abd"));
    System.out.println(
        "stra\u00dfe".equalsIgnoreCase("STRASSE") + " " + "\u0130".equalsIgnoreCase("i"));
  }

  private static void searching() {
    String s = "the quick brown the lazy the";
    System.out.println(s.indexOf("the") + " " + s.indexOf("the", 1) + " " + s.lastIndexOf("the"));
    System.out.println(
        s.lastIndexOf("the", 24) + " " + s.lastIndexOf("the", -1) + s.indexOf("THE"));
    System.out.println(s.indexOf('q') + " " + s.indexOf('q', 5) + " " + s.lastIndexOf('h'));
    System.out.println(
        s.lastIndexOf('t', 15) + " " + s.indexOf('t', -5) + " " + s.indexOf('t', 99));
    System.out.println(s.indexOf("") + " " + s.indexOf("", 10) + " " + s.indexOf("", 100));
    System.out.println(s.lastIndexOf("") + " " + "".indexOf("") + " " + "".indexOf("a"));
    System.out.println(
        "aaaa".indexOf("aa", 1) + " " + "aaaa".lastIndexOf("aa") + " " + "ab".indexOf("abc"));
    System.out.println(
        "x\ud83d\ude00y".indexOf(0x1F600) + " " + "x\ud83d\ude00y".lastIndexOf(0x1F600));
    System.out.println(s.contains("brown") + " " + s.contains("") + " " + s.contains("green"));
    System.out.println(
        s.startsWith("the") + " " + s.startsWith("quick", 4) + s.startsWith("x", -1));
    System.out.println(s.endsWith("the") + " " + s.endsWith("") + " " + s.startsWith("", 28));
    System.out.println("abc".startsWith("abcd") + " " + "abc".endsWith("xabc"));
  }

  private static void slicing() {
    String s = "abcdef";
    System.out.println(s.substring(2) + " " + s.substring(1, 3) + " [" + s.substring(6) + "]");
    System.out.println(s.subSequence(0, 2) + " [" + s.substring(3, 3) + "] " + s.charAt(5));
    System.out.println((s.substring(0) == s) + " " + s.concat("gh") + " " + s.concat(""));
    char[] target = "........".toCharArray();
    s.getChars(1, 4, target, 2);
    System.out.println(new String(target) + " " + s.toCharArray().length);
  }

  private static void regions() {
    String s = "Hello World";
    System.out.println(
        s.regionMatches(6, "world", 0, 5) + " " + s.regionMatches(true, 6, "world", 0, 5));
    System.out.println(s.regionMatches(-1, "H", 0, 1) + " " + s.regionMatches(0, "H", 0, 0));
    System.out.println(s.regionMatches(9, "ldx", 0, 3) + " " + s.regionMatches(0, "xH", 1, 1));
    System.out.println(s.regionMatches(3, "lo", 0, -5));
  }

  private static void failures() {
    String s = "abc";
    Outcome.of("charAt 3", () -> s.charAt(3));
    Outcome.of("charAt -1", () -> s.charAt(-1));
    Outcome.of("substring -1", () -> s.substring(-1));
    Outcome.of("substring 4", () -> s.substring(4));
    Outcome.of("substring 2,1", () -> s.substring(2, 1));
    Outcome.of("substring 0,4", () -> s.substring(0, 4));
    Outcome.of("subSequence", () -> s.subSequence(1, 9));
    Outcome.of("repeat", () -> s.repeat(-1));
    Outcome.ofClass("new String", () -> new String(new char[2], 1, 2));
    Outcome.ofClass("getChars", () -> s.getChars(0, 3, new char[2], 0));
    Outcome.ofClass("null char[]", () -> new String((char[]) null));
    Outcome.ofClass("compareTo null", () -> s.compareTo(null));
    Outcome.ofClass("contains null", () -> s.contains(null));
    Outcome.ofClass("concat null", () -> s.concat(null));
    Outcome.ofClass("codePointAt", () -> s.codePointAt(3));
    Outcome.ofClass("replace null", () -> s.replace("a", null));
  }

  private static void hashes() {
    for (String s :
        new String[] {"", "a", "abc", "Aa", "BB", "\uffff\uffff", "polygenelubricants"}) {
      System.out.print(s.hashCode() + " ");
    }
    System.out.println("x".repeat(1000).hashCode());
  }

  private static void characters() {
    String s = "Za9 _\u00e9\u4e2d\ud83d\ude00";
    s.chars().forEach(c -> System.out.print(c + " "));
    System.out.println();
    s.codePoints().forEach(c -> System.out.print(Integer.toHexString(c) + " "));
    System.out.println(s.codePointCount(0, s.length()) + " " + s.offsetByCodePoints(0, 7));
    System.out.println(s.codePointAt(7) + " " + s.codePointAt(8) + " " + s.codePointBefore(9));
    int upper = 0;
    for (char c : s.toCharArray()) {
      upper += Character.isUpperCase(c) ? 1 : 0;
    }
    System.out.println(upper);
  }

  private static void conversions() {
    System.out.println(
        "MiXed \u00c9\u00e9 \u0130".toLowerCase().length() + "MiXed \u00c9\u00e9".toLowerCase());
    System.out.println("stra\u00dfe MiXed \u00e9".toUpperCase());
    System.out.println("  trim \t\n".trim() + "|" + "\u2003strip\u2003".strip() + "|");
    System.out.println("  x ".stripLeading() + "|" + "  x ".stripTrailing() + "|");
    System.out.println(" \t ".isBlank() + " " + "".isBlank() + " " + " a ".isBlank());
    System.out.println(
        "a-b-c".replace('-', '+') + " " + "aaa".replace("aa", "b") + "abc".replace("", "."));
    System.out.println(
        "a.b.c".replace(".", "")
            + " "
            + "xyz".replace('q', 'r')
            + "ab".repeat(3)
            + "|"
            + "ab".repeat(0));
    System.out.println(
        "a\n b\n".indent(2).replace("\n", "$") + "   a\n  b".indent(-2).replace("\n", "$"));
    System.out.println("  a\n    b\n".stripIndent().replace("\n", "$"));
    System.out.println("tab\\t nl\\n q\\\" o\\101 \\\\".translateEscapes());
    System.out.println(
        String.join("-", "a", "b", "c") + String.join("/", java.util.List.of("x", "y")));
    System.out.println("a %s %d".formatted("b", 3) + " " + "x".transform(v -> v + v).length());
  }
}
