package org.demitasse.conformance.util;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.demitasse.conformance.Outcome;

/** HashMap, LinkedHashMap, HashSet, LinkedHashSet: contents, views, defaults, collisions. */
public final class HashMaps {
  private HashMaps() {}

  private record Colliding(int id) {
    @Override
    public int hashCode() {
      return id % 3;
    }
  }

  public static void main(String[] args) {
    basics();
    defaults();
    views();
    collisions();
    linked();
    accessOrder();
    sets();
    failures();
    growth();
    equality();
  }

  private static void basics() {
    Map<String, Integer> map = new HashMap<>();
    System.out.println(map.put("one", 1) + " " + map.put("one", 11) + " " + map.put("two", 2));
    System.out.println(map.get("one") + " " + map.get("none") + " " + map.getOrDefault("none", -1));
    map.put(null, 0);
    map.put("nil", null);
    System.out.println(
        map.get(null) + " " + map.get("nil") + map.containsKey("nil") + map.containsKey("x"));
    System.out.println(map.containsValue(null) + " " + map.containsValue(2) + map.size());
    System.out.println(map.remove(null) + " " + map.remove("nil") + map.remove("zz") + map.size());
    System.out.println(new TreeMap<>(map) + " " + map.isEmpty());
    map.clear();
    System.out.println(map + " " + map.isEmpty());
  }

  private static void defaults() {
    Map<String, Integer> map = new LinkedHashMap<>();
    for (String word : "a b a c b a d".split(" ")) {
      map.merge(word, 1, Integer::sum);
    }
    System.out.println(map);
    System.out.println(map.putIfAbsent("a", 9) + " " + map.putIfAbsent("e", 5));
    System.out.println(
        map.computeIfAbsent("f", String::length) + " " + map.computeIfAbsent("a", k -> 0));
    System.out.println(
        map.computeIfPresent("a", (k, v) -> v * 10)
            + " "
            + map.computeIfPresent("zz", (k, v) -> 1));
    System.out.println(map.computeIfPresent("b", (k, v) -> null) + " " + map.containsKey("b"));
    System.out.println(
        map.compute("c", (k, v) -> v == null ? 1 : v + 100)
            + " "
            + map.compute("new", (k, v) -> v == null ? -1 : v));
    System.out.println(map.compute("d", (k, v) -> null) + " " + map.merge("e", 1, (a, b) -> null));
    System.out.println(
        map.replace("a", 7)
            + " "
            + map.replace("zz", 7)
            + map.replace("a", 7, 8)
            + map.replace("a", 7, 9));
    System.out.println(map.remove("a", 0) + " " + map.remove("a", 8) + " " + map);
    map.replaceAll((k, v) -> k.length() + v);
    map.forEach((k, v) -> System.out.print(k + "=" + v + ";"));
    System.out.println();
    Map<String, List<Integer>> lists = new LinkedHashMap<>();
    for (int i = 0; i < 9; i++) {
      lists.computeIfAbsent("k" + i % 3, k -> new ArrayList<>()).add(i);
    }
    System.out.println(lists);
  }

  private static void views() {
    Map<Integer, String> map = new LinkedHashMap<>();
    for (int i = 0; i < 8; i++) {
      map.put(i, "v" + i);
    }
    map.keySet().remove(3);
    map.values().remove("v5");
    map.entrySet().removeIf(e -> e.getKey() == 6);
    map.keySet().retainAll(Set.of(0, 1, 2, 7));
    System.out.println(map.keySet() + " " + map.values() + " " + map.entrySet());
    for (Map.Entry<Integer, String> entry : map.entrySet()) {
      entry.setValue(entry.getValue().toUpperCase());
    }
    Iterator<Map.Entry<Integer, String>> iterator = map.entrySet().iterator();
    iterator.next();
    iterator.remove();
    System.out.println(map + " " + map.entrySet().contains(Map.entry(1, "V1")));
    System.out.println(Map.entry("k", 1) + " " + Map.entry("k", 1).equals(Map.entry("k", 1)));
    System.out.println(map.entrySet().iterator().next().hashCode());
    Outcome.ofClass("add to keys", () -> map.keySet().add(5));
    Outcome.ofClass("add to values", () -> map.values().add("x"));
  }

  private static void collisions() {
    Map<Colliding, Integer> map = new HashMap<>(2);
    for (int i = 0; i < 200; i++) {
      map.put(new Colliding(i), i * i);
    }
    int sum = 0;
    for (int i = 0; i < 200; i += 2) {
      sum += map.remove(new Colliding(i));
    }
    for (int i = 0; i < 200; i++) {
      sum += map.getOrDefault(new Colliding(i), -1);
    }
    System.out.println(map.size() + " " + sum + " " + map.containsKey(new Colliding(55)));
    Map<String, Integer> strings = new HashMap<>();
    for (String s : List.of("Aa", "BB", "AaAa", "BBBB", "AaBB", "BBAa")) {
      strings.put(s, s.hashCode());
    }
    System.out.println(new TreeMap<>(strings));
  }

  private static void linked() {
    LinkedHashMap<String, Integer> map = new LinkedHashMap<>();
    map.put("z", 1);
    map.put("a", 2);
    map.put("m", 3);
    map.put("z", 4);
    map.remove("a");
    map.put("a", 5);
    System.out.println(map + " " + map.firstEntry() + map.lastEntry());
    System.out.println(map.reversed() + " " + map.pollFirstEntry() + map);
    Iterator<String> keys = map.keySet().iterator();
    keys.next();
    keys.remove();
    System.out.println(map);
  }

  private static void accessOrder() {
    LinkedHashMap<Integer, String> cache =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Integer, String> eldest) {
            return size() > 4;
          }
        };
    for (int i = 0; i < 6; i++) {
      cache.put(i, "v" + i);
      cache.get(2);
    }
    System.out.println(cache);
    cache.put(4, "again");
    cache.getOrDefault(3, "");
    System.out.println(cache.keySet());
  }

  private static void sets() {
    Set<String> set = new LinkedHashSet<>(List.of("c", "a"));
    System.out.println(
        set.add("b") + " " + set.add("a") + set + set.remove("c") + set.contains("c"));
    Set<Integer> numbers = new HashSet<>(List.of(1, 2, 3, 4));
    numbers.retainAll(Set.of(2, 3, 9));
    numbers.addAll(List.of(2, 5));
    System.out.println(
        numbers.size() + " " + numbers.containsAll(List.of(2, 3, 5)) + numbers.hashCode());
    System.out.println(
        new HashSet<>(List.of(1, 2)).equals(Set.of(2, 1)) + " " + set.toArray().length);
    Set<Object> mixed = new HashSet<>(Arrays.asList(1, 1L, "1", '1', null));
    System.out.println(
        mixed.size() + " " + mixed.contains(1L) + mixed.contains((short) 1) + mixed.remove(null));
    set.removeAll(List.of("a", "b"));
    System.out.println(set + " " + Collections.disjoint(set, mixed));
  }

  private static void failures() {
    Map<Integer, Integer> map = new HashMap<>(Map.of(1, 1, 2, 2, 3, 3));
    Outcome.ofClass(
        "remove while iterating",
        () -> {
          for (Integer key : map.keySet()) {
            map.remove(key);
          }
        });
    Outcome.ofClass(
        "put while iterating",
        () -> {
          for (Map.Entry<Integer, Integer> entry : map.entrySet()) {
            map.put(entry.getKey() + 100, 0);
          }
        });
    Outcome.ofClass(
        "value update is no change",
        () -> {
          for (Integer key : map.keySet()) {
            map.put(key, 0);
          }
        });
    Outcome.ofClass("capacity", () -> new HashMap<>(-1));
    Outcome.ofClass("end", () -> new HashMap<>().keySet().iterator().next());
    Outcome.ofClass("merge null", () -> map.merge(1, null, Integer::sum));
  }

  private static void growth() {
    Map<Integer, Integer> map = new HashMap<>();
    long state = 1;
    for (int i = 0; i < 5000; i++) {
      state = state * 6364136223846793005L + 1442695040888963407L;
      int key = (int) (state >>> 40) % 2000;
      if ((state & 1 << 20) == 0) {
        map.merge(key, i, Integer::sum);
      } else {
        map.remove(key);
      }
    }
    long sum = 0;
    for (Map.Entry<Integer, Integer> entry : map.entrySet()) {
      sum += entry.getKey() * 31L ^ entry.getValue();
    }
    System.out.println(map.size() + " " + sum + " " + map.hashCode());
  }

  private static void equality() {
    Map<String, Integer> a = new HashMap<>(Map.of("x", 1, "y", 2));
    Map<String, Integer> b = new TreeMap<>(Map.of("y", 2, "x", 1));
    System.out.println(a.equals(b) + " " + b.equals(a) + " " + (a.hashCode() == b.hashCode()));
    b.put("x", 3);
    System.out.println(
        a.equals(b) + " " + a.keySet().equals(b.keySet()) + a.entrySet().equals(b.entrySet()));
    System.out.println(
        a.equals(null) + " " + new HashMap<>().equals(Map.of()) + new HashMap<>(a).equals(a));
  }
}
