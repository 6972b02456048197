package org.demitasse.conformance.language;

import java.util.List;

/** Pattern switches: types, guards, null, records, generics, sealed exhaustiveness. */
public final class TypeSwitches {
  private TypeSwitches() {}

  private sealed interface Shape permits Circle, Rectangle, Group, Empty {}

  private record Circle(Point center, int radius) implements Shape {}

  private record Rectangle(Point from, Point to) implements Shape {}

  private record Group(Shape first, Shape second) implements Shape {}

  private enum Empty implements Shape {
    NOTHING,
    UNKNOWN
  }

  private record Point(int x, int y) {}

  private record Box<T>(T content) {}

  private record Pair<A, B>(A first, B second) {}

  public static void main(String[] args) {
    Object[] values = {
      1,
      -5,
      7L,
      "text",
      "",
      'c',
      2.5,
      2.5f,
      true,
      null,
      new int[] {1, 2},
      new String[] {"a"},
      List.of(1, 2, 3),
      new Point(3, 4),
      new Point(0, 9),
      Empty.NOTHING,
      Empty.UNKNOWN,
      new Box<>("inside"),
      new Box<>(12),
      new Box<>(null),
      new Box<>(new Box<>('n')),
      new StringBuilder("sb"),
    };
    for (Object value : values) {
      System.out.println(describe(value));
    }
    Shape[] shapes = {
      new Circle(new Point(0, 0), 2),
      new Circle(new Point(1, 0), 0),
      new Rectangle(new Point(0, 0), new Point(3, 5)),
      new Rectangle(new Point(2, 2), new Point(2, 8)),
      new Group(new Circle(new Point(9, 9), 1), Empty.NOTHING),
      new Group(
          new Group(Empty.UNKNOWN, Empty.NOTHING), new Rectangle(new Point(1, 1), new Point(2, 2))),
      Empty.NOTHING,
    };
    for (Shape shape : shapes) {
      System.out.println(area(shape) + " " + name(shape) + " " + depth(shape));
    }
    statement(new Pair<>("a", 1));
    statement(new Pair<>(1, "a"));
    statement(new Pair<>(1, 1));
    statement(new Pair<>(null, "z"));
    statement("other");
    try {
      area(null);
    } catch (NullPointerException e) {
      System.out.println("null shape refused");
    }
    try {
      System.out.println(area(new Rectangle(null, new Point(1, 1))));
    } catch (MatchException e) {
      System.out.println("match " + e.getMessage());
    }
    fallThroughGuards();
  }

  private static String describe(Object value) {
    return switch (value) {
      case null -> "null";
      case Integer i when i < 0 -> "negative " + i;
      case Integer i -> "int " + (i + 1);
      case Long l -> "long " + l;
      case String s when s.isEmpty() -> "empty string";
      case String s -> "string " + s.length();
      case Character c -> "char " + (char) (c + 1);
      case Double d -> "double " + d;
      case Float f -> "float " + f;
      case Boolean b when b -> "true";
      case Boolean b -> "false";
      case int[] array -> "int[" + array.length + "]";
      case Object[] array -> "array of " + array.length;
      case List<?> list -> "list " + list.size();
      case Point(int x, int y) when x == 0 -> "on axis " + y;
      case Point(var x, var y) -> "point " + (x + y);
      case Empty.NOTHING -> "nothing";
      case Empty e -> "empty " + e.name();
      case Box<?>(String s) -> "box of string " + s;
      case Box<?>(Integer i) when i > 10 -> "box of big " + i;
      case Box<?>(Box<?>(Character c)) -> "box of box of " + c;
      case Box<?>(var any) -> "box of " + any;
      case CharSequence text -> "sequence " + text;
      default -> "other";
    };
  }

  private static int area(Shape shape) {
    return switch (shape) {
      case Circle(Point center, int radius) when radius == 0 -> 0;
      case Circle circle -> 3 * circle.radius() * circle.radius();
      case Rectangle(Point(int x1, int y1), Point(int x2, int y2)) -> (x2 - x1) * (y2 - y1);
      case Group(Shape first, Shape second) -> area(first) + area(second);
      case Empty empty -> 0;
    };
  }

  private static String name(Shape shape) {
    return switch (shape) {
      case Circle c -> "circle";
      case Rectangle r when r.from().equals(r.to()) -> "dot";
      case Rectangle r -> "rectangle";
      case Group g -> name(g.first()) + "+" + name(g.second());
      case Empty.NOTHING -> "-";
      case Empty.UNKNOWN -> "?";
    };
  }

  private static int depth(Shape shape) {
    if (shape instanceof Group(Group(var a, var b), var c)) {
      return 2 + Math.max(depth(c), Math.max(depth(a), depth(b)));
    }
    if (shape instanceof Group g && g.second() instanceof Empty) {
      return 1 + depth(g.first());
    }
    return 0;
  }

  private static void statement(Object o) {
    switch (o) {
      case Pair<?, ?>(String s, Integer i) -> System.out.println("string-int " + s + i);
      case Pair<?, ?>(Integer i, String s) -> System.out.println("int-string " + i + s);
      case Pair<?, ?>(var a, String s) -> System.out.println("any-string " + a + s);
      case Pair<?, ?> p -> System.out.println("pair " + p);
      default -> System.out.println("no pair");
    }
  }

  private static boolean guard(String name, boolean result) {
    System.out.print(name + " ");
    return result;
  }

  private static void fallThroughGuards() {
    Object value = "abc";
    String result =
        switch (value) {
          case String s when guard("first", s.length() > 5) -> "long";
          case String s when guard("second", s.startsWith("b")) -> "b";
          case CharSequence c when guard("third", c.charAt(1) == 'b') -> "has b";
          case String s -> "any";
          default -> "none";
        };
    System.out.println(result);
  }
}
