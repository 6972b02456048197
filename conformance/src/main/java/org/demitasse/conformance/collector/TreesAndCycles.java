package org.demitasse.conformance.collector;

import java.util.ArrayList;
import java.util.List;

/** Binary trees built and dropped, cyclic structures, closures, deep references, exceptions. */
public final class TreesAndCycles {
  private TreesAndCycles() {}

  private record Tree(Tree left, Tree right) {
    static Tree build(int depth) {
      return depth == 0 ? new Tree(null, null) : new Tree(build(depth - 1), build(depth - 1));
    }

    int count() {
      return left == null ? 1 : 1 + left.count() + right.count();
    }
  }

  private static final class Ring {
    Ring next;
    Ring previous;
    final byte[] load = new byte[16];

    static Ring of(int size) {
      Ring first = new Ring();
      Ring last = first;
      for (int i = 1; i < size; i++) {
        Ring ring = new Ring();
        ring.load[0] = (byte) i;
        last.next = ring;
        ring.previous = last;
        last = ring;
      }
      last.next = first;
      first.previous = last;
      return first;
    }

    int length() {
      int n = 1;
      for (Ring ring = next; ring != this; ring = ring.next) {
        n++;
      }
      return n;
    }
  }

  private interface Step {
    int apply(int n);
  }

  public static void main(String[] args) {
    trees();
    rings();
    closures();
    deepChain();
    exceptions();
    growingRoots();
  }

  private static void trees() {
    Tree longLived = Tree.build(9);
    for (int depth = 2; depth <= 8; depth += 2) {
      int total = 0;
      int iterations = 1 << 11 - depth;
      for (int i = 0; i < iterations; i++) {
        total += Tree.build(depth).count();
      }
      System.out.println(depth + " " + iterations + " " + total);
    }
    System.out.println("long lived " + longLived.count());
  }

  private static void rings() {
    int total = 0;
    Ring kept = Ring.of(100);
    for (int i = 1; i < 400; i++) {
      Ring ring = Ring.of(i % 60 + 1);
      total += ring.length();
      if (i % 50 == 0) {
        kept.load[1] += 1;
        ring.previous.next = kept;
        kept = Ring.of(100);
      }
    }
    System.out.println("rings " + total + " " + kept.length());
  }

  private static void closures() {
    Step step = n -> n;
    for (int i = 0; i < 400; i++) {
      Step before = step;
      int add = i;
      int[] captured = {i, i + 1};
      step = i % 100 == 0 ? n -> n + add : n -> before.apply(n) + captured[1] - add;
    }
    System.out.println("closures " + step.apply(0));
  }

  private static void deepChain() {
    Object[] chain = {"end"};
    for (int i = 0; i < 20_000; i++) {
      chain = new Object[] {chain};
    }
    byte[] pressure = null;
    for (int i = 0; i < 100; i++) {
      pressure = new byte[20_000];
    }
    System.gc();
    int depth = 0;
    Object at = chain;
    while (at instanceof Object[] array) {
      at = array[0];
      depth++;
    }
    System.out.println("deep " + depth + " " + at + " " + pressure.length);
  }

  private static int thrower(int depth, List<Integer> seen) {
    int[] local = new int[50];
    local[depth % 50] = depth;
    if (depth == 0) {
      throw new IllegalStateException("bottom");
    }
    try {
      return thrower(depth - 1, seen) + local[0];
    } finally {
      seen.add(local[depth % 50]);
    }
  }

  private static void exceptions() {
    long sum = 0;
    for (int i = 0; i < 300; i++) {
      List<Integer> seen = new ArrayList<>();
      try {
        thrower(i % 30, seen);
      } catch (IllegalStateException e) {
        sum += seen.size() + (seen.isEmpty() ? 0 : seen.get(seen.size() - 1));
        sum += e.getStackTrace().length > 0 ? 1 : 0;
      }
    }
    System.out.println("exceptions " + sum);
  }

  private static int recurse(int depth, Object a, Object b) {
    int[] fresh = new int[8];
    fresh[3] = depth;
    if (depth == 0) {
      return 1;
    }
    int below = recurse(depth - 1, b, fresh);
    return below + fresh[3] + (a instanceof int[] ints ? ints[3] : 0) % 7;
  }

  private static void growingRoots() {
    long sum = 0;
    for (int i = 0; i < 300; i++) {
      sum += recurse(150, "a", "b");
    }
    System.out.println("roots " + sum);
  }
}
