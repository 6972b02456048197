package org.demitasse.conformance.util;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedList;
import java.util.List;
import java.util.ListIterator;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Random;
import org.demitasse.conformance.Outcome;

/** LinkedList, ArrayDeque and PriorityQueue as list, queue, stack and deque. */
public final class LinkedLists {
  private LinkedLists() {}

  public static void main(String[] args) {
    list();
    deque(new LinkedList<>());
    deque(new ArrayDeque<>());
    empty(new LinkedList<>());
    empty(new ArrayDeque<>());
    ring();
    priorities();
    nulls();
    fuzz();
    iterators();
  }

  private static void list() {
    LinkedList<String> list = new LinkedList<>(List.of("b", "c"));
    list.addFirst("a");
    list.addLast("d");
    list.add(2, "x");
    System.out.println(list + " " + list.get(3) + list.indexOf("x") + list.set(0, "A"));
    System.out.println(
        list.remove(1) + list.removeFirst() + list.removeLast() + list.remove("x") + list);
    list.add(null);
    System.out.println(list.contains(null) + " " + list.peekLast() + list.size());
    ListIterator<String> iterator = list.listIterator(1);
    iterator.add("mid");
    iterator.next();
    iterator.set("end");
    while (iterator.hasPrevious()) {
      System.out.print(iterator.previousIndex() + iterator.previous() + " ");
    }
    iterator.next();
    iterator.remove();
    System.out.println(list + " " + list.equals(List.of("mid", "end")));
    Outcome.ofClass("get", () -> list.get(2));
    Outcome.ofClass("add", () -> list.add(5, "x"));
    Outcome.ofClass(
        "fail fast",
        () -> {
          for (String s : list) {
            list.add(s);
          }
        });
    list.sort(null);
    System.out.println(list + " " + list.reversed());
  }

  private static void deque(Deque<Integer> deque) {
    for (int i = 0; i < 6; i++) {
      if (i % 2 == 0) {
        deque.offerFirst(i);
      } else {
        deque.offerLast(i);
      }
    }
    System.out.println(deque + " " + deque.peekFirst() + deque.peekLast() + deque.size());
    deque.push(10);
    System.out.println(deque.pop() + " " + deque.pollLast() + deque.pollFirst() + deque.element());
    deque.addAll(List.of(3, 1, 3));
    System.out.println(
        deque.removeFirstOccurrence(3) + " " + deque.removeLastOccurrence(3) + deque);
    StringBuilder backwards = new StringBuilder();
    for (Iterator<Integer> it = deque.descendingIterator(); it.hasNext(); ) {
      int value = it.next();
      backwards.append(value);
      if (value == 1) {
        it.remove();
      }
    }
    System.out.println(backwards + " " + deque + deque.contains(0) + deque.remove(77));
    deque.removeIf(i -> i % 2 == 0);
    System.out.println(deque + " " + deque.stream().mapToInt(i -> i).sum());
  }

  private static void empty(Deque<String> deque) {
    System.out.println(deque.poll() + deque.peek() + deque.pollLast() + deque.isEmpty() + deque);
    Outcome.ofClass("pop", deque::pop);
    Outcome.ofClass("removeFirst", deque::removeFirst);
    Outcome.ofClass("removeLast", deque::removeLast);
    Outcome.ofClass("element", deque::element);
    Outcome.ofClass("getLast", deque::getLast);
    Outcome.ofClass("iterator", () -> deque.iterator().next());
  }

  private static void ring() {
    ArrayDeque<Integer> deque = new ArrayDeque<>(4);
    long sum = 0;
    for (int i = 0; i < 1000; i++) {
      deque.addLast(i);
      if (i % 3 != 0) {
        sum = sum * 31 + deque.removeFirst();
      }
      if (i % 50 == 0) {
        deque.addFirst(-i);
      }
    }
    System.out.println(
        deque.size() + " " + sum + " " + deque.peekFirst() + " " + deque.clone().peekLast());
  }

  private static void priorities() {
    PriorityQueue<String> queue =
        new PriorityQueue<>(
            (a, b) -> a.length() != b.length() ? a.length() - b.length() : a.compareTo(b));
    queue.addAll(List.of("pear", "fig", "banana", "kiwi", "date", "apple", "x"));
    System.out.println(
        queue.peek() + " " + queue.size() + queue.contains("fig") + queue.remove("kiwi"));
    StringBuilder order = new StringBuilder();
    while (!queue.isEmpty()) {
      order.append(queue.poll()).append(' ');
    }
    System.out.println(order + "" + queue.poll());
    PriorityQueue<Integer> numbers = new PriorityQueue<>();
    int state = 3;
    for (int i = 0; i < 300; i++) {
      state = state * 69069 + 1;
      numbers.add(state >>> 20);
      if (i % 4 == 3) {
        numbers.poll();
      }
    }
    long hash = numbers.size();
    int last = Integer.MIN_VALUE;
    boolean ordered = true;
    while (!numbers.isEmpty()) {
      int next = numbers.remove();
      ordered &= next >= last;
      last = next;
      hash = hash * 31 + next;
    }
    System.out.println(ordered + " " + hash);
    Outcome.ofClass(
        "not comparable", () -> new PriorityQueue<Object>(List.of(new Object(), new Object())));
    Queue<Integer> reversed = new PriorityQueue<>(3, java.util.Comparator.reverseOrder());
    reversed.addAll(List.of(1, 5, 3));
    System.out.println(reversed.poll() + " " + reversed.poll());
  }

  private static void nulls() {
    Outcome.ofClass("ArrayDeque null", () -> new ArrayDeque<String>().add(null));
    Outcome.ofClass("PriorityQueue null", () -> new PriorityQueue<String>().add(null));
    Outcome.ofClass("LinkedList null", () -> new LinkedList<String>().add(null));
  }

  private static void fuzz() {
    LinkedList<Integer> linked = new LinkedList<>();
    ArrayDeque<Integer> array = new ArrayDeque<>();
    int state = 42;
    int differences = 0;
    long hash = 0;
    for (int i = 0; i < 3000; i++) {
      state = state * 1664525 + 1013904223;
      int value = state >>> 16;
      switch (value % 6) {
        case 0, 1 -> {
          linked.addFirst(value);
          array.addFirst(value);
        }
        case 2, 3 -> {
          linked.addLast(value);
          array.addLast(value);
        }
        case 4 -> {
          Integer a = linked.pollFirst();
          Integer b = array.pollFirst();
          differences += java.util.Objects.equals(a, b) ? 0 : 1;
          hash = hash * 31 + (a == null ? 7 : a);
        }
        default -> {
          Integer a = linked.pollLast();
          Integer b = array.pollLast();
          differences += java.util.Objects.equals(a, b) ? 0 : 1;
          hash = hash * 17 + (a == null ? 7 : a);
        }
      }
    }
    System.out.println(differences + " " + hash + " " + linked.size() + " " + array.size());
  }

  /** Steps of two iterators that must agree, of a linked list and of an array list. */
  private static void iterators() {
    Random random = new Random(5);
    StringBuilder log = new StringBuilder();
    int differences = 0;
    for (int round = 0; round < 40; round++) {
      List<Integer> linked = new LinkedList<>(List.of(1, 2, 3).subList(0, random.nextInt(4)));
      List<Integer> array = new ArrayList<>(linked);
      int start = random.nextInt(linked.size() + 1);
      ListIterator<Integer> first = linked.listIterator(start);
      ListIterator<Integer> second = array.listIterator(start);
      for (int i = 0; i < 20; i++) {
        int kind = random.nextInt(6);
        int value = random.nextInt(100);
        String result = step(first, kind, value);
        if (!result.equals(step(second, kind, value)) || !linked.equals(array)) {
          differences++;
        }
        log.append(result);
      }
      log.append(linked);
    }
    System.out.println(differences + " " + log.toString().hashCode());
    System.out.println(log.substring(0, 200));
  }

  private static String step(ListIterator<Integer> iterator, int kind, int value) {
    try {
      switch (kind) {
        case 0 -> {
          return "next " + iterator.next() + ' ';
        }
        case 1 -> {
          return "previous " + iterator.previous() + ' ';
        }
        case 2 -> iterator.remove();
        case 3 -> iterator.set(value);
        case 4 -> iterator.add(value);
        default -> {
          return iterator.hasPrevious() + " " + iterator.previousIndex() + ' ';
        }
      }
      return iterator.hasNext() + " " + iterator.nextIndex() + ' ';
    } catch (IllegalStateException | NoSuchElementException e) {
      return e.getClass().getSimpleName() + ' ';
    }
  }
}
