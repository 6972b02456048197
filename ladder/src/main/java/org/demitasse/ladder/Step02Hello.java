package org.demitasse.ladder;

import java.util.ArrayList;
import java.util.List;

/**
 * Step 02: the Java runtime is up. Class initializers run once and in order, formatted output
 * works, an exception is thrown and caught, memory comes from a fixed heap whose exhaustion is an
 * error that can be caught, and the collector gives back what is no longer used.
 */
public final class Step02Hello {
  private static final StringBuilder ORDER = new StringBuilder();

  private Step02Hello() {}

  /** Initialized by the first use of it, after {@link Second}. */
  private static final class First {
    static final int VALUE;

    static {
      ORDER.append("first ");
      VALUE = Second.VALUE + 1;
    }
  }

  private static final class Second {
    static final int VALUE;

    static {
      ORDER.append("second ");
      VALUE = 41;
    }
  }

  public static void main(String[] arguments) {
    System.out.println(String.format("Hello, this is Java's format: %d, %x, %s.", 42, 42, "text"));
    boolean passed = initializers() && exceptions() && collector() && exhaustion();
    if (!passed) {
      throw new IllegalStateException("step 02 failed");
    }
    System.out.println("step 02 passed");
  }

  private static boolean initializers() {
    int value = First.VALUE;
    System.out.println("initializers ran: " + ORDER + "-> " + value);
    return value == 42 && ORDER.toString().equals("first second ");
  }

  private static boolean exceptions() {
    try {
      fail(3);
      return false;
    } catch (IllegalStateException e) {
      System.out.println("Successfully caught an exception: " + e.getMessage());
      return true;
    }
  }

  private static void fail(int depth) {
    if (depth > 0) {
      fail(depth - 1);
      return;
    }
    throw new IllegalStateException("thrown three calls deep");
  }

  /** Allocates 16 times the heap limit and keeps a little of it. */
  private static boolean collector() {
    List<byte[]> kept = new ArrayList<>();
    long sum = 0;
    for (int i = 0; i < 8192; i++) {
      byte[] block = new byte[1024];
      block[i % block.length] = (byte) i;
      if (i % 1024 == 0) {
        kept.add(block);
      }
      sum += block[i % block.length];
    }
    for (int i = 0; i < kept.size(); i++) {
      sum += kept.get(i).length;
    }
    System.out.println("the collector kept " + kept.size() + " of 8192 blocks, sum " + sum);
    return kept.size() == 8;
  }

  private static boolean exhaustion() {
    List<byte[]> all = new ArrayList<>();
    try {
      while (true) {
        all.add(new byte[16 * 1024]);
      }
    } catch (OutOfMemoryError e) {
      int blocks = all.size();
      all.clear();
      System.out.println("the heap was full after at least 16 blocks: " + (blocks >= 16));
      return blocks >= 16;
    }
  }
}
