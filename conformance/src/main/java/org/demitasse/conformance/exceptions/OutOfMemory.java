package org.demitasse.conformance.exceptions;

import java.util.ArrayList;
import java.util.List;

/** OutOfMemoryError: by one huge array, by many objects; caught; the memory is usable again. */
public final class OutOfMemory {
  private OutOfMemory() {}

  private static final class Link {
    final Link next;
    final long[] load = new long[64];

    Link(Link next) {
      this.next = next;
    }
  }

  public static void main(String[] args) {
    try {
      long[] huge = new long[Integer.MAX_VALUE];
      System.out.println("allocated " + huge.length);
    } catch (OutOfMemoryError e) {
      System.out.println("huge array refused");
    }
    try {
      int[][] matrix = new int[100000][100000];
      System.out.println("allocated " + matrix.length);
    } catch (OutOfMemoryError e) {
      System.out.println("matrix refused");
    }
    System.out.println("matrices refused: " + (fillWithMatrices() > 2));
    for (int round = 0; round < 3; round++) {
      System.out.println("list filled: " + (fillList() > 10));
      System.out.println("chain filled: " + (fillChain() > 10));
    }
    try {
      StringBuilder b = new StringBuilder("x");
      while (true) {
        b.append(b);
      }
    } catch (OutOfMemoryError e) {
      System.out.println("builder refused");
    }
    List<String> after = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      after.add("s" + i);
    }
    System.out.println(after.size() + " " + after.get(999));
    System.out.println(
        new OutOfMemoryError("own").getMessage()
            + " "
            + (new OutOfMemoryError() instanceof VirtualMachineError));
    int refused = 0;
    for (int i = 0; i < 10; i++) {
      try {
        byte[][] rows = new byte[10000][];
        for (int k = 0; k < rows.length; k++) {
          rows[k] = new byte[20000];
        }
      } catch (OutOfMemoryError e) {
        refused++;
      }
    }
    System.out.println(refused);
  }

  /** The memory ends in the middle of an array of several dimensions, at different places. */
  private static int fillWithMatrices() {
    int refused = 0;
    for (int columns = 100; columns < 4000; columns *= 2) {
      List<Object> matrices = new ArrayList<>();
      try {
        while (true) {
          int[][][] matrix = new int[3][200][columns];
          matrix[2][199][columns - 1] = 1;
          matrices.add(matrix);
        }
      } catch (OutOfMemoryError e) {
        refused++;
      }
    }
    return refused;
  }

  private static int fillList() {
    List<byte[]> list = new ArrayList<>();
    try {
      while (true) {
        list.add(new byte[10000]);
      }
    } catch (OutOfMemoryError e) {
      return list.size();
    }
  }

  private static int fillChain() {
    Link head = null;
    int length = 0;
    try {
      while (true) {
        head = new Link(head);
        length++;
      }
    } catch (OutOfMemoryError e) {
      int counted = 0;
      for (Link link = head; link != null; link = link.next) {
        counted++;
      }
      return counted == length ? length : -1;
    }
  }
}
