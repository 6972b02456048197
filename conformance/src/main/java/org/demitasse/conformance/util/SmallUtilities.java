package org.demitasse.conformance.util;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.DoubleSummaryStatistics;
import java.util.IntSummaryStatistics;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.PrimitiveIterator;
import java.util.Stack;
import java.util.StringJoiner;
import java.util.StringTokenizer;
import java.util.UUID;
import java.util.Vector;
import org.demitasse.conformance.Outcome;

/** Optional, StringJoiner, StringTokenizer, Base64, UUID, statistics, legacy collections. */
public final class SmallUtilities {
  private SmallUtilities() {}

  public static void main(String[] args) {
    optionals();
    primitiveOptionals();
    joiners();
    tokenizers();
    base64();
    uuids();
    statistics();
    legacy();
    iterators();
  }

  private static void optionals() {
    Optional<String> some = Optional.of("value");
    Optional<String> none = Optional.empty();
    System.out.println(some + " " + none + " " + some.isPresent() + none.isEmpty());
    System.out.println(
        some.map(String::length) + " " + none.map(String::length) + some.map(s -> null));
    System.out.println(
        some.filter(s -> s.startsWith("x")) + " " + some.flatMap(s -> Optional.of(s + "!")));
    System.out.println(
        none.orElse("else") + none.orElseGet(() -> "get") + some.orElse("x") + some.get());
    some.ifPresent(s -> System.out.println("present " + s));
    none.ifPresentOrElse(s -> System.out.println(s), () -> System.out.println("absent"));
    System.out.println(
        none.or(() -> Optional.of("or")) + " " + some.stream().count() + none.stream().count());
    System.out.println(
        some.equals(Optional.of("value")) + " " + none.equals(Optional.empty()) + some.hashCode());
    Outcome.of("get", none::get);
    Outcome.of("orElseThrow", () -> none.orElseThrow());
    Outcome.of(
        "orElseThrow supplier", () -> none.orElseThrow(() -> new IllegalStateException("own")));
    Outcome.ofClass("of null", () -> Optional.of(null));
    System.out.println(Optional.ofNullable(null) + " " + Optional.ofNullable(5));
  }

  private static void primitiveOptionals() {
    System.out.println(
        OptionalInt.of(3)
            + " "
            + OptionalInt.empty()
            + OptionalDouble.of(1.5)
            + OptionalInt.of(7).getAsInt());
    System.out.println(
        OptionalInt.empty().orElse(9) + " " + OptionalInt.of(1).equals(OptionalInt.of(1)));
    Outcome.of("empty int", () -> OptionalInt.empty().getAsInt());
  }

  private static void joiners() {
    StringJoiner joiner = new StringJoiner(", ", "{", "}");
    joiner.setEmptyValue("EMPTY");
    System.out.println(joiner + " " + joiner.length());
    joiner.add("a").add("b").add(null);
    System.out.println(joiner + " " + joiner.length());
    System.out.println(
        joiner.merge(new StringJoiner("-").add("x").add("y")) + " " + new StringJoiner("/"));
  }

  private static void tokenizers() {
    StringTokenizer tokenizer = new StringTokenizer(" a  bc\td ");
    System.out.print(tokenizer.countTokens() + ":");
    while (tokenizer.hasMoreTokens()) {
      System.out.print("[" + tokenizer.nextToken() + "]");
    }
    tokenizer = new StringTokenizer("1+2-3", "+-", true);
    while (tokenizer.hasMoreElements()) {
      System.out.print("[" + tokenizer.nextElement() + "]");
    }
    System.out.println();
    Outcome.ofClass("no token", () -> new StringTokenizer("").nextToken());
  }

  private static void base64() {
    for (String s : new String[] {"", "f", "fo", "foo", "foob", "\u00fb\u00ff\u00fe"}) {
      byte[] bytes = s.getBytes(StandardCharsets.ISO_8859_1);
      String encoded = Base64.getEncoder().encodeToString(bytes);
      byte[] decoded = Base64.getDecoder().decode(encoded);
      System.out.print(
          encoded + " " + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes) + " ");
      System.out.println(Arrays.equals(bytes, decoded));
    }
    Outcome.ofClass("illegal character", () -> Base64.getDecoder().decode("ab*d"));
  }

  private static void uuids() {
    UUID uuid = UUID.fromString("12345678-9abc-def0-fedc-ba9876543210");
    System.out.println(uuid + " " + uuid.equals(UUID.fromString(uuid.toString())));
  }

  private static void statistics() {
    IntSummaryStatistics ints = new IntSummaryStatistics();
    System.out.println(ints);
    for (int i : new int[] {3, -7, 12}) {
      ints.accept(i);
    }
    System.out.println(
        ints.getSum() + " " + ints.getMin() + ints.getMax() + ints.getAverage() + ints.getCount());
    DoubleSummaryStatistics doubles = new DoubleSummaryStatistics();
    doubles.accept(0.1);
    doubles.accept(0.2);
    doubles.accept(0.3);
    System.out.println(doubles.getSum() + " " + doubles.getAverage() + " " + doubles.getMax());
  }

  private static void legacy() {
    Stack<Integer> stack = new Stack<>();
    stack.push(1);
    stack.push(2);
    System.out.println(stack.peek() + " " + stack.search(1) + stack.pop() + stack + stack.empty());
    Vector<String> vector = new Vector<>(List.of("a", "b"));
    vector.addElement("c");
    vector.insertElementAt("0", 0);
    System.out.println(
        vector + " " + vector.elementAt(2) + vector.firstElement() + vector.lastElement());
    Outcome.ofClass("empty stack", () -> new Stack<String>().pop());
    java.util.Hashtable<String, Integer> table = new java.util.Hashtable<>();
    table.put("k", 1);
    System.out.println(table.get("k") + " " + table.containsKey("x") + table);
    Outcome.ofClass("hashtable null", () -> table.put("n", null));
  }

  private static void iterators() {
    PrimitiveIterator.OfInt ints = Arrays.stream(new int[] {1, 2, 3}).iterator();
    int sum = 0;
    while (ints.hasNext()) {
      sum += ints.nextInt();
    }
    System.out.println(sum);
    List<Integer> list = new ArrayList<>(List.of(1, 2, 3, 4));
    Iterator<Integer> iterator = list.iterator();
    iterator.next();
    List<Integer> rest = new ArrayList<>();
    iterator.forEachRemaining(rest::add);
    System.out.println(rest);
  }
}
