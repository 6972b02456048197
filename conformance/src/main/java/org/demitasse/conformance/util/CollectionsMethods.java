package org.demitasse.conformance.util;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.demitasse.conformance.Outcome;

/** java.util.Collections, List.of and friends, unmodifiable and synchronized views. */
public final class CollectionsMethods {
  private CollectionsMethods() {}

  public static void main(String[] args) {
    algorithms();
    rotations();
    searching();
    wrappers();
    immutables();
    singletons();
    shuffles();
  }

  private static void algorithms() {
    List<Integer> list = new ArrayList<>(List.of(4, 8, 1, 9, 3));
    System.out.println(
        Collections.max(list)
            + " "
            + Collections.min(list)
            + Collections.max(list, Comparator.reverseOrder()));
    Collections.reverse(list);
    System.out.print(list);
    Collections.swap(list, 0, 4);
    System.out.print(list);
    Collections.sort(list, Collections.reverseOrder());
    System.out.println(list + " " + Collections.frequency(List.of(1, 2, 1), 1));
    Collections.fill(list, 0);
    System.out.println(
        list + " " + Collections.nCopies(3, "x") + Collections.disjoint(list, List.of(1)));
    List<String> target = new ArrayList<>(List.of("1", "2", "3"));
    Collections.copy(target, List.of("a", "b"));
    System.out.println(target + " " + Collections.replaceAll(target, "a", "z") + target);
    Outcome.ofClass("max of nothing", () -> Collections.max(List.<Integer>of()));
    Outcome.ofClass("copy", () -> Collections.copy(new ArrayList<>(), List.of(1)));
  }

  private static void rotations() {
    for (int distance : new int[] {0, 1, 3, 7, -1, -8}) {
      List<Integer> list = new ArrayList<>(List.of(0, 1, 2, 3, 4));
      Collections.rotate(list, distance);
      System.out.print(list + " ");
    }
    List<Integer> list = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5));
    Collections.rotate(list.subList(1, 5), 1);
    System.out.println(
        list
            + " "
            + Collections.indexOfSubList(list, List.of(1, 2))
            + Collections.lastIndexOfSubList(list, List.of(9)));
  }

  private static void searching() {
    List<String> list = List.of("apple", "fig", "pear");
    System.out.println(
        Collections.binarySearch(list, "fig")
            + " "
            + Collections.binarySearch(list, "kiwi")
            + " "
            + Collections.binarySearch(list, "a"));
    System.out.println(Collections.binarySearch(List.of(9, 5, 1), 5, Collections.reverseOrder()));
    System.out.println(
        Collections.enumeration(list).nextElement()
            + Collections.list(Collections.enumeration(list)));
  }

  private static void wrappers() {
    List<Integer> base = new ArrayList<>(List.of(1, 2));
    List<Integer> view = Collections.unmodifiableList(base);
    base.add(3);
    System.out.println(view + " " + view.equals(base));
    Outcome.ofClass("view add", () -> view.add(4));
    Outcome.ofClass(
        "view iterator",
        () -> {
          var i = view.iterator();
          i.next();
          i.remove();
        });
    Outcome.ofClass("view sort", () -> view.sort(null));
    Map<String, Integer> map = Collections.unmodifiableMap(new TreeMap<>(Map.of("a", 1)));
    Outcome.ofClass("map put", () -> map.put("b", 2));
    Outcome.ofClass("entry set", () -> map.entrySet().iterator().next().setValue(5));
    Outcome.ofClass("map merge", () -> map.merge("a", 1, Integer::sum));
    Collection<Integer> synchronizedView = Collections.synchronizedList(new ArrayList<>(base));
    synchronizedView.add(9);
    System.out.println(
        synchronizedView + " " + map + Collections.synchronizedMap(new HashMap<>(map)));
    Set<String> fromMap = Collections.newSetFromMap(new LinkedHashMap<>());
    fromMap.add("y");
    fromMap.add("x");
    fromMap.add("y");
    System.out.println(fromMap + " " + Collections.unmodifiableSet(fromMap).contains("x"));
    List<String> checked = Collections.checkedList(new ArrayList<>(), String.class);
    checked.add("ok");
    @SuppressWarnings({"unchecked", "rawtypes"})
    List<Object> raw = (List) checked;
    Outcome.ofClass("checked", () -> raw.add(1));
  }

  private static void immutables() {
    List<String> list = List.of("a", "b", "c");
    System.out.println(
        list + " " + list.get(1) + list.contains("c") + list.indexOf("b") + list.hashCode());
    System.out.println(
        list.subList(1, 3) + " " + List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11).size());
    Outcome.ofClass("set", () -> list.set(0, "x"));
    Outcome.ofClass("add", () -> list.add("x"));
    Outcome.ofClass("remove", () -> list.remove("a"));
    Outcome.ofClass("clear", list::clear);
    Outcome.ofClass("null element", () -> List.of("a", null));
    Outcome.ofClass("contains null", () -> list.contains(null));
    try {
      list.get(3);
    } catch (IndexOutOfBoundsException e) {
      System.out.println("get refused");
    }
    Outcome.ofClass("duplicate set", () -> Set.of("a", "a"));
    Outcome.ofClass("duplicate key", () -> Map.of("a", 1, "a", 2));
    Outcome.ofClass("map put", () -> Map.of().put(1, 1));
    Outcome.ofClass("set add", () -> Set.of(1).add(2));
    Outcome.ofClass("map null", () -> Map.of("a", null));
    System.out.println(
        Set.of(1, 2, 3).size()
            + " "
            + Set.of("q").contains("q")
            + Map.of("k", "v")
            + Map.of().size());
    System.out.println(new TreeMap<>(Map.ofEntries(Map.entry(2, "b"), Map.entry(1, "a"))));
    List<Integer> source = new ArrayList<>(List.of(1, 2));
    List<Integer> copy = List.copyOf(source);
    source.add(3);
    System.out.println(copy + " " + Set.copyOf(List.of(1, 1)).size() + Map.copyOf(Map.of(1, 2)));
    Outcome.ofClass("copy of null", () -> List.copyOf(Arrays.asList(1, null)));
    Outcome.ofClass("entry", () -> Map.entry("a", 1).setValue(2));
    System.out.println(
        List.of().isEmpty()
            + " "
            + List.of(5).iterator().next()
            + List.of("x", "y").equals(Arrays.asList("x", "y")));
  }

  private static void singletons() {
    System.out.println(
        Collections.singletonList(1)
            + " "
            + Collections.singleton("s")
            + Collections.singletonMap("k", 2));
    System.out.println(
        Collections.emptyList() + " " + Collections.emptyMap() + Collections.emptySet().size());
    Outcome.ofClass("empty add", () -> Collections.emptyList().add(null));
    Outcome.ofClass("singleton add", () -> Collections.singletonList(1).add(2));
    System.out.println(
        Collections.emptyIterator().hasNext()
            + " "
            + Collections.singletonList(null).contains(null));
  }

  private static void shuffles() {
    List<Integer> list = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      list.add(i);
    }
    Collections.shuffle(list, new Random(12345));
    System.out.println(list);
  }
}
