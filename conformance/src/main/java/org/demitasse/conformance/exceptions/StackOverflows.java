package org.demitasse.conformance.exceptions;

import java.util.ArrayList;
import java.util.List;

/** StackOverflowError: thrown by endless recursion of every kind, caught, and life goes on. */
public final class StackOverflows {
  private StackOverflows() {}

  private static int depth;
  private static int finallies;

  private static final class Node {
    Object child;

    @Override
    public String toString() {
      return "Node(" + child + ")";
    }
  }

  private static int endless(int n) {
    depth = n;
    return endless(n + 1) + 1;
  }

  private static long wide(long a, long b, double c, Object d) {
    return wide(a + b, b + 1, c * 0.5, d) + wide(b, a, c, d);
  }

  private static boolean even(int n) {
    return n == -1 || odd(n - 1);
  }

  private static boolean odd(int n) {
    return n != -1 && even(n - 1);
  }

  private static void withFinally() {
    try {
      withFinally();
    } finally {
      finallies++;
    }
  }

  private static int bounded(int n) {
    return n == 0 ? 0 : 1 + bounded(n - 1);
  }

  public static void main(String[] args) {
    for (int round = 0; round < 3; round++) {
      try {
        endless(0);
        System.out.println("never");
      } catch (StackOverflowError e) {
        System.out.println("caught " + e.getMessage() + " " + (depth > 100));
      }
    }
    try {
      wide(1, 2, 3, "x");
    } catch (StackOverflowError e) {
      System.out.println("wide " + (e instanceof VirtualMachineError));
    }
    try {
      even(0x7fffffff);
    } catch (StackOverflowError e) {
      System.out.println("mutual");
    }
    try {
      withFinally();
    } catch (StackOverflowError e) {
      System.out.println("finally " + (finallies > 100));
    }
    Node node = new Node();
    node.child = node;
    try {
      System.out.println(node.toString().length());
    } catch (StackOverflowError e) {
      System.out.println("toString");
    }
    List<Object> self = new ArrayList<>();
    self.add(List.of(self));
    try {
      System.out.println(self.hashCode());
    } catch (StackOverflowError e) {
      System.out.println("hashCode");
    }
    Runnable[] endless = new Runnable[1];
    endless[0] = () -> endless[0].run();
    try {
      endless[0].run();
    } catch (StackOverflowError e) {
      System.out.println("lambda");
    }
    System.out.println("afterwards " + bounded(200));
    int caught = 0;
    for (int i = 0; i < 20; i++) {
      try {
        endless(0);
      } catch (StackOverflowError e) {
        caught++;
      }
    }
    System.out.println(caught);
  }
}
