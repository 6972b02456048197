package org.demitasse.library.java.util;

import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** The linear congruential generator whose sequences the documentation fixes for every seed. */
public class Random implements RandomGenerator, java.io.Serializable {
  private static final long serialVersionUID = 1;
  private static final long MULTIPLIER = 0x5DEECE66DL;
  private static final long INCREMENT = 0xBL;
  private static final long MASK = (1L << 48) - 1;

  private static long uniquifier = 8682522807148012L;

  private long seed;
  private double nextNextGaussian;
  private boolean haveNextNextGaussian;

  public Random() {
    this((uniquifier *= 1181783497276652981L) ^ System.nanoTime());
  }

  public Random(long seed) {
    this.seed = scrambled(seed);
  }

  private static long scrambled(long seed) {
    return (seed ^ MULTIPLIER) & MASK;
  }

  public void setSeed(long seed) {
    this.seed = scrambled(seed);
    haveNextNextGaussian = false;
  }

  /** The next so many bits. */
  protected int next(int bits) {
    seed = (seed * MULTIPLIER + INCREMENT) & MASK;
    return (int) (seed >>> (48 - bits));
  }

  @Override
  public void nextBytes(byte[] bytes) {
    for (int i = 0; i < bytes.length; ) {
      int random = nextInt();
      for (int n = Math.min(bytes.length - i, 4); n > 0; n--) {
        bytes[i++] = (byte) random;
        random >>= 8;
      }
    }
  }

  @Override
  public int nextInt() {
    return next(32);
  }

  @Override
  public int nextInt(int bound) {
    if (bound <= 0) {
      throw new IllegalArgumentException("bound must be positive");
    }
    int random = next(31);
    if ((bound & -bound) == bound) {
      return (int) ((bound * (long) random) >> 31);
    }
    int result = random % bound;
    while (random - result + (bound - 1) < 0) {
      random = next(31);
      result = random % bound;
    }
    return result;
  }

  @Override
  public int nextInt(int origin, int bound) {
    if (origin >= bound) {
      throw new IllegalArgumentException("bound must be greater than origin");
    }
    int random = nextInt();
    int range = bound - origin;
    int mask = range - 1;
    if ((range & mask) == 0) {
      return (random & mask) + origin;
    }
    if (range > 0) {
      int positive = random >>> 1;
      int result = positive % range;
      while (positive + mask - result < 0) {
        positive = nextInt() >>> 1;
        result = positive % range;
      }
      return result + origin;
    }
    while (random < origin || random >= bound) {
      random = nextInt();
    }
    return random;
  }

  @Override
  public long nextLong() {
    return ((long) next(32) << 32) + next(32);
  }

  @Override
  public boolean nextBoolean() {
    return next(1) != 0;
  }

  @Override
  public float nextFloat() {
    return next(24) * 0x1p-24f;
  }

  @Override
  public double nextDouble() {
    return (((long) next(26) << 27) + next(27)) * 0x1p-53;
  }

  @Override
  public double nextGaussian() {
    if (haveNextNextGaussian) {
      haveNextNextGaussian = false;
      return nextNextGaussian;
    }
    double v1;
    double v2;
    double s;
    do {
      v1 = 2 * nextDouble() - 1;
      v2 = 2 * nextDouble() - 1;
      s = v1 * v1 + v2 * v2;
    } while (s >= 1 || s == 0);
    double multiplier = StrictMath.sqrt(-2 * StrictMath.log(s) / s);
    nextNextGaussian = v2 * multiplier;
    haveNextNextGaussian = true;
    return v1 * multiplier;
  }

  @Override
  public IntStream ints() {
    return IntStream.generate(this::nextInt);
  }

  @Override
  public IntStream ints(long size) {
    return ints().limit(size);
  }

  @Override
  public IntStream ints(int origin, int bound) {
    return IntStream.generate(() -> within(origin, bound));
  }

  @Override
  public IntStream ints(long size, int origin, int bound) {
    return ints(origin, bound).limit(size);
  }

  private int within(int origin, int bound) {
    int range = bound - origin;
    if (range > 0) {
      return nextInt(range) + origin;
    }
    int random = nextInt();
    while (random < origin || random >= bound) {
      random = nextInt();
    }
    return random;
  }

  @Override
  public LongStream longs() {
    return LongStream.generate(this::nextLong);
  }

  @Override
  public LongStream longs(long size) {
    return longs().limit(size);
  }

  @Override
  public DoubleStream doubles() {
    return DoubleStream.generate(this::nextDouble);
  }

  @Override
  public DoubleStream doubles(long size) {
    return doubles().limit(size);
  }
}
