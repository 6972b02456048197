package org.demitasse.conformance.util;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import org.demitasse.conformance.Outcome;

/** ArrayList: every mutation, iterators, sub-lists, fail-fast behaviour, refused indexes. */
public final class ArrayLists {
  private ArrayLists() {}

  public static void main(String[] args) {
    mutation();
    bulk();
    iterators();
    subLists();
    failFast();
    failures();
    conversions();
    sorting();
  }

  private static void mutation() {
    List<String> list = new ArrayList<>();
    list.add("b");
    list.add(0, "a");
    list.add("d");
    list.add(2, "c");
    System.out.println(list + " " + list.size() + " " + list.get(2) + list.set(3, "D") + list);
    System.out.println(list.remove(0) + list.remove("zz") + list.remove("c") + list);
    list.add(null);
    list.add("b");
    System.out.println(list.indexOf("b") + " " + list.lastIndexOf("b") + " " + list.indexOf(null));
    System.out.println(list.contains(null) + " " + list.contains("x") + list.isEmpty());
    list.clear();
    System.out.println(list + " " + list.isEmpty());
  }

  private static void bulk() {
    List<Integer> list = new ArrayList<>(List.of(5, 3, 8, 1, 9, 2));
    System.out.println(list.addAll(List.of(7, 7)) + " " + list.addAll(2, List.of(0, 0)) + list);
    System.out.println(list.addAll(List.of()) + " " + list.removeAll(List.of(0, 9)) + list);
    System.out.println(list.retainAll(List.of(3, 7, 8, 100)) + " " + list);
    System.out.println(list.removeIf(i -> i == 7) + " " + list + list.containsAll(List.of(3, 8)));
    list.replaceAll(i -> i * i);
    System.out.println(list + " " + list.equals(Arrays.asList(9, 64)) + " " + list.hashCode());
    Collections.addAll(list, 1, 2, 3);
    list.forEach(i -> System.out.print(i + ";"));
    System.out.println();
  }

  private static void iterators() {
    List<String> list = new ArrayList<>(List.of("a", "b", "c", "d"));
    Iterator<String> iterator = list.iterator();
    while (iterator.hasNext()) {
      if (iterator.next().compareTo("c") < 0) {
        iterator.remove();
      }
    }
    System.out.println(list);
    ListIterator<String> cursor = list.listIterator();
    cursor.next();
    cursor.set("C");
    cursor.add("x");
    System.out.println(
        cursor.nextIndex() + " " + cursor.previousIndex() + cursor.previous() + list);
    while (cursor.hasNext()) {
      cursor.next();
    }
    StringBuilder backwards = new StringBuilder();
    while (cursor.hasPrevious()) {
      backwards.append(cursor.previous());
    }
    System.out.println(backwards);
    Outcome.ofClass("remove first", () -> list.iterator().remove());
    Outcome.ofClass("next at end", () -> list.listIterator(list.size()).next());
    Outcome.ofClass(
        "set after add",
        () -> {
          ListIterator<String> it = list.listIterator();
          it.next();
          it.add("q");
          it.set("r");
        });
  }

  private static void subLists() {
    List<Integer> list = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      list.add(i);
    }
    List<Integer> sub = list.subList(3, 7);
    System.out.println(sub + " " + sub.size() + sub.indexOf(5) + sub.contains(9));
    sub.set(0, 33);
    sub.remove(1);
    sub.add(99);
    System.out.println(sub + " " + list);
    sub.subList(1, 2).clear();
    System.out.println(list + " " + sub);
    sub.clear();
    System.out.println(list + " " + sub.isEmpty());
    Outcome.ofClass("sub range", () -> list.subList(2, 1));
    Outcome.ofClass("sub end", () -> list.subList(0, 100));
    Outcome.ofClass("sub get", () -> list.subList(0, 2).get(2));
    List<Integer> stale = list.subList(0, 2);
    list.add(5);
    Outcome.ofClass("stale sub list", stale::size);
  }

  private static void failFast() {
    List<Integer> list = new ArrayList<>(List.of(1, 2, 3, 4));
    Outcome.ofClass(
        "remove in loop",
        () -> {
          for (Integer i : list) {
            if (i == 2) {
              list.remove(i);
            }
          }
        });
    System.out.println(list);
    Outcome.ofClass(
        "remove last but one",
        () -> {
          for (Integer i : list) {
            if (i == 3) {
              list.remove(i);
            }
          }
        });
    System.out.println(list);
    Outcome.ofClass("add in forEach", () -> list.forEach(i -> list.add(i)));
    System.out.println(list);
    Outcome.ofClass(
        "iterator after clear",
        () -> {
          Iterator<Integer> iterator = list.iterator();
          list.clear();
          iterator.next();
        });
    Outcome.ofClass(
        "sort in loop",
        () -> {
          List<Integer> sorted = new ArrayList<>(List.of(3, 1, 2));
          for (Integer i : sorted) {
            Collections.sort(sorted);
          }
        });
  }

  private static void failures() {
    List<String> list = new ArrayList<>(List.of("a", "b"));
    Outcome.of("get 2", () -> list.get(2));
    Outcome.of("get -1", () -> list.get(-1));
    Outcome.of("set 2", () -> list.set(2, "x"));
    Outcome.of("remove 5", () -> list.remove(5));
    Outcome.ofClass("add 3", () -> list.add(3, "x"));
    Outcome.ofClass("capacity", () -> new ArrayList<>(-1));
    Outcome.ofClass("addAll null", () -> list.addAll(null));
    Outcome.ofClass("iterator end", () -> new ArrayList<>().iterator().next());
  }

  private static void conversions() {
    List<String> list = new ArrayList<>(List.of("x", "y"));
    Object[] objects = list.toArray();
    objects[0] = 1;
    String[] large = {"1", "2", "3", "4"};
    System.out.println(Arrays.toString(list.toArray(large)) + " " + (list.toArray(large) == large));
    String[] exact = list.toArray(new String[0]);
    System.out.println(
        exact.length + exact[1] + objects.length + list.toArray(String[]::new).length);
    System.out.println(new ArrayList<>(list).equals(list) + " " + list.equals(List.of("y", "x")));
    System.out.println(
        list.reversed() + " " + list.getFirst() + list.getLast() + list.removeLast());
  }

  private static void sorting() {
    List<Integer> list = new ArrayList<>();
    int state = 7;
    for (int i = 0; i < 500; i++) {
      state = state * 1103515245 + 12345;
      list.add((state >>> 8) % 1000);
    }
    List<Integer> copy = new ArrayList<>(list);
    Collections.sort(list);
    copy.sort((a, b) -> b % 10 != a % 10 ? a % 10 - b % 10 : b - a);
    long hash = 0;
    for (int i = 0; i < list.size(); i++) {
      hash = hash * 31 + list.get(i) * 7 + copy.get(i);
    }
    System.out.println(hash + " " + list.get(0) + " " + list.get(499));
    System.out.println(Collections.binarySearch(list, list.get(77)) >= 0);
  }
}
