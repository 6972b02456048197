package org.demitasse.conformance.language;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Generic classes and methods: bridges, bounds, wildcards, erasure effects, covariant returns. */
public final class Generics {
  private Generics() {}

  private abstract static class Handler<T> {
    abstract String handle(T value);

    String raw(Object value) {
      @SuppressWarnings("unchecked")
      T cast = (T) value;
      return handle(cast);
    }
  }

  private static final class StringHandler extends Handler<String> {
    @Override
    String handle(String value) {
      return "string " + value.length();
    }
  }

  private static class IntegerHandler extends Handler<Integer> {
    @Override
    String handle(Integer value) {
      return "integer " + (value + 1);
    }
  }

  private static class Animal {
    Animal self() {
      return this;
    }

    Object tag() {
      return "animal";
    }
  }

  private static class Cat extends Animal {
    @Override
    Cat self() {
      return this;
    }

    @Override
    String tag() {
      return "cat";
    }

    String purr() {
      return "purr";
    }
  }

  private interface Shape<S extends Shape<S>> extends Comparable<S> {
    int size();

    @Override
    default int compareTo(S other) {
      return Integer.compare(size(), other.size());
    }
  }

  private record Square(int size) implements Shape<Square> {}

  private abstract static class Builder<B extends Builder<B>> {
    final StringBuilder text = new StringBuilder();

    abstract B self();

    B add(String s) {
      text.append(s).append(';');
      return self();
    }
  }

  private static final class LoudBuilder extends Builder<LoudBuilder> {
    @Override
    LoudBuilder self() {
      return this;
    }

    LoudBuilder shout(String s) {
      return add(s.toUpperCase());
    }
  }

  private static <T extends Comparable<? super T>> T maximum(List<? extends T> list) {
    T best = list.get(0);
    for (T candidate : list) {
      if (candidate.compareTo(best) > 0) {
        best = candidate;
      }
    }
    return best;
  }

  private static <A, B, C> Function<A, C> compose(
      Function<? super A, ? extends B> f, Function<? super B, ? extends C> g) {
    return a -> g.apply(f.apply(a));
  }

  private static double total(List<? extends Number> numbers) {
    double sum = 0;
    for (Number number : numbers) {
      sum += number.doubleValue();
    }
    return sum;
  }

  private static void fill(List<? super Integer> target, int n) {
    for (int i = 0; i < n; i++) {
      target.add(i);
    }
  }

  @SafeVarargs
  private static <T> T[] array(T... values) {
    return values;
  }

  private static <T> T[] wrap(T a, T b) {
    return array(a, b);
  }

  private static <T extends Number & Comparable<T>> String both(T a, T b) {
    return a.intValue() + (a.compareTo(b) < 0 ? "<" : ">=") + b.intValue();
  }

  private static <T> void swap(List<T> list, int i, int j) {
    T old = list.get(i);
    list.set(i, list.get(j));
    list.set(j, old);
  }

  private static <E extends Exception> void sneaky(Exception exception) throws E {
    @SuppressWarnings("unchecked")
    E cast = (E) exception;
    throw cast;
  }

  public static void main(String[] args) {
    Handler<String> strings = new StringHandler();
    System.out.println(strings.handle("abc") + " " + strings.raw("abcd"));
    Handler<Integer> integers = new IntegerHandler();
    System.out.println(integers.handle(41));
    try {
      System.out.println(strings.raw(5));
    } catch (ClassCastException e) {
      System.out.println("bridge refused");
    }
    Animal animal = new Cat();
    System.out.println(animal.tag() + " " + ((Cat) animal.self()).purr() + new Cat().self().purr());
    System.out.println(maximum(List.of(3, 9, 4)) + maximum(List.of("pear", "apple", "zoo")));
    System.out.println(maximum(List.of(new Square(3), new Square(8), new Square(5))));
    System.out.println(new LoudBuilder().add("a").shout("b").add("c").text);
    System.out.println(compose((String s) -> s.length(), n -> n * n).apply("four"));
    List<Number> numbers = new ArrayList<>();
    fill(numbers, 4);
    numbers.add(2.5);
    System.out.println(total(numbers) + " " + numbers);
    List<Object> objects = new ArrayList<>(List.of("x"));
    fill(objects, 2);
    swap(objects, 0, 2);
    System.out.println(objects);
    System.out.println(array("a", "b").length + " " + array(1, "b").length);
    try {
      String[] bad = wrap("a", "b");
      System.out.println(bad.length);
    } catch (ClassCastException e) {
      System.out.println("generic array is Object[]");
    }
    System.out.println(both(3, 5) + " " + both(2.5, 2.5));
    heapPollution();
    try {
      Generics.<RuntimeException>sneaky(new Exception("checked"));
    } catch (Exception e) {
      System.out.println(e.getClass().getName() + " " + e.getMessage());
    }
    Comparator<Animal> byTag = Comparator.comparing(a -> a.tag().toString());
    List<Cat> cats = new ArrayList<>(List.of(new Cat(), new Cat()));
    cats.sort(byTag);
    System.out.println(cats.size() + " " + byTag.compare(new Animal(), new Cat()));
    Node<Integer> list = Node.cons(1, Node.cons(2, Node.<Integer>nil()));
    System.out.println(list.map(n -> "n" + n).fold("", (a, b) -> a + b));
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static void heapPollution() {
    List<String> strings = new ArrayList<>();
    ((List) strings).add(42);
    System.out.println(strings.size() + " " + (Object) ((List) strings).get(0));
    try {
      String s = strings.get(0);
      System.out.println(s);
    } catch (ClassCastException e) {
      System.out.println("pollution found at the cast");
    }
  }

  private sealed interface Node<T> {
    static <T> Node<T> nil() {
      return new Nil<>();
    }

    static <T> Node<T> cons(T head, Node<T> tail) {
      return new Cons<>(head, tail);
    }

    <R> Node<R> map(Function<? super T, ? extends R> f);

    default <R> R fold(R start, java.util.function.BiFunction<R, ? super T, R> f) {
      R result = start;
      Node<T> node = this;
      while (node instanceof Cons<T> cons) {
        result = f.apply(result, cons.head);
        node = cons.tail;
      }
      return result;
    }
  }

  private record Nil<T>() implements Node<T> {
    @Override
    public <R> Node<R> map(Function<? super T, ? extends R> f) {
      return new Nil<>();
    }
  }

  private record Cons<T>(T head, Node<T> tail) implements Node<T> {
    @Override
    public <R> Node<R> map(Function<? super T, ? extends R> f) {
      return new Cons<>(f.apply(head), tail.map(f));
    }
  }
}
