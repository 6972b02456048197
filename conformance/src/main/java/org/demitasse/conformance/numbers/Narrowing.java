package org.demitasse.conformance.numbers;

/** Conversions between all primitive types, at and beyond the limits of the target. */
public final class Narrowing {
  private Narrowing() {}

  public static void main(String[] args) {
    double[] doubles = {
      0,
      -0.0,
      0.9,
      -0.9,
      1.5,
      -1.5,
      127.9,
      128,
      -128.9,
      255,
      256,
      65535.9,
      65536,
      -1,
      1e5,
      2147483647.0,
      2147483648.0,
      -2147483648.9,
      -2147483649.0,
      4294967295.0,
      4294967296.0,
      1e10,
      -1e10,
      1e19,
      -1e19,
      9.223372036854775807e18,
      1e300,
      Double.NaN,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      Double.MIN_VALUE,
    };
    for (double d : doubles) {
      float f = (float) d;
      System.out.println(
          d
              + ": "
              + (byte) d
              + " "
              + (short) d
              + " "
              + (int) (char) d
              + " "
              + (int) d
              + " "
              + (long) d
              + " "
              + f);
      System.out.println(
          "  "
              + (byte) f
              + " "
              + (short) f
              + " "
              + (int) (char) f
              + " "
              + (int) f
              + " "
              + (long) f
              + " "
              + (double) f);
    }
    long[] longs = {
      0,
      1,
      -1,
      128,
      255,
      32768,
      65535,
      1L << 31,
      1L << 32,
      (1L << 53) + 1,
      Long.MAX_VALUE,
      Long.MIN_VALUE,
      0x123456789abcdefL
    };
    for (long l : longs) {
      System.out.println(
          l
              + ": "
              + (byte) l
              + " "
              + (short) l
              + " "
              + (int) (char) l
              + " "
              + (int) l
              + " "
              + (float) l
              + " "
              + (double) l);
    }
    int[] ints = {
      0, -1, 127, 128, 200, 32767, 32768, 65536, 16777217, Integer.MAX_VALUE, Integer.MIN_VALUE
    };
    for (int i : ints) {
      System.out.println(
          i
              + ": "
              + (byte) i
              + " "
              + (short) i
              + " "
              + (int) (char) i
              + " "
              + (long) i
              + " "
              + (float) i
              + " "
              + (double) i);
    }
    char c = '\uffee';
    System.out.println(
        (byte) c + " " + (short) c + " " + (int) c + " " + (long) c + " " + (float) c);
    byte b = -1;
    System.out.println(
        (int) (char) b
            + " "
            + (short) b
            + " "
            + (long) b
            + " "
            + (b & 0xff)
            + " "
            + (int) (char) (b & 0x7f));
    System.out.println(
        (int) 'a' + (byte) 300 + (short) 70000 + " " + (byte) -129 + (char) 97 + (int) 3.99f);
    System.out.println(
        (byte) (int) 1e10
            + " "
            + (byte) (long) 1e10
            + " "
            + (int) (long) 1e10
            + " "
            + (short) 1e10);
    System.out.println(
        (float) 1e40
            + " "
            + (float) 1e-50
            + " "
            + (float) 0.1
            + " "
            + (double) 0.1f
            + " "
            + (float) 1.00000017881393421);
    int sum = 0;
    for (int i = -70000; i < 70000; i += 7) {
      sum =
          sum * 31
              + (byte) i
              + (short) (i * 3)
              + (char) (i * 5)
              + (int) (i * 0.37f)
              + (int) (i * 1e5);
    }
    System.out.println(sum);
  }
}
