package org.demitasse.conformance.lang;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.demitasse.conformance.Outcome;

/** Object, Class, Comparable, Iterable, Cloneable and Objects. */
public final class ObjectMethods {
  private ObjectMethods() {}

  private static class Sheep implements Cloneable {
    String name = "Dolly";
    int[] wool = {1, 2};

    @Override
    public Sheep clone() {
      try {
        Sheep copy = (Sheep) super.clone();
        copy.wool = wool.clone();
        return copy;
      } catch (CloneNotSupportedException e) {
        throw new AssertionError(e);
      }
    }
  }

  private static final class BlackSheep extends Sheep {
    final long extra = 5;
  }

  private static final class Stubborn {
    Object tryClone() throws CloneNotSupportedException {
      return clone();
    }
  }

  private record Version(int major, int minor) implements Comparable<Version> {
    @Override
    public int compareTo(Version other) {
      return Comparator.comparingInt(Version::major)
          .thenComparingInt(Version::minor)
          .compare(this, other);
    }
  }

  private static final class Countdown implements Iterable<Integer> {
    private final int from;

    Countdown(int from) {
      this.from = from;
    }

    @Override
    public java.util.Iterator<Integer> iterator() {
      return new java.util.Iterator<>() {
        private int next = from;

        @Override
        public boolean hasNext() {
          return next > 0;
        }

        @Override
        public Integer next() {
          return next--;
        }
      };
    }
  }

  public static void main(String[] args) {
    identity();
    cloning();
    classes();
    comparables();
    iterables();
    objects();
  }

  private static void identity() {
    Object a = new Object();
    Object b = new Object();
    System.out.println(a.equals(a) + " " + a.equals(b) + " " + (a.hashCode() == a.hashCode()));
    System.out.println(System.identityHashCode(a) == a.hashCode());
    System.out.println(System.identityHashCode(null));
    System.out.println(a.toString().startsWith("java.lang.Object@"));
    System.out.println(
        a.toString().equals("java.lang.Object@" + Integer.toHexString(a.hashCode())));
    String s = new String("x");
    System.out.println(s.hashCode() == "x".hashCode());
  }

  private static void cloning() {
    Sheep sheep = new Sheep();
    Sheep copy = sheep.clone();
    copy.name = "Molly";
    copy.wool[0] = 9;
    System.out.println(sheep.name + sheep.wool[0] + " " + copy.name + copy.wool[0]);
    Sheep black = new BlackSheep().clone();
    System.out.println(black.getClass().getSimpleName() + " " + ((BlackSheep) black).extra);
    Outcome.ofClass("clone", () -> new Stubborn().tryClone());
  }

  private static void classes() {
    System.out.println(new Sheep().getClass().getName() + " " + Sheep.class.getSimpleName());
    System.out.println(
        String.class.getName() + " " + int.class.getName() + " " + Void.class.getName());
    System.out.println(
        (new Sheep().getClass() == Sheep.class)
            + " "
            + new BlackSheep().getClass().getSuperclass().getSimpleName());
    System.out.println(
        Sheep.class.isInstance(new BlackSheep()) + " " + BlackSheep.class.isInstance(new Sheep()));
    System.out.println(
        Number.class.isAssignableFrom(Integer.class)
            + " "
            + Integer.class.isAssignableFrom(Number.class));
    System.out.println(
        Comparable.class.isInterface()
            + " "
            + int.class.isPrimitive()
            + Integer.class.isPrimitive());
    System.out.println(Object.class.getSuperclass() + " " + Runnable.class.getSuperclass());
    Outcome.of("cast", () -> Integer.class.cast(5));
    Outcome.ofClass("bad cast", () -> Integer.class.cast("5"));
    System.out.println(Sheep.class + " " + Runnable.class);
    System.out.println(Integer.class.equals(int.class) + " " + Integer.TYPE);
  }

  private static void comparables() {
    Version[] versions = {
      new Version(1, 10), new Version(1, 2), new Version(0, 99), new Version(2, 0)
    };
    Arrays.sort(versions);
    System.out.println(Arrays.toString(versions));
    Arrays.sort(versions, Comparator.reverseOrder());
    System.out.println(versions[0] + " " + versions[3]);
    System.out.println(new Version(1, 1).compareTo(new Version(1, 1)));
    List<String> names = new ArrayList<>(List.of("bob", "Al", "carl", "al", "Bo"));
    names.sort(Comparator.comparing(String::length).thenComparing(Comparator.reverseOrder()));
    System.out.println(names);
    names.sort(String.CASE_INSENSITIVE_ORDER.reversed());
    System.out.println(names);
    List<String> nulls = new ArrayList<>(Arrays.asList("b", null, "a"));
    nulls.sort(Comparator.nullsFirst(Comparator.naturalOrder()));
    System.out.println(nulls);
    nulls.sort(Comparator.nullsLast(Comparator.reverseOrder()));
    System.out.println(nulls);
  }

  private static void iterables() {
    StringBuilder out = new StringBuilder();
    for (int i : new Countdown(5)) {
      out.append(i);
    }
    new Countdown(3).forEach(out::append);
    new Countdown(4).spliterator().forEachRemaining(out::append);
    System.out.println(out);
    Outcome.ofClass("remove", () -> new Countdown(1).iterator().remove());
    java.util.Iterator<Integer> iterator = new Countdown(4).iterator();
    iterator.next();
    iterator.forEachRemaining(System.out::print);
    System.out.println();
  }

  private static void objects() {
    System.out.println(
        Objects.equals(null, null) + " " + Objects.equals("a", null) + Objects.equals(1, 1));
    System.out.println(
        Objects.hashCode(null) + " " + Objects.hash() + " " + Objects.hash(1, "a", null));
    System.out.println(
        Objects.toString(null) + Objects.toString(null, "default") + Objects.toString(5));
    System.out.println(
        Objects.requireNonNullElse(null, "else") + Objects.isNull(null) + Objects.nonNull(null));
    Outcome.of("requireNonNull", () -> Objects.requireNonNull(null));
    Outcome.of("with message", () -> Objects.requireNonNull(null, "must be there"));
    Outcome.of("with supplier", () -> Objects.requireNonNull(null, () -> "supplied"));
    Outcome.of("check index", () -> Objects.checkIndex(3, 3));
    Outcome.of("check index ok", () -> Objects.checkIndex(2, 3));
    System.out.println(
        Objects.compare("a", "b", Comparator.naturalOrder())
            + " "
            + Objects.deepEquals(new int[] {1}, new int[] {1}));
    System.out.println(
        Arrays.hashCode(new int[] {1, 2})
            + " "
            + Arrays.deepHashCode(new Object[] {new int[] {1}, "x"}));
  }
}
