package org.demitasse.conformance.language;

/** Text blocks, escapes, constant expressions, concatenation, interning of constants. */
public final class StringLiterals {
  private StringLiterals() {}

  private static final String CONSTANT = "con" + "stant" + 1 + 'c' + true + 2.5 + null_();
  private static final String FOLDED = "a" + 1 + 2L + 'b' + 1.0f + 1e10 + false + (char) 99;
  private static final String HELLO = "hello";

  private static String null_() {
    return null;
  }

  public static void main(String[] args) {
    System.out.println(CONSTANT + " " + FOLDED);
    System.out.print(
        """
        first line
          indented "quotes" and \"""triple\"""
        trailing spaces kept\040\s
        joined \
        line\tand tab \\ backslash
        \u0041\102\7c \0end
        """
            .replace('\0', '0')
            .replace('\7', '7'));
    String block =
        """
            a
           b
          c""";
    System.out.println(block.length() + " " + block.replace("\n", "|"));
    System.out.println(
        """
        {
          "name": "%s",
          "value": %d
        }"""
            .formatted("x", 5));
    System.out.println(
        """
        x
      """
            .length());
    escapes("\b\t\n\f\r\"\'\\\0\12\377\u00e9\uD83D\uDE00");
    concatenation();
    identity();
    StringBuilder large = new StringBuilder();
    String piece = "";
    for (int i = 0; i < 20; i++) {
      piece += i + ",";
      large.append(piece.length()).append(' ');
    }
    System.out.println(piece + " " + large);
    System.out.println("\u00fcml\u00e4ut \u20ac \ud83d\ude00 \u4e2d\u6587");
  }

  private static void escapes(String s) {
    for (int i = 0; i < s.length(); i++) {
      System.out.print((int) s.charAt(i) + " ");
    }
    System.out.println();
  }

  private static void concatenation() {
    String nothing = null;
    Object object = null;
    char c = 'c';
    byte b = -1;
    short s = 300;
    int i = Integer.MIN_VALUE;
    long l = Long.MIN_VALUE;
    float f = 1.1f;
    double d = -0.0;
    boolean z = true;
    char[] chars = {'x'};
    System.out.println(nothing + object + c + b + s + i + l + f + d + z + (chars.length));
    System.out.println("" + c + 1 + (c + 1) + (char) (c + 1));
    nothing += nothing;
    System.out.println(nothing);
    nothing += 'x';
    nothing += 1;
    nothing += 2.0f;
    System.out.println(nothing);
    System.out.println(
        c + i + "x" + c + i + new StringBuilder("sb") + new Object[0].length + (Integer) 5 + 'y');
    String[] array = {"p"};
    int at = 0;
    array[at++] += "q" + at;
    System.out.println(array[0] + at);
    System.out.println(side("1") + side("2") + (side("3") + side("4")));
    StringBuilder text = new StringBuilder("start");
    System.out.println("" + text + text.append("!") + text);
  }

  private static String side(String s) {
    System.out.print("<" + s + ">");
    return s;
  }

  private static void identity() {
    String hello = "hello";
    String lo = "lo";
    final String fixed = "lo";
    System.out.println(hello == HELLO);
    System.out.println(hello == "hel" + "lo");
    System.out.println(hello == "hel" + lo);
    System.out.println(hello == "hel" + fixed);
    System.out.println(hello == ("hel" + lo).intern());
    System.out.println(hello.equals("hel" + lo));
    System.out.println(new String("hello") == hello);
    System.out.println(new String("hello").intern() == hello);
    System.out.println("".isEmpty() + " " + ("" == "".intern()));
  }
}
