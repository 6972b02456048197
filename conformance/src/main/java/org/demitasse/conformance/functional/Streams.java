package org.demitasse.conformance.functional;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.demitasse.conformance.Outcome;

/** Streams: sources, intermediate and terminal operations, laziness, collectors. */
public final class Streams {
  private Streams() {}

  private static void print(Object value) {
    System.out.println(value);
  }

  private record Person(String name, String city, int age) {}

  private static final List<Person> PEOPLE =
      List.of(
          new Person("Ann", "Rome", 31),
          new Person("Bob", "Oslo", 25),
          new Person("Cid", "Rome", 47),
          new Person("Dee", "Bern", 25),
          new Person("Eva", "Oslo", 38),
          new Person("Flo", "Rome", 19));

  public static void main(String[] args) {
    sources();
    operations();
    laziness();
    terminals();
    primitives();
    collectors();
    grouping();
    flattening();
    sorting();
    shortCircuits();
    failures();
    reductions();
    pipelines();
  }

  private static void sources() {
    print(
        Stream.of(1, 2, 3).toList()
            + ""
            + Stream.empty().count()
            + Arrays.stream(new String[] {"a", "b"}).toList());
    print(
        Stream.iterate(1, n -> n * 2).limit(8).toList()
            + ""
            + Stream.iterate(1, n -> n < 50, n -> n * 3).toList());
    print(
        IntStream.range(0, 5).boxed().toList()
            + ""
            + IntStream.rangeClosed(1, 3).sum()
            + IntStream.range(5, 0).count());
    int[] counter = {0};
    print(
        Stream.generate(() -> counter[0]++).limit(4).toList()
            + ""
            + Stream.concat(Stream.of("x"), Stream.of("y")).toList());
    print(
        "chars"
            .chars()
            .mapToObj(c -> (char) c)
            .map(String::valueOf)
            .collect(Collectors.joining("|")));
    print(Stream.builder().add(1).add("b").build().toList());
    print(
        new TreeMap<>(Map.of(1, "a", 2, "b"))
            .entrySet().stream().map(e -> e.getKey() + e.getValue()).toList());
  }

  private static void operations() {
    List<Integer> numbers = List.of(5, 3, 8, 1, 9, 3, 5, 2);
    print(numbers.stream().filter(n -> n > 2).map(n -> n * 10).toList());
    print(
        numbers.stream().distinct().sorted().toList()
            + ""
            + numbers.stream().skip(2).limit(3).toList());
    print(
        numbers.stream().takeWhile(n -> n != 1).toList()
            + ""
            + numbers.stream().dropWhile(n -> n != 1).toList());
    List<String> seen = new ArrayList<>();
    print(numbers.stream().peek(n -> seen.add("p" + n)).mapToInt(n -> n).sum() + " " + seen);
    print(
        numbers.stream()
            .mapToInt(Integer::intValue)
            .mapToObj(n -> "n" + n)
            .reduce("", String::concat));
    print(numbers.stream().skip(100).findFirst() + " " + numbers.stream().limit(0).count());
  }

  private static void laziness() {
    List<String> log = new ArrayList<>();
    Stream<Integer> stream =
        Stream.of(1, 2, 3, 4, 5)
            .filter(
                n -> {
                  log.add("f" + n);
                  return n % 2 == 0;
                })
            .map(
                n -> {
                  log.add("m" + n);
                  return n * n;
                });
    print(log + " before");
    print(stream.findFirst().get() + " " + log);
    Outcome.ofClass("reuse", stream::count);
    log.clear();
    Stream.of(3, 1, 2)
        .peek(n -> log.add("a" + n))
        .sorted()
        .peek(n -> log.add("b" + n))
        .forEach(n -> {});
    print(log);
  }

  private static void terminals() {
    List<String> words = List.of("delta", "alpha", "charlie", "bravo");
    print(
        words.stream().min(Comparator.naturalOrder())
            + " "
            + words.stream().max(Comparator.comparing(String::length)));
    print(
        words.stream().anyMatch(s -> s.startsWith("c"))
            + " "
            + words.stream().allMatch(s -> s.length() > 4)
            + words.stream().noneMatch(String::isEmpty));
    print(
        words.stream().findFirst()
            + " "
            + words.stream().filter(String::isEmpty).findAny()
            + words.stream().count());
    print(
        Arrays.toString(words.stream().toArray())
            + Arrays.toString(words.stream().map(String::length).toArray(Integer[]::new)));
    StringBuilder out = new StringBuilder();
    words.stream().forEachOrdered(s -> out.append(s.charAt(0)));
    words.stream().iterator().forEachRemaining(s -> out.append(s.length()));
    print(out);
  }

  private static void primitives() {
    print(
        IntStream.of(3, 1, 2).sorted().boxed().toList()
            + ""
            + IntStream.of(1, 2, 3).average()
            + IntStream.empty().max());
    print(
        IntStream.rangeClosed(1, 5).mapToLong(n -> n).reduce(1L, (a, b) -> a * b)
            + " "
            + IntStream.range(0, 4).mapToObj(Integer::toString).toList());
    print(IntStream.rangeClosed(1, 10).filter(n -> n % 3 == 0).summaryStatistics());
    print(
        LongStream.rangeClosed(1, 20).reduce((a, b) -> a * b).getAsLong()
            + " "
            + LongStream.of(1L << 40, 5).max().getAsLong());
    print(
        DoubleStream.of(0.1, 0.2, 0.3, 0.4).sum()
            + " "
            + DoubleStream.of(1.5, 2.5).map(d -> d * 2).boxed().toList()
            + DoubleStream.empty().average());
    print(
        IntStream.iterate(1, n -> n * 2).limit(10).asLongStream().sum()
            + " "
            + IntStream.of(1, 2).asDoubleStream().sum());
    print(
        IntStream.of(5, 5, 6).distinct().count()
            + " "
            + IntStream.range(0, 100).skip(95).boxed().toList()
            + IntStream.of(1, 2, 3).anyMatch(n -> n == 2));
    print(
        Arrays.toString(IntStream.range(0, 5).map(n -> n * n).toArray())
            + IntStream.concat(IntStream.of(1), IntStream.of(2)).sum());
    print(
        PEOPLE.stream().mapToInt(Person::age).max().getAsInt()
            + " "
            + PEOPLE.stream().mapToDouble(Person::age).average().getAsDouble());
  }

  private static void collectors() {
    print(PEOPLE.stream().map(Person::name).collect(Collectors.joining(", ", "[", "]")));
    print(
        PEOPLE.stream()
            .collect(Collectors.toMap(Person::name, Person::age, (a, b) -> a, LinkedHashMap::new)));
    print(PEOPLE.stream().map(Person::city).collect(Collectors.toCollection(TreeSet::new)));
    print(
        PEOPLE.stream().collect(Collectors.counting())
            + " "
            + PEOPLE.stream().collect(Collectors.summingInt(Person::age))
            + " "
            + PEOPLE.stream().collect(Collectors.averagingInt(Person::age)));
    print(PEOPLE.stream().collect(Collectors.summarizingInt(Person::age)));
    print(
        PEOPLE.stream()
            .collect(Collectors.minBy(Comparator.comparingInt(Person::age)))
            .map(Person::name));
    print(PEOPLE.stream().map(Person::age).collect(Collectors.reducing(0, Integer::sum)));
    print(
        Stream.of("a", "b").collect(Collectors.collectingAndThen(Collectors.toList(), List::size)));
    print(
        Stream.of(1, 2, 3)
            .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append));
    Outcome.ofClass(
        "duplicate key",
        () -> PEOPLE.stream().collect(Collectors.toMap(Person::city, Person::name)));
    print(
        Stream.of(1, 2, 3, 4)
            .collect(
                Collectors.teeing(
                    Collectors.counting(), Collectors.summingInt(n -> n), (c, s) -> c + "/" + s)));
  }

  private static void grouping() {
    print(
        PEOPLE.stream()
            .collect(
                Collectors.groupingBy(
                    Person::city,
                    TreeMap::new,
                    Collectors.mapping(Person::name, Collectors.toList()))));
    print(
        PEOPLE.stream()
            .collect(Collectors.partitioningBy(p -> p.age() > 30, Collectors.counting())));
    print(
        new TreeMap<>(
            PEOPLE.stream()
                .collect(
                    Collectors.groupingBy(
                        Person::age, Collectors.averagingInt(p -> p.name().charAt(0))))));
    print(
        new TreeMap<>(
            PEOPLE.stream()
                .collect(
                    Collectors.groupingBy(
                        Person::city, Collectors.maxBy(Comparator.comparing(Person::age))))));
    print(
        Stream.of("x", "y", "x")
            .collect(
                Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting())));
    print(
        new TreeMap<>(
                PEOPLE.stream()
                    .collect(
                        Collectors.groupingBy(
                            Person::city,
                            Collectors.filtering(p -> p.age() > 30, Collectors.toList()))))
            .keySet());
  }

  private static void flattening() {
    List<List<Integer>> nested = List.of(List.of(1, 2), List.of(), List.of(3));
    print(nested.stream().flatMap(List::stream).map(n -> n + 1).toList());
    print(
        Stream.of("ab", "cd").flatMapToInt(String::chars).sum()
            + " "
            + IntStream.range(1, 4).flatMap(n -> IntStream.range(0, n)).boxed().toList());
    print(
        Stream.of(1, 2, 3)
            .<String>mapMulti(
                (n, sink) -> {
                  for (int i = 0; i < n; i++) {
                    sink.accept(n + "." + i);
                  }
                })
            .toList());
    print(
        Stream.of(Optional.of(1), Optional.<Integer>empty(), Optional.of(3))
            .flatMap(Optional::stream)
            .toList());
  }

  private static void sorting() {
    print(
        PEOPLE.stream()
            .sorted(
                Comparator.comparing(Person::city)
                    .thenComparing(Person::age, Comparator.reverseOrder()))
            .map(Person::name)
            .toList());
    print(PEOPLE.stream().sorted(Comparator.comparingInt(Person::age)).map(Person::name).toList());
    print(Stream.of("b", "A", "c").sorted(String.CASE_INSENSITIVE_ORDER.reversed()).toList());
    print(
        IntStream.range(0, 100)
            .map(n -> n * 37 % 101)
            .boxed()
            .sorted(Comparator.reverseOrder())
            .limit(5)
            .toList());
  }

  private static void shortCircuits() {
    print(Stream.iterate(1, n -> n + 1).filter(n -> n * n > 200).findFirst().get());
    print(
        Stream.iterate(1, n -> n + 1).anyMatch(n -> n % 17 == 16)
            + " "
            + IntStream.iterate(0, n -> n + 3).limit(5).sum());
    print(
        Stream.iterate(new int[] {0, 1}, f -> new int[] {f[1], f[0] + f[1]})
            .map(f -> f[0])
            .takeWhile(n -> n < 100)
            .toList());
  }

  private static void failures() {
    Outcome.ofClass("null element first", () -> Stream.of((Object) null).findFirst());
    Outcome.ofClass("unmodifiable", () -> Stream.of(1).toList().add(2));
    Outcome.ofClass("negative limit", () -> Stream.of(1).limit(-1));
    Outcome.ofClass("negative skip", () -> Stream.of(1).skip(-1));
    Outcome.of("in map", () -> Stream.of(1, 0).map(n -> 10 / n).toList());
    Outcome.ofClass(
        "not comparable", () -> Stream.of(new Object(), new Object()).sorted().toList());
  }

  private static void reductions() {
    print(
        Stream.of(1, 2, 3, 4).reduce(Integer::sum).get()
            + " "
            + Stream.of(1, 2, 3).reduce(10, (a, b) -> a * b)
            + " "
            + Stream.<Integer>empty().reduce(Integer::max));
    print(Stream.of("a", "bb", "ccc").reduce(0, (n, s) -> n + s.length(), Integer::sum));
    print(IntStream.rangeClosed(1, 5).reduce((a, b) -> a * 10 + b).getAsInt());
  }

  private static void pipelines() {
    String text = "the cat sat on the mat the end";
    print(
        Arrays.stream(text.split(" "))
            .collect(Collectors.groupingBy(w -> w, TreeMap::new, Collectors.counting()))
            .entrySet()
            .stream()
            .sorted(
                Map.Entry.<String, Long>comparingByValue()
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(3)
            .map(Object::toString)
            .collect(Collectors.joining(" ")));
    print(
        IntStream.rangeClosed(2, 60)
            .filter(n -> IntStream.rangeClosed(2, (int) Math.sqrt(n)).noneMatch(d -> n % d == 0))
            .boxed()
            .map(String::valueOf)
            .collect(Collectors.joining(",")));
    print(
        IntStream.rangeClosed(1, 20)
            .boxed()
            .flatMap(
                a ->
                    IntStream.rangeClosed(a, 20)
                        .boxed()
                        .flatMap(
                            b ->
                                IntStream.rangeClosed(b, 20)
                                    .filter(c -> a * a + b * b == c * c)
                                    .mapToObj(c -> a + "-" + b + "-" + c)))
            .toList());
  }
}
