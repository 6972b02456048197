package org.demitasse.conformance.collector;

import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Churn, fragmentation, big arrays, long lists and strings in a small heap. */
public final class HeapPressure {
  private HeapPressure() {}

  public static void main(String[] args) {
    churn();
    fragmentation();
    bigArrays();
    longList();
    strings();
    maps();
    oldToYoung();
    window();
    arraysOfArrays();
    identityHashes();
    weak();
    boxes();
  }

  private static void churn() {
    long sum = 0;
    for (int i = 0; i < 300_000; i++) {
      int[] garbage = new int[i % 40];
      if (garbage.length > 0) {
        garbage[garbage.length - 1] = i;
        sum += garbage[garbage.length - 1];
      }
    }
    System.out.println("churn " + sum);
  }

  private static void fragmentation() {
    byte[][] blocks = new byte[200][];
    for (int round = 0; round < 12; round++) {
      for (int i = 0; i < blocks.length; i++) {
        blocks[i] = new byte[500 + (i * 37 + round * 101) % 1500];
        blocks[i][0] = (byte) i;
        blocks[i][blocks[i].length - 1] = (byte) round;
      }
      for (int i = round % 2; i < blocks.length; i += 2) {
        blocks[i] = null;
      }
      byte[] large = new byte[60_000];
      large[59_999] = 1;
    }
    int sum = 0;
    for (byte[] block : blocks) {
      if (block != null) {
        sum = sum * 31 + block.length + block[0] + block[block.length - 1];
      }
    }
    System.out.println("fragmentation " + sum);
  }

  private static void bigArrays() {
    long sum = 0;
    for (int i = 1; i <= 40; i++) {
      long[] big = new long[i * 1000];
      big[i * 1000 - 1] = i;
      sum += big[big.length - 1] + big[0];
      Object[] references = new Object[i * 500];
      references[i] = big;
      sum += ((long[]) references[i]).length;
    }
    System.out.println("big " + sum);
  }

  private static final class Cell {
    final int value;
    Cell next;

    Cell(int value, Cell next) {
      this.value = value;
      this.next = next;
    }
  }

  private static void longList() {
    Cell head = null;
    for (int i = 0; i < 12_000; i++) {
      head = new Cell(i, head);
    }
    for (int round = 0; round < 10; round++) {
      byte[] pressure = new byte[50_000];
      pressure[round] = 1;
      Cell reversed = null;
      for (Cell cell = head; cell != null; ) {
        Cell next = cell.next;
        cell.next = reversed;
        reversed = cell;
        cell = next;
      }
      head = reversed;
    }
    long sum = 0;
    for (Cell cell = head; cell != null; cell = cell.next) {
      sum = sum * 3 + cell.value;
    }
    System.out.println("list " + sum);
  }

  private static void strings() {
    String text = "";
    int hash = 0;
    for (int i = 0; i < 2000; i++) {
      text = text + (char) ('a' + i % 26);
      if (text.length() > 300) {
        text = text.substring(150);
      }
      hash = hash * 31 + text.hashCode();
    }
    StringBuilder b = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      b.append(i % 10);
    }
    System.out.println("strings " + hash + " " + b.toString().hashCode());
  }

  private static void maps() {
    Map<String, List<Integer>> map = new HashMap<>();
    for (int i = 0; i < 30_000; i++) {
      String key = "key" + (i * 7919) % 101;
      List<Integer> list = map.computeIfAbsent(key, k -> new ArrayList<>());
      list.add(i);
      if (list.size() > 20) {
        map.remove(key);
      }
    }
    long sum = 0;
    for (Map.Entry<String, List<Integer>> entry : new TreeMap<>(map).entrySet()) {
      sum = sum * 31 + entry.getKey().hashCode() + entry.getValue().hashCode();
    }
    System.out.println("maps " + map.size() + " " + sum);
  }

  private static final Object[] HOLDER = new Object[100];

  private static void oldToYoung() {
    for (int i = 0; i < HOLDER.length; i++) {
      HOLDER[i] = new Object[1];
    }
    long sum = 0;
    for (int round = 0; round < 3000; round++) {
      int at = round * 31 % HOLDER.length;
      ((Object[]) HOLDER[at])[0] = new int[] {round, at};
      byte[] garbage = new byte[300];
      garbage[0] = 1;
      int[] found = (int[]) ((Object[]) HOLDER[(at + 50) % HOLDER.length])[0];
      sum += found == null ? 0 : found[0] * 31L + found[1];
    }
    System.out.println("old to young " + sum);
  }

  private static void window() {
    ArrayDeque<int[]> window = new ArrayDeque<>();
    long sum = 0;
    for (int i = 0; i < 40_000; i++) {
      window.addLast(new int[] {i, i * i});
      if (window.size() > 2000) {
        int[] oldest = window.removeFirst();
        sum += oldest[0] ^ oldest[1];
      }
    }
    System.out.println("window " + sum);
  }

  private static void arraysOfArrays() {
    int total = 0;
    for (int round = 0; round < 60; round++) {
      int[][][] cube = new int[10][10][10];
      cube[round % 10][3][7] = round;
      String[][] names = new String[20][];
      names[round % 20] = new String[] {"n" + round};
      total += cube[round % 10][3][7] + names[round % 20][0].length();
    }
    System.out.println("arrays " + total);
  }

  private static void identityHashes() {
    Object[] objects = new Object[200];
    int[] hashes = new int[200];
    for (int i = 0; i < objects.length; i++) {
      objects[i] = new Object();
      hashes[i] = objects[i].hashCode();
    }
    for (int i = 0; i < 2000; i++) {
      byte[] garbage = new byte[1000];
      garbage[1] = 2;
    }
    System.gc();
    boolean stable = true;
    for (int i = 0; i < objects.length; i++) {
      stable &= objects[i].hashCode() == hashes[i];
    }
    System.out.println("hashes " + stable);
  }

  private static void weak() {
    Object strong = new Object();
    WeakReference<Object> reference = new WeakReference<>(strong);
    for (int i = 0; i < 500; i++) {
      byte[] garbage = new byte[5000];
      garbage[2] = 3;
    }
    System.gc();
    System.out.println("weak " + (reference.get() == strong));
    reference.clear();
    System.out.println(reference.get());
  }

  private static void boxes() {
    Long sum = 0L;
    Double product = 1.0;
    for (int i = 1; i < 50_000; i++) {
      sum += i;
      product = product * 1.0000001;
    }
    System.out.println("boxes " + sum + " " + product);
  }
}
