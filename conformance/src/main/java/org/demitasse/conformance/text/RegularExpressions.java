package org.demitasse.conformance.text;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.demitasse.conformance.Outcome;

/** java.util.regex: syntax, groups, quantifiers, flags, find, replace, split, regions, failures. */
public final class RegularExpressions {
  private RegularExpressions() {}

  public static void main(String[] args) {
    matching();
    groups();
    quantifiers();
    classes();
    lookaround();
    flags();
    replacing();
    splitting();
    scanning();
    failures();
    misc();
    repetitions();
  }

  private static void matching() {
    String[][] cases = {
      {"a*b", "aaab"},
      {"a*b", "aaac"},
      {"", ""},
      {".", "\n"},
      {"[a-c]+", "abcabc"},
      {"(ab|cd)+", "abcdab"},
      {"\\d{2,3}", "1234"},
      {"x?y", "y"},
      {"^abc$", "abc"},
      {"a|b|", "c"},
      {"\\w+@\\w+\\.com", "me@site.com"},
      {"\\s*\\S\\s*", "  x "},
      {"[^0-9]", "a"},
      {"\\Q.*\\E", ".*"},
      {"\\u0041\\x42\\103", "ABC"},
      {"\\t\\\\", "\t\\"},
      {"(?:a(?:b(?:c)))", "abc"},
      {"\\bfoo\\b", "foo"},
    };
    for (String[] c : cases) {
      Outcome.of(
          c[0],
          () ->
              Pattern.matches(c[0], c[1])
                  + "/"
                  + Pattern.compile(c[0]).matcher(c[1]).find()
                  + "/"
                  + Pattern.compile(c[0]).matcher(c[1]).lookingAt());
    }
  }

  private static void groups() {
    Matcher m = Pattern.compile("(\\d+)-(\\d+)(-(\\d+))?").matcher("tel 12-345 and 6-7-8");
    while (m.find()) {
      System.out.print(m.group() + " " + m.start() + "-" + m.end() + " [");
      for (int i = 0; i <= m.groupCount(); i++) {
        System.out.print(m.group(i) + "@" + m.start(i) + ",");
      }
      System.out.print("] ");
    }
    System.out.println();
    Matcher named = Pattern.compile("(?<key>\\w+)=(?<value>[^;]*)").matcher("a=1;bc=two;d=");
    while (named.find()) {
      System.out.print(named.group("key") + "->" + named.group("value") + " ");
    }
    System.out.println();
    Matcher back = Pattern.compile("(\\w)\\1").matcher("aabbcd dd");
    while (back.find()) {
      System.out.print(back.group() + back.start() + " ");
    }
    System.out.println();
    Matcher nested = Pattern.compile("((a)(b(c)?)?)+").matcher("abcaba");
    System.out.println(
        nested.matches() + " " + nested.group(1) + nested.group(3) + nested.group(4));
  }

  private static void quantifiers() {
    for (String regex : new String[] {"<.+>", "<.+?>", "<[^>]++>", "<.{1,3}>", "<.*+>", "<.{3}>"}) {
      Matcher m = Pattern.compile(regex).matcher("<a><bcd>x<>");
      StringBuilder out = new StringBuilder(regex).append(": ");
      while (m.find()) {
        out.append(m.group()).append(' ');
      }
      System.out.println(out);
    }
    System.out.println(
        "aaa".matches("a{3}") + " " + "aaa".matches("a{4,}") + "aaa".matches("(a{1,2}){2}"));
  }

  private static void classes() {
    String text = "aZ5_ -\t\u00e9\u03b1.";
    for (String regex :
        new String[] {
          "\\w",
          "\\W",
          "\\d",
          "\\D",
          "\\s",
          "\\S",
          "[a-z&&[^m-z]]",
          "[^a-z]",
          "\\p{Lu}",
          "\\p{L}",
          "\\p{Alpha}",
          "\\p{Punct}",
          "[\\w-]",
          "[.]",
          "\\P{L}",
          "[a-cX-Z5]"
        }) {
      System.out.print(text.replaceAll(regex, "#") + "  ");
    }
    System.out.println();
  }

  private static void lookaround() {
    System.out.println("price 100 USD 200 EUR".replaceAll("\\d+(?= USD)", "X"));
    System.out.println("price 100 USD 200 EUR".replaceAll("\\b\\d+\\b(?! USD)", "X"));
    System.out.println(
        "a1b2c3".replaceAll("(?<=b)\\d", "#") + " " + "a1b2c3".replaceAll("(?<!b)\\d", "#"));
    System.out.println(
        Arrays.toString("helloWorldFooBar".split("(?=[A-Z])"))
            + "1234567".replaceAll("(?<=\\d)(?=(\\d{3})+$)", ","));
  }

  private static void flags() {
    System.out.println(Pattern.compile("abc", Pattern.CASE_INSENSITIVE).matcher("xABCx").find());
    System.out.println(
        Pattern.compile("^b$", Pattern.MULTILINE).matcher("a\nb\nc").find()
            + " "
            + Pattern.compile("^b$").matcher("a\nb\nc").find());
    System.out.println(
        Pattern.compile("a.b", Pattern.DOTALL).matcher("a\nb").matches()
            + " "
            + "a\nb".matches("(?s)a.b"));
    System.out.println(
        "ABC".matches("(?i)abc") + " " + "ABc".matches("(?i:ab)c") + "ABC".matches("(?i:ab)c"));
    System.out.println(
        Pattern.compile("a b # comment\n c", Pattern.COMMENTS).matcher("abc").matches());
    System.out.println(
        Pattern.compile("a.c", Pattern.LITERAL).matcher("a.c").matches()
            + " "
            + Pattern.quote("a.b"));
  }

  private static void replacing() {
    System.out.println("a-b-c".replaceAll("-", "+") + " " + "a-b-c".replaceFirst("-", "+"));
    System.out.println(
        "John Smith".replaceAll("(\\w+) (\\w+)", "$2, $1") + " " + "x".replaceAll("x", "\\$\\\\"));
    System.out.println(
        "abc".replaceAll("", "-")
            + " "
            + "aab".replaceAll("a*", "X")
            + " "
            + Matcher.quoteReplacement("$1\\"));
    Matcher m = Pattern.compile("\\d+").matcher("1 22 333");
    StringBuffer out = new StringBuffer();
    while (m.find()) {
      m.appendReplacement(out, String.valueOf(Integer.parseInt(m.group()) * 2));
    }
    m.appendTail(out);
    System.out.println(out);
    System.out.println("k=v".replaceAll("(?<a>\\w)=(?<b>\\w)", "${b}=${a}"));
    System.out.println(
        Pattern.compile("[a-z](\\d)").matcher("a1 b2 c").results().map(r -> r.group(1)).toList()
            + " "
            + Pattern.compile("b").asPredicate().test("abc")
            + Pattern.compile("b").asMatchPredicate().test("abc")
            + Pattern.compile(",").splitAsStream("x,y").toList());
    System.out.println("ab".replaceAll("(a)(b)?(c)?", "<$2$1$3$10>"));
    System.out.println(String.join("|", "a1b22c".splitWithDelimiters("\\d+", 0)));
    Outcome.ofClass("no group", () -> "x".replaceAll("x", "$1"));
    Outcome.ofClass("illegal reference", () -> "x".replaceAll("x", "$"));
  }

  private static void splitting() {
    String[][] cases = {
      {"a,b,,c,,", ","},
      {",a", ","},
      {"", ","},
      {"abc", ""},
      {"a1b22c", "\\d+"},
      {"  a b  ", " "},
      {"a|b", "\\|"},
      {"boo:and:foo", "o"},
      {"x", "x"},
      {",,,", ","},
      {"a.b.c", "."},
    };
    for (String[] c : cases) {
      System.out.println(
          Arrays.toString(c[0].split(c[1]))
              + Arrays.toString(c[0].split(c[1], -1))
              + Arrays.toString(c[0].split(c[1], 2)));
    }
  }

  private static void scanning() {
    String source = "let x1 = 42 + (y * 3.14); // end";
    Pattern token =
        Pattern.compile(
            "(?<number>\\d+(\\.\\d+)?)|(?<name>[A-Za-z]\\w*)|(?<operator>[-+*/=();])|(?<comment>//.*)");
    Matcher m = token.matcher(source);
    StringBuilder out = new StringBuilder();
    while (m.find()) {
      for (String kind : List.of("number", "name", "operator", "comment")) {
        if (m.group(kind) != null) {
          out.append(kind.charAt(0)).append(':').append(m.group(kind)).append(' ');
        }
      }
    }
    System.out.println(out);
    Matcher region = Pattern.compile("\\d").matcher("1a2b3c").region(1, 4);
    System.out.println(region.find() + " " + region.group() + region.find());
    Matcher reset = Pattern.compile("a").matcher("aba");
    reset.find();
    reset.find();
    System.out.println(
        reset.start()
            + " "
            + reset.reset().find()
            + reset.start()
            + reset.reset("ba").find()
            + reset.start());
    System.out.println(reset.find(1) + " " + reset.hitEnd());
  }

  private static void failures() {
    for (String regex : new String[] {"(", ")", "[a", "*a", "a{2", "\\", "(?<n", "[z-a]", "(?z)"}) {
      try {
        Pattern.compile(regex);
        System.out.print("accepted ");
      } catch (PatternSyntaxException e) {
        System.out.print("refused " + (e.getPattern().equals(regex)) + " ");
      }
    }
    System.out.println();
    Matcher m = Pattern.compile("a(b)?").matcher("a");
    Outcome.ofClass("group before match", m::group);
    m.find();
    System.out.println(m.group(1) + " " + m.start(1));
    Outcome.ofClass("group 2", () -> m.group(2));
    Outcome.ofClass("no such name", () -> m.group("none"));
  }

  private static void misc() {
    Pattern p = Pattern.compile("a+", Pattern.CASE_INSENSITIVE);
    System.out.println(p + " " + p.pattern() + p.flags());
    System.out.println(
        "(((((x)))))".replaceAll("[()]", "") + "aaaaaaaaaaaaaaaaaaaaaaaa".matches("(a?){24}a{24}"));
    System.out.println(
        "z".repeat(2000).matches("z*") + " " + ("ab".repeat(500)).matches("(?:ab)*"));
  }

  /** Numbers of times that are counted again, and the punctuation of ASCII. */
  private static void repetitions() {
    for (String regex :
        new String[] {
          "(\\d{3})+$",
          "(?:\\d{2}){3}",
          "(\\d{2,3}x?)*",
          "((\\d{2}){2}x?)+$",
          "(?:\\d{3}|x)+",
          "(?:[a-c]{2}\\d)+"
        }) {
      StringBuilder line = new StringBuilder(regex);
      for (String text : List.of("1234567", "12x345x6", "ab1bc2c3", "123123123x12")) {
        Matcher m = Pattern.compile(regex).matcher(text);
        line.append(' ');
        while (m.find()) {
          line.append(m.start()).append('-').append(m.end()).append(',');
        }
      }
      System.out.println(line);
    }
    StringBuilder punctuation = new StringBuilder();
    for (char c = 0; c < 128; c++) {
      if (String.valueOf(c).matches("\\p{Punct}")) {
        punctuation.append(c);
      }
    }
    System.out.println(punctuation);
  }
}
