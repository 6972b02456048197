package org.demitasse.conformance.numbers;

/** Integer and Long bit methods, shifts, rotations and unsigned arithmetic. */
public final class BitOperations {
  private BitOperations() {}

  private static final int[] INTS = {
    0, 1, -1, 2, 0x80000000, 0x7fffffff, 0x12345678, 0xf0f0f0f0, 255, -256, 0x00010000
  };
  private static final long[] LONGS = {
    0,
    1,
    -1,
    Long.MIN_VALUE,
    Long.MAX_VALUE,
    0x123456789abcdef0L,
    1L << 32,
    0xffff0000ffff0000L,
    255,
    -3
  };

  public static void main(String[] args) {
    ints();
    longs();
    unsignedInts();
    unsignedLongs();
    shifts();
    tricks();
    smallTypes();
  }

  private static void ints() {
    for (int i : INTS) {
      System.out.println(
          i
              + ": "
              + Integer.bitCount(i)
              + " "
              + Integer.numberOfLeadingZeros(i)
              + " "
              + Integer.numberOfTrailingZeros(i)
              + " "
              + Integer.highestOneBit(i)
              + " "
              + Integer.lowestOneBit(i)
              + " "
              + Integer.reverse(i)
              + " "
              + Integer.reverseBytes(i)
              + " "
              + Integer.rotateLeft(i, 7)
              + " "
              + Integer.rotateRight(i, 37)
              + " "
              + Integer.rotateLeft(i, -3)
              + " "
              + Integer.signum(i));
    }
  }

  private static void longs() {
    for (long l : LONGS) {
      System.out.println(
          l
              + ": "
              + Long.bitCount(l)
              + " "
              + Long.numberOfLeadingZeros(l)
              + " "
              + Long.numberOfTrailingZeros(l)
              + " "
              + Long.highestOneBit(l)
              + " "
              + Long.lowestOneBit(l)
              + " "
              + Long.reverse(l)
              + " "
              + Long.reverseBytes(l)
              + " "
              + Long.rotateLeft(l, 13)
              + " "
              + Long.rotateRight(l, 77)
              + " "
              + Long.signum(l));
    }
  }

  private static void unsignedInts() {
    for (int a : INTS) {
      StringBuilder line = new StringBuilder(Integer.toUnsignedString(a)).append(": ");
      for (int b : INTS) {
        line.append(Integer.compareUnsigned(a, b)).append(' ');
        if (b != 0) {
          line.append(Integer.divideUnsigned(a, b))
              .append(' ')
              .append(Integer.remainderUnsigned(a, b))
              .append(' ');
        }
      }
      System.out.println(line);
    }
  }

  private static void unsignedLongs() {
    for (long a : LONGS) {
      StringBuilder line = new StringBuilder(Long.toUnsignedString(a)).append(": ");
      for (long b : LONGS) {
        line.append(Long.compareUnsigned(a, b)).append(' ');
        if (b != 0) {
          line.append(Long.divideUnsigned(a, b))
              .append(' ')
              .append(Long.remainderUnsigned(a, b))
              .append(' ');
        }
      }
      System.out.println(line);
    }
  }

  private static void shifts() {
    int hash = 0;
    for (int i : INTS) {
      for (int count = -70; count <= 70; count++) {
        hash = hash * 31 + (i << count) + (i >> count) * 3 + (i >>> count) * 7;
      }
    }
    long longHash = 0;
    for (long l : LONGS) {
      for (int count = -130; count <= 130; count++) {
        longHash = longHash * 31 + (l << count) + (l >> count) * 3 + (l >>> count) * 7;
      }
    }
    System.out.println(hash + " " + longHash);
    int one = 1;
    long wide = 33;
    System.out.println(
        (one << wide)
            + " "
            + (one << 32)
            + " "
            + (1L << 64)
            + " "
            + (-1 >>> 33)
            + " "
            + (-1L >>> 65));
  }

  private static void tricks() {
    int parity = 0;
    for (int i = 0; i < 1000; i++) {
      parity ^= Integer.bitCount(i * 0x9e3779b9) & 1;
    }
    int x = 123456789;
    for (int i = 0; i < 1000; i++) {
      x ^= x << 13;
      x ^= x >>> 17;
      x ^= x << 5;
    }
    long z = 0;
    for (int i = 0; i < 1000; i++) {
      z += 0x9e3779b97f4a7c15L;
      long y = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
      z ^= y ^ y >>> 27;
    }
    System.out.println(parity + " " + x + " " + z);
    int crc = -1;
    for (char c : "123456789".toCharArray()) {
      crc ^= c;
      for (int k = 0; k < 8; k++) {
        crc = crc >>> 1 ^ 0xedb88320 & -(crc & 1);
      }
    }
    System.out.println(Integer.toHexString(~crc));
    long product = multiplyHigh(0xfedcba9876543210L, 0x123456789abcdefL);
    System.out.println(
        product
            + " "
            + Integer.toHexString(gray(1000))
            + " "
            + isPowerOfTwo(4096)
            + isPowerOfTwo(0));
  }

  private static long multiplyHigh(long x, long y) {
    long x1 = x >> 32;
    long x0 = x & 0xffffffffL;
    long y1 = y >> 32;
    long y0 = y & 0xffffffffL;
    long low = x0 * y0;
    long middle = x1 * y0 + (low >>> 32);
    long other = (middle & 0xffffffffL) + x0 * y1;
    return x1 * y1 + (middle >> 32) + (other >> 32);
  }

  private static int gray(int n) {
    return n ^ n >> 1;
  }

  private static boolean isPowerOfTwo(int n) {
    return n > 0 && (n & n - 1) == 0;
  }

  private static void smallTypes() {
    byte b = (byte) 0xa5;
    short s = (short) 0x8001;
    char c = '\u8001';
    System.out.println(
        (b >> 4)
            + " "
            + (b >>> 4)
            + " "
            + ((b & 0xff) >> 4)
            + " "
            + (byte) (b << 1)
            + " "
            + (byte) ~b);
    System.out.println(
        (s >> 1)
            + " "
            + (s >>> 1)
            + " "
            + (c >> 1)
            + " "
            + (c >>> 1)
            + " "
            + (short) (s << 1)
            + " "
            + (int) (char) ~c);
    System.out.println(
        Short.reverseBytes(s)
            + " "
            + (int) Character.reverseBytes(c)
            + " "
            + Byte.toUnsignedInt(b)
            + " "
            + Byte.toUnsignedLong(b));
  }
}
