package org.demitasse.conformance.language;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.demitasse.conformance.Outcome;

/** Records: constructors, generated members, nesting, generics, interfaces, static members. */
public final class RecordClasses {
  private RecordClasses() {}

  private record Point(int x, int y) implements Comparable<Point> {
    static final Point ORIGIN = new Point(0, 0);

    Point(int both) {
      this(both, both);
    }

    static Point of(String text) {
      int comma = text.indexOf(',');
      return new Point(
          Integer.parseInt(text.substring(0, comma)), Integer.parseInt(text.substring(comma + 1)));
    }

    Point plus(Point other) {
      return new Point(x + other.x, y + other.y);
    }

    @Override
    public int compareTo(Point other) {
      return x != other.x ? Integer.compare(x, other.x) : Integer.compare(y, other.y);
    }
  }

  private record Range(int low, int high) {
    Range {
      if (low > high) {
        throw new IllegalArgumentException("low " + low + " above high " + high);
      }
      low = Math.max(low, 0);
    }

    int size() {
      return high - low;
    }
  }

  private record Everything(
      boolean z, byte b, short s, char c, int i, long l, float f, double d, String t, int[] a) {}

  private record Tree<T extends Comparable<T>>(T value, Tree<T> left, Tree<T> right) {
    Tree(T value) {
      this(value, null, null);
    }

    Tree<T> insert(T other) {
      int order = other.compareTo(value);
      if (order == 0) {
        return this;
      }
      return order < 0
          ? new Tree<>(value, left == null ? new Tree<>(other) : left.insert(other), right)
          : new Tree<>(value, left, right == null ? new Tree<>(other) : right.insert(other));
    }

    int depth() {
      return 1 + Math.max(left == null ? 0 : left.depth(), right == null ? 0 : right.depth());
    }
  }

  private record Custom(String name, int hidden) {
    @Override
    public boolean equals(Object o) {
      return o instanceof Custom c && c.name.equalsIgnoreCase(name);
    }

    @Override
    public int hashCode() {
      return name.toLowerCase().hashCode();
    }

    @Override
    public String toString() {
      return "custom " + name;
    }

    @Override
    public String name() {
      return "<" + name + ">";
    }
  }

  private record Nothing() {}

  private record Wrapper(Object content, List<?> list) {}

  private record Copy(int[] values) {
    Copy {
      values = values.clone();
    }

    @Override
    public int[] values() {
      return values.clone();
    }
  }

  private record Floats(float f, double d) {}

  public static void main(String[] args) {
    Point p = new Point(3, -4);
    System.out.println(p + " " + p.x() + " " + p.y() + " " + p.hashCode());
    System.out.println(p.equals(new Point(3, -4)) + " " + p.equals(new Point(4)) + p.equals(null));
    System.out.println(Point.of("7,8").plus(Point.ORIGIN).compareTo(new Point(7, 9)));
    System.out.println(new Range(-5, 5) + " " + new Range(-5, 5).size());
    Outcome.of("bad range", () -> new Range(2, 1));
    int[] array = {1};
    Everything e = new Everything(true, (byte) -1, (short) 2, 'c', 4, 5L, 1.5f, -0.0, "t", array);
    Everything same =
        new Everything(true, (byte) -1, (short) 2, 'c', 4, 5L, 1.5f, -0.0, "t", array);
    Everything zero = new Everything(true, (byte) -1, (short) 2, 'c', 4, 5L, 1.5f, 0.0, "t", array);
    String text = e.toString();
    System.out.println(text.substring(0, text.indexOf(", a=")));
    System.out.println(e.equals(same) + " " + (e.hashCode() == same.hashCode()) + e.equals(zero));
    Tree<Integer> tree = new Tree<>(50);
    for (int i = 1; i < 40; i++) {
      tree = tree.insert(i * 37 % 101);
    }
    System.out.println(tree.depth() + " " + tree.left().value() + " " + tree.right().value());
    System.out.println(new Tree<>("b").insert("a").insert("c"));
    Custom custom = new Custom("Name", 1);
    System.out.println(
        custom + custom.name() + custom.hidden() + custom.equals(new Custom("NAME", 2)));
    System.out.println(new Nothing() + " " + new Nothing().equals(new Nothing()));
    System.out.println(new Nothing().hashCode() + " " + new Wrapper(null, null));
    System.out.println(new Wrapper(p, List.of(p, new Nothing())));
    System.out.println(new Wrapper("s", List.of(1)).equals(new Wrapper("s", Arrays.asList(1))));
    System.out.println(new Wrapper("s", null).hashCode() == 31 * "s".hashCode());
    int[] source = {1, 2, 3};
    Copy copy = new Copy(source);
    source[0] = 9;
    copy.values()[1] = 9;
    System.out.println(Arrays.toString(copy.values()));
    System.out.println(
        new Floats(Float.NaN, Double.NaN).equals(new Floats(Float.NaN, Double.NaN))
            + " "
            + new Floats(0f, 0).equals(new Floats(-0f, 0))
            + " "
            + new Floats(1f, 2));
    Set<Point> points = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      points.add(new Point(i % 7, i % 3));
    }
    System.out.println(points.size() + " " + points.contains(new Point(6, 2)));
    System.out.println(Objects.hash(1, 2) + " " + (p instanceof Record));
    record Local(String a, int... rest) {
      int count() {
        return rest.length;
      }
    }
    System.out.println(new Local("x").count() + new Local("x", 1, 2, 3).count());
    System.out.println(
        new Local(null).a() + " " + (Object) Point.ORIGIN.getClass().getSimpleName());
  }
}
