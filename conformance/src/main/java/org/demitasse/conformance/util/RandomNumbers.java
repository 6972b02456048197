package org.demitasse.conformance.util;

import java.util.Arrays;
import java.util.Random;
import org.demitasse.conformance.Outcome;

/** java.util.Random: the sequences that the documentation fixes for a seed. */
public final class RandomNumbers {
  private RandomNumbers() {}

  public static void main(String[] args) {
    for (long seed : new long[] {0, 1, 42, -1, 123456789012345L, Long.MIN_VALUE}) {
      Random random = new Random(seed);
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < 5; i++) {
        line.append(random.nextInt()).append(' ');
      }
      line.append(random.nextLong()).append(' ').append(random.nextBoolean()).append(' ');
      line.append(random.nextInt(10)).append(' ').append(random.nextInt(1 << 20)).append(' ');
      line.append(random.nextInt(1000000007)).append(' ');
      line.append(random.nextFloat()).append(' ').append(random.nextDouble());
      System.out.println(line);
    }
    Random random = new Random(99);
    int[] counts = new int[7];
    for (int i = 0; i < 7000; i++) {
      counts[random.nextInt(7)]++;
    }
    System.out.println(Arrays.toString(counts));
    byte[] bytes = new byte[11];
    random.nextBytes(bytes);
    System.out.println(Arrays.toString(bytes));
    System.out.println(random.nextInt(5, 10) + " " + random.nextInt(-100, 100));
    random.setSeed(7);
    System.out.println(random.nextInt() == new Random(7).nextInt());
    Outcome.ofClass("bound 0", () -> random.nextInt(0));
    Outcome.ofClass("bound negative", () -> random.nextInt(-5));
    gaussians();
    streams();
  }

  private static void gaussians() {
    Random random = new Random(2024);
    double sum = 0;
    for (int i = 0; i < 100; i++) {
      sum += Math.abs(random.nextGaussian()) < 1 ? 1 : 0;
    }
    System.out.println(sum);
    System.out.printf("%.6f %.6f%n", random.nextGaussian(), random.nextGaussian());
  }

  private static void streams() {
    System.out.println(Arrays.toString(new Random(5).ints(5).toArray()));
    System.out.println(Arrays.toString(new Random(5).ints(5, 0, 100).toArray()));
    System.out.println(Arrays.toString(new Random(5).doubles(2).toArray()));
    System.out.println(Arrays.toString(new Random(5).longs(2).toArray()));
  }
}
