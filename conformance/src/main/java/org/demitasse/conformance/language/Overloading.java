package org.demitasse.conformance.language;

/** Overload resolution, varargs, static and private dispatch, hiding, super calls. */
public final class Overloading {
  private Overloading() {}

  private static String f(int x) {
    return "int";
  }

  private static String f(long x) {
    return "long";
  }

  private static String f(double x) {
    return "double";
  }

  private static String f(Integer x) {
    return "Integer";
  }

  private static String f(Object x) {
    return "Object";
  }

  private static String f(int... x) {
    return "int..." + x.length;
  }

  private static String g(Object o) {
    return "Object";
  }

  private static String g(String s) {
    return "String";
  }

  private static String g(Object... o) {
    return o == null ? "null array" : "Object..." + o.length;
  }

  private static String h(char c) {
    return "char " + c;
  }

  private static String h(int i) {
    return "int " + i;
  }

  private static String joined(String separator, Object... parts) {
    StringBuilder out = new StringBuilder();
    for (Object part : parts) {
      out.append(part).append(separator);
    }
    return out.toString();
  }

  private static int sum(int first, int... rest) {
    int total = first;
    for (int value : rest) {
      total += value;
    }
    rest(rest);
    return total;
  }

  private static void rest(int[] values) {
    if (values.length > 0) {
      values[0] = -1;
    }
  }

  private static class Base {
    static String statics() {
      return "Base.static";
    }

    String field = "Base.field";

    private String hidden() {
      return "Base.hidden";
    }

    String callHidden() {
      return hidden();
    }

    String virtual(Object o) {
      return "Base.Object";
    }

    String virtual(String s) {
      return "Base.String";
    }

    String chain() {
      return "Base";
    }
  }

  private static class Middle extends Base {
    static String statics() {
      return "Middle.static";
    }

    String field = "Middle.field";

    String hidden() {
      return "Middle.hidden";
    }

    @Override
    String virtual(Object o) {
      return "Middle.Object";
    }

    String virtual(Integer i) {
      return "Middle.Integer";
    }

    @Override
    String chain() {
      return "Middle(" + super.chain() + ")";
    }
  }

  private static final class Leaf extends Middle {
    String field = "Leaf.field";

    @Override
    String chain() {
      return "Leaf(" + super.chain() + "," + super.field + "," + ((Base) this).field + ")";
    }

    @Override
    String virtual(String s) {
      return "Leaf.String";
    }
  }

  public static void main(String[] args) {
    byte b = 1;
    short s = 2;
    char c = 'c';
    long l = 4;
    float x = 5;
    System.out.println(f(b) + " " + f(s) + " " + f(c) + " " + f(3) + " " + f(l) + " " + f(x));
    System.out.println(
        f(2.0) + " " + f(Integer.valueOf(1)) + " " + f(Long.valueOf(1)) + " " + f("s"));
    System.out.println(f() + " " + f(1, 2) + " " + f(new int[3]));
    System.out.println(
        g((String) null) + " " + g("s") + " " + g('c') + " " + g() + " " + g("a", "b"));
    System.out.println(
        g((Object) null) + " " + g((Object[]) null) + " " + g((Object[]) new String[] {"a", "b"}));
    System.out.println(g((Object) new String[] {"a"}) + " " + g(new int[] {1, 2}));
    System.out.println(h('a') + " " + h('a' + 1) + " " + h((char) ('a' + 1)) + " " + h(98));
    System.out.println(
        joined("-") + joined("-", 1, 'x', null, 2.5, "end") + joined("|", (Object) null));
    int[] values = {5, 6};
    System.out.println(sum(1) + " " + sum(1, 2, 3) + " " + sum(10, values) + " " + values[0]);
    Base base = new Leaf();
    Middle middle = new Leaf();
    System.out.println(base.field + " " + middle.field + " " + ((Leaf) middle).field);
    System.out.println(Base.statics() + " " + Middle.statics() + " " + Leaf.statics());
    System.out.println(base.callHidden() + " " + middle.hidden());
    System.out.println(
        base.virtual("s") + " " + base.virtual((Object) "s") + " " + base.virtual(1));
    System.out.println(middle.virtual(1) + " " + middle.virtual("s") + " " + middle.virtual('c'));
    System.out.println(base.chain() + " " + new Middle().chain());
    StringBuilder text = new StringBuilder();
    text.append('a').append((int) 'a').append(1L).append(1.5f).append(true).append((Object) null);
    text.append(new char[] {'x', 'y'}).append("abc", 1, 2);
    System.out.println(text);
    System.out.println(String.valueOf(new char[] {'o', 'k'}));
    System.out.println('a' + 'b' + "c" + 'd' + 1);
    System.out.println(1 + 2 + "3" + 4 * 5);
  }
}
