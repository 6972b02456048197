package org.demitasse.conformance.util;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.demitasse.conformance.Outcome;

/** TreeMap and TreeSet: navigation, views, descending order, comparators, random operations. */
public final class TreeMaps {
  private TreeMaps() {}

  public static void main(String[] args) {
    navigation();
    views();
    descending();
    polling();
    comparators();
    sets();
    failures();
    fuzz();
  }

  private static NavigableMap<Integer, String> sample() {
    NavigableMap<Integer, String> map = new TreeMap<>();
    for (int i : new int[] {50, 10, 40, 20, 30}) {
      map.put(i, "v" + i);
    }
    return map;
  }

  private static void navigation() {
    NavigableMap<Integer, String> map = sample();
    System.out.println(
        map + " " + map.firstKey() + map.lastKey() + map.firstEntry() + map.lastEntry());
    for (int probe : new int[] {5, 10, 25, 50, 55}) {
      System.out.println(
          map.floorKey(probe)
              + " "
              + map.lowerKey(probe)
              + " "
              + map.ceilingKey(probe)
              + " "
              + map.higherKey(probe)
              + " "
              + map.floorEntry(probe)
              + map.higherEntry(probe));
    }
    System.out.println(new TreeMap<String, String>().firstEntry());
  }

  private static void views() {
    NavigableMap<Integer, String> map = sample();
    System.out.println(map.headMap(30) + " " + map.tailMap(30) + " " + map.subMap(10, 40));
    System.out.println(
        map.headMap(30, true) + " " + map.tailMap(30, false) + map.subMap(10, false, 40, true));
    Map<Integer, String> middle = map.subMap(15, 45);
    middle.put(25, "new");
    middle.remove(40);
    System.out.println(map + " " + middle.size() + middle.containsKey(10) + middle.get(50));
    Outcome.ofClass("out of range", () -> middle.put(99, "x"));
    middle.clear();
    System.out.println(map + " " + middle.isEmpty());
    map.keySet().remove(10);
    System.out.println(map.navigableKeySet() + " " + map.values());
    map.entrySet().iterator().next().setValue("changed");
    System.out.println(map);
  }

  private static void descending() {
    NavigableMap<Integer, String> map = sample().descendingMap();
    System.out.println(map + " " + map.firstKey() + map.headMap(30) + map.floorKey(35));
    System.out.println(map.descendingKeySet() + " " + map.subMap(40, true, 20, true));
    StringBuilder out = new StringBuilder();
    for (Map.Entry<Integer, String> entry : map.entrySet()) {
      out.append(entry.getKey()).append(entry.getValue()).append(' ');
    }
    System.out.println(out);
  }

  private static void polling() {
    NavigableMap<Integer, String> map = sample();
    System.out.println(map.pollFirstEntry() + " " + map.pollLastEntry() + map.size());
    Iterator<Integer> iterator = map.keySet().iterator();
    iterator.next();
    iterator.remove();
    System.out.println(map + " " + map.merge(30, "!", String::concat) + map.putIfAbsent(31, "n"));
    System.out.println(map.computeIfPresent(40, (k, v) -> null) + " " + map);
  }

  private static void comparators() {
    TreeMap<String, Integer> map = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    map.put("Bob", 1);
    map.put("alice", 2);
    map.put("BOB", 3);
    System.out.println(map + " " + map.get("bOb") + map.containsKey("ALICE"));
    TreeMap<String, Integer> byLength =
        new TreeMap<>(Comparator.comparing(String::length).reversed());
    for (String s : List.of("a", "bbb", "cc", "ddd")) {
      byLength.put(s, s.length());
    }
    System.out.println(byLength + " " + (byLength.comparator() != null));
    TreeMap<String, Integer> nulls =
        new TreeMap<>(Comparator.nullsFirst(Comparator.naturalOrder()));
    nulls.put("x", 1);
    nulls.put(null, 0);
    System.out.println(nulls);
  }

  private static void sets() {
    NavigableSet<String> set = new TreeSet<>(List.of("pear", "fig", "apple", "fig"));
    System.out.println(set + " " + set.first() + set.last() + set.size());
    System.out.println(
        set.floor("b") + " " + set.higher("fig") + set.lower("apple") + set.ceiling("zz"));
    System.out.println(
        set.headSet("fig") + " " + set.tailSet("fig") + set.subSet("a", "g") + set.descendingSet());
    System.out.println(
        set.pollFirst() + set.pollLast() + set + set.add("fig") + set.remove("none"));
    System.out.println(
        new TreeSet<>(set).equals(set) + " " + set.headSet("fig", true).contains("fig"));
  }

  private static void failures() {
    TreeMap<Object, String> map = new TreeMap<>();
    Outcome.ofClass("null key", () -> map.put(null, ""));
    Outcome.ofClass("not comparable", () -> map.put(new Object(), ""));
    map.put("a", "");
    Outcome.ofClass("mixed", () -> map.put(1, ""));
    Outcome.ofClass("empty first", () -> new TreeMap<String, String>().firstKey());
    Outcome.ofClass("empty set", () -> new TreeSet<String>().last());
    Outcome.ofClass("bad range", () -> new TreeMap<>(Map.of(1, 2)).subMap(5, 1));
    Outcome.ofClass(
        "fail fast",
        () -> {
          for (Object key : map.keySet()) {
            map.put(key + "x", "");
          }
        });
  }

  private static void fuzz() {
    TreeMap<Integer, Integer> map = new TreeMap<>();
    boolean[] model = new boolean[512];
    int state = 11;
    int errors = 0;
    for (int i = 0; i < 20000; i++) {
      state = state * 1103515245 + 12345;
      int key = state >>> 16 & 511;
      if ((state & 0x40) == 0) {
        map.put(key, i);
        model[key] = true;
      } else {
        map.remove(key);
        model[key] = false;
      }
      if (i % 1000 == 0) {
        int probe = state >>> 8 & 511;
        int floor = probe;
        while (floor >= 0 && !model[floor]) {
          floor--;
        }
        Integer found = map.floorKey(probe);
        errors += (found == null ? -1 : found) == floor ? 0 : 1;
      }
    }
    long hash = 0;
    for (Map.Entry<Integer, Integer> entry : map.entrySet()) {
      hash = hash * 31 + entry.getKey() * 7 + entry.getValue();
    }
    System.out.println(errors + " " + map.size() + " " + hash);
  }
}
