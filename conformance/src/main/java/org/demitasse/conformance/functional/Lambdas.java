package org.demitasse.conformance.functional;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntBinaryOperator;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.IntSupplier;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import org.demitasse.conformance.Outcome;

/** Lambdas and method references: captures, all kinds of references, adaptation, composition. */
public final class Lambdas {
  private final String name;
  private int calls;

  private Lambdas(String name) {
    this.name = name;
  }

  private static class Base {
    String hello(String s) {
      return "base " + s;
    }
  }

  private static final class Derived extends Base {
    @Override
    String hello(String s) {
      return "derived " + s;
    }

    String both(String s) {
      Function<String, String> up = super::hello;
      Function<String, String> own = this::hello;
      return up.apply(s) + "/" + own.apply(s);
    }
  }

  private record Pair(int a, String b) {}

  @FunctionalInterface
  private interface Varied {
    Object call(int a, long b, double c, String d, Object... rest);
  }

  private interface Recursive {
    int apply(Recursive self, int n);
  }

  public static void main(String[] args) {
    captures();
    references();
    constructors();
    adaptation();
    composition();
    recursion();
    new Lambdas("instance").instanceCapture();
    receivers();
    System.out.println(new Derived().both("x"));
    generics();
    identityOfBehaviour();
    currying();
    nestedScopes();
    staticFields();
  }

  private static void captures() {
    int i = 1;
    long l = 2L;
    double d = 0.5;
    String s = "s";
    int[] array = {10};
    boolean z = true;
    char c = 'c';
    byte b = -1;
    Supplier<String> all =
        () -> i + " " + l + " " + d + " " + s + " " + array[0]++ + " " + z + c + b;
    System.out.println(all.get() + "; " + all.get());
    List<IntSupplier> suppliers = new ArrayList<>();
    for (int k = 0; k < 3; k++) {
      int captured = k;
      suppliers.add(() -> captured * captured);
    }
    for (String word : List.of("x", "yy")) {
      suppliers.add(word::length);
    }
    int sum = 0;
    for (IntSupplier supplier : suppliers) {
      sum = sum * 10 + supplier.getAsInt();
    }
    System.out.println(sum);
  }

  private static int triple(int n) {
    return n * 3;
  }

  private static String join(Object... parts) {
    return Arrays.toString(parts);
  }

  private static void references() {
    IntUnaryOperator statics = Lambdas::triple;
    Function<String, Integer> unbound = String::length;
    BiFunction<String, String, Boolean> unboundTwo = String::startsWith;
    Function<Object, Boolean> bound = "text"::equals;
    Consumer<Object> print = System.out::println;
    BinaryOperator<Integer> max = Math::max;
    Function<Object, String> toString = Object::toString;
    ToIntFunction<List<?>> size = List::size;
    print.accept(statics.applyAsInt(5) + unbound.apply("four") + max.apply(3, 9));
    print.accept(unboundTwo.apply("hello", "he") + " " + bound.apply("text") + bound.apply(5));
    print.accept(toString.apply(List.of(1)) + size.applyAsInt(List.of(1, 2)));
    Function<Integer, String> varargs = Lambdas::join;
    BiFunction<Integer, Integer, String> varargsTwo = Lambdas::join;
    print.accept(varargs.apply(1) + varargsTwo.apply(1, 2));
    Comparable<String> comparable = "b"::compareTo;
    print.accept(comparable.compareTo("a") + " " + comparable.compareTo("c"));
  }

  private static void constructors() {
    Supplier<StringBuilder> empty = StringBuilder::new;
    Function<String, StringBuilder> filled = StringBuilder::new;
    BiFunction<Integer, String, Pair> pair = Pair::new;
    IntFunction<int[]> ints = int[]::new;
    IntFunction<String[][]> nested = String[][]::new;
    Function<String, Lambdas> own = Lambdas::new;
    System.out.println(empty.get().append("e") + "" + filled.apply("f") + pair.apply(1, "p"));
    System.out.println(ints.apply(3).length + nested.apply(2).length + own.apply("n").name);
    System.out.println(empty.get() == empty.get());
  }

  private static void adaptation() {
    Function<Integer, Long> widen = i -> (long) i;
    Supplier<Object> covariant = () -> "string";
    IntFunction<Object> box = i -> i;
    Function<Object, Object> contravariant = o -> o + "!";
    Supplier<Runnable> nested = () -> () -> System.out.println("nested ran");
    ToIntFunction<Character> unbox = c -> c;
    Consumer<String> ignoresResult = new ArrayList<String>()::add;
    ignoresResult.accept("x");
    nested.get().run();
    System.out.println(
        widen.apply(5)
            + " "
            + covariant.get()
            + box.apply(7)
            + contravariant.apply(1)
            + unbox.applyAsInt('a'));
    Varied varied = (a, b, c, d, rest) -> a + b + c + d + rest.length;
    System.out.println(varied.call(1, 2, 3.5, "d", 1, 2, 3));
    Object o = (Runnable & java.io.Serializable) () -> {};
    System.out.println((o instanceof Runnable) + " " + (o instanceof Comparable));
  }

  private static void composition() {
    Function<Integer, Integer> add = n -> n + 1;
    Function<Integer, Integer> twice = n -> n * 2;
    System.out.println(
        add.andThen(twice).apply(5)
            + " "
            + add.compose(twice).apply(5)
            + Function.<String>identity().apply("id"));
    Predicate<String> empty = String::isEmpty;
    Predicate<String> isLong = s -> s.length() > 3;
    System.out.println(
        empty.negate().and(isLong).test("abcd")
            + " "
            + empty.or(isLong).test("ab")
            + Predicate.not(empty).test("")
            + Predicate.isEqual("a").test("a"));
    IntPredicate even = n -> n % 2 == 0;
    System.out.println(even.and(n -> n > 10).test(12) + " " + even.negate().test(3));
    UnaryOperator<String> up = String::toUpperCase;
    System.out.println(
        up.andThen(s -> s + s).apply("x")
            + BinaryOperator.minBy(java.util.Comparator.<Integer>naturalOrder()).apply(3, 2));
    Consumer<StringBuilder> a = b -> b.append("a");
    StringBuilder out = new StringBuilder();
    a.andThen(b -> b.append("b")).andThen(a).accept(out);
    System.out.println(out);
    BiFunction<Integer, Integer, Integer> sum = Integer::sum;
    System.out.println(sum.andThen(n -> n * n).apply(2, 3));
    IntBinaryOperator gcd =
        new IntBinaryOperator() {
          @Override
          public int applyAsInt(int x, int y) {
            return y == 0 ? x : applyAsInt(y, x % y);
          }
        };
    System.out.println(gcd.applyAsInt(84, 36));
  }

  private static Function<Integer, Integer> fibonacci;

  private static void recursion() {
    fibonacci = n -> n < 2 ? n : fibonacci.apply(n - 1) + fibonacci.apply(n - 2);
    System.out.println(fibonacci.apply(15));
    Recursive factorial = (self, n) -> n == 0 ? 1 : n * self.apply(self, n - 1);
    System.out.println(factorial.apply(factorial, 10));
  }

  private void instanceCapture() {
    Supplier<String> own = () -> name + ++calls;
    Runnable outer =
        () -> {
          Runnable inner = () -> calls += 10;
          inner.run();
          this.calls++;
        };
    own.get();
    outer.run();
    System.out.println(own.get() + " " + calls);
    Supplier<String> viaMethod = this::describe;
    calls = 50;
    System.out.println(viaMethod.get());
  }

  private String describe() {
    return name + ":" + calls;
  }

  private static String receiver(String event) {
    System.out.print("[" + event + "]");
    return event;
  }

  private static void receivers() {
    Supplier<Integer> once = receiver("evaluated")::length;
    System.out.println(once.get() + once.get());
    Supplier<Integer> each = () -> receiver("again").length();
    System.out.println(each.get() + each.get());
    String none = null;
    Outcome.ofClass(
        "null receiver",
        () -> {
          Supplier<Integer> s = none::length;
          System.out.println("never");
        });
    Outcome.ofClass(
        "null in lambda",
        () -> {
          Supplier<Integer> s = () -> none.length();
          System.out.print("created ");
          s.get();
        });
    Function<String, Integer> length = String::length;
    Outcome.ofClass("null argument", () -> length.apply(null));
  }

  private static <T, R> List<R> map(List<T> list, Function<? super T, ? extends R> f) {
    List<R> result = new ArrayList<>();
    for (T t : list) {
      result.add(f.apply(t));
    }
    return result;
  }

  private static <T> Predicate<T> all(List<Predicate<? super T>> predicates) {
    return t -> {
      for (Predicate<? super T> predicate : predicates) {
        if (!predicate.test(t)) {
          return false;
        }
      }
      return true;
    };
  }

  private static void generics() {
    System.out.println(
        map(List.of(1, 2, 3), n -> "n" + n) + "" + map(List.of("a", "bb"), String::length));
    Predicate<Integer> both = all(List.of(n -> n > 1, (Object o) -> o.toString().length() == 1));
    System.out.println(both.test(5) + " " + both.test(10) + both.test(0));
    @SuppressWarnings({"unchecked", "rawtypes"})
    Function<String, String> raw = (Function) (Function<Integer, String>) n -> "int " + n;
    Outcome.ofClass("wrong argument type", () -> raw.apply("text"));
  }

  private static void identityOfBehaviour() {
    Runnable[] runnables = new Runnable[2];
    int[] counter = new int[1];
    for (int i = 0; i < 2; i++) {
      runnables[i] = () -> counter[0]++;
    }
    runnables[0].run();
    runnables[1].run();
    System.out.println(
        counter[0] + " " + runnables[0].equals(runnables[0]) + (runnables[0] instanceof Runnable));
  }

  private static void currying() {
    Function<Integer, Function<Integer, Function<Integer, Integer>>> f =
        a -> b -> c -> a * 100 + b * 10 + c;
    System.out.println(f.apply(1).apply(2).apply(3));
    Supplier<Supplier<Supplier<String>>> deep = () -> () -> () -> "deep";
    System.out.println(deep.get().get().get());
  }

  private static void nestedScopes() {
    String outer = "o";
    Function<String, Supplier<String>> f =
        middle -> {
          String local = outer + middle;
          class Helper {
            String get() {
              return local + "-" + middle;
            }
          }
          return () -> new Helper().get() + outer;
        };
    System.out.println(f.apply("m").get());
  }

  private static final Supplier<String> STATIC = () -> "static " + Lambdas.class.getSimpleName();
  private static final IntUnaryOperator[] TABLE = {
    n -> n + 1, n -> n * n, Lambdas::triple, Math::abs
  };

  private static void staticFields() {
    int n = -4;
    for (IntUnaryOperator operator : TABLE) {
      n = operator.applyAsInt(n);
    }
    System.out.println(STATIC.get() + " " + n);
  }
}
