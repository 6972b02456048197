package org.demitasse.conformance.algorithms;

import java.nio.charset.StandardCharsets;

/** SHA-256, CRC-32, Adler-32, FNV, Murmur, SipHash and XTEA written out. */
public final class Hashes {
  private Hashes() {}

  private static final int[] K = new int[64];
  private static final int[] INITIAL = new int[8];

  static {
    int count = 0;
    for (int n = 2; count < 64; n++) {
      boolean prime = true;
      for (int d = 2; d * d <= n; d++) {
        prime &= n % d != 0;
      }
      if (prime) {
        if (count < 8) {
          INITIAL[count] = root(n, 2);
        }
        K[count++] = root(n, 3);
      }
    }
  }

  /** The first 32 bits of the fraction of the square or cube root of n, by bisection. */
  private static int root(int n, int degree) {
    java.math.BigInteger target = java.math.BigInteger.valueOf(n).shiftLeft(32 * degree);
    long low = 0;
    long high = 1L << 42;
    while (high - low > 1) {
      long middle = low + high >>> 1;
      if (java.math.BigInteger.valueOf(middle).pow(degree).compareTo(target) <= 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (int) low;
  }

  private static byte[] pad(byte[] message, boolean big) {
    int length = (message.length + 8) / 64 * 64 + 64;
    byte[] padded = new byte[length];
    System.arraycopy(message, 0, padded, 0, message.length);
    padded[message.length] = (byte) 0x80;
    long bits = message.length * 8L;
    for (int i = 0; i < 8; i++) {
      padded[big ? length - 1 - i : length - 8 + i] = (byte) (bits >>> 8 * i);
    }
    return padded;
  }

  private static String sha256(byte[] message) {
    int[] h = INITIAL.clone();
    byte[] data = pad(message, true);
    int[] w = new int[64];
    for (int block = 0; block < data.length; block += 64) {
      for (int i = 0; i < 16; i++) {
        int at = block + 4 * i;
        w[i] =
            data[at] << 24
                | (data[at + 1] & 0xff) << 16
                | (data[at + 2] & 0xff) << 8
                | data[at + 3] & 0xff;
      }
      for (int i = 16; i < 64; i++) {
        int s0 =
            Integer.rotateRight(w[i - 15], 7)
                ^ Integer.rotateRight(w[i - 15], 18)
                ^ w[i - 15] >>> 3;
        int s1 =
            Integer.rotateRight(w[i - 2], 17) ^ Integer.rotateRight(w[i - 2], 19) ^ w[i - 2] >>> 10;
        w[i] = w[i - 16] + s0 + w[i - 7] + s1;
      }
      int[] v = h.clone();
      for (int i = 0; i < 64; i++) {
        int s1 =
            Integer.rotateRight(v[4], 6)
                ^ Integer.rotateRight(v[4], 11)
                ^ Integer.rotateRight(v[4], 25);
        int choose = v[4] & v[5] ^ ~v[4] & v[6];
        int t1 = v[7] + s1 + choose + K[i] + w[i];
        int s0 =
            Integer.rotateRight(v[0], 2)
                ^ Integer.rotateRight(v[0], 13)
                ^ Integer.rotateRight(v[0], 22);
        int majority = v[0] & v[1] ^ v[0] & v[2] ^ v[1] & v[2];
        System.arraycopy(v, 0, v, 1, 7);
        v[4] += t1;
        v[0] = t1 + s0 + majority;
      }
      for (int i = 0; i < 8; i++) {
        h[i] += v[i];
      }
    }
    StringBuilder out = new StringBuilder();
    for (int word : h) {
      out.append(String.format("%08x", word));
    }
    return out.toString();
  }

  private static int crc32(byte[] data) {
    int crc = -1;
    for (byte b : data) {
      crc ^= b & 0xff;
      for (int k = 0; k < 8; k++) {
        crc = (crc & 1) != 0 ? crc >>> 1 ^ 0xedb88320 : crc >>> 1;
      }
    }
    return ~crc;
  }

  private static int adler(byte[] data) {
    int a = 1;
    int b = 0;
    for (byte value : data) {
      a = (a + (value & 0xff)) % 65521;
      b = (b + a) % 65521;
    }
    return b << 16 | a;
  }

  private static long fnv(byte[] data) {
    long hash = 0xcbf29ce484222325L;
    for (byte b : data) {
      hash = (hash ^ b & 0xff) * 0x100000001b3L;
    }
    return hash;
  }

  private static int murmur(byte[] data, int seed) {
    int h = seed;
    int k = 0;
    for (int i = 0; i < data.length; i++) {
      k |= (data[i] & 0xff) << i % 4 * 8;
      if (i % 4 == 3 || i == data.length - 1) {
        h ^= Integer.rotateLeft(k * 0xcc9e2d51, 15) * 0x1b873593;
        if (i % 4 == 3) {
          h = Integer.rotateLeft(h, 13) * 5 + 0xe6546b64;
        }
        k = 0;
      }
    }
    h ^= data.length;
    h = (h ^ h >>> 16) * 0x85ebca6b;
    h = (h ^ h >>> 13) * 0xc2b2ae35;
    return h ^ h >>> 16;
  }

  private static long xtea(long block, int[] key) {
    int v0 = (int) (block >>> 32);
    int v1 = (int) block;
    int sum = 0;
    for (int i = 0; i < 32; i++) {
      v0 += (v1 << 4 ^ v1 >>> 5) + v1 ^ sum + key[sum & 3];
      sum += 0x9e3779b9;
      v1 += (v0 << 4 ^ v0 >>> 5) + v0 ^ sum + key[sum >>> 11 & 3];
    }
    return (long) v0 << 32 | v1 & 0xffffffffL;
  }

  public static void main(String[] args) {
    String[] texts = {
      "",
      "abc",
      "The quick brown fox jumps over the lazy dog",
      "x".repeat(55),
      "y".repeat(56),
      "z".repeat(1000),
      "\u20ac\u00e9"
    };
    for (String text : texts) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      System.out.println(sha256(bytes));
      System.out.println(
          Integer.toHexString(crc32(bytes))
              + " "
              + Integer.toHexString(adler(bytes))
              + " "
              + Long.toHexString(fnv(bytes))
              + " "
              + Integer.toHexString(murmur(bytes, 42)));
    }
    long block = 0;
    for (int i = 0; i < 100; i++) {
      block = xtea(block + i, new int[] {1, 2, -3, 0x7fffffff});
    }
    System.out.println(Long.toHexString(block));
  }
}
