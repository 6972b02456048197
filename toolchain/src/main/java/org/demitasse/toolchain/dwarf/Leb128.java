package org.demitasse.toolchain.dwarf;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Little-endian numbers in base 128: DWARF 5, section 7.6. */
final class Leb128 {
  private Leb128() {}

  static long unsigned(ByteBuffer from) {
    long result = 0;
    int shift = 0;
    int next;
    do {
      next = from.get();
      if (shift < Long.SIZE) {
        result |= (long) (next & 0x7F) << shift;
      }
      shift += 7;
    } while (next < 0);
    return result;
  }

  static long signed(ByteBuffer from) {
    int start = from.position();
    long bits = unsigned(from);
    // The highest of the bits that are there is the sign.
    int missing = Long.SIZE - (from.position() - start) * 7;
    return missing > 0 ? bits << missing >> missing : bits;
  }

  static void writeUnsigned(ByteArrayOutputStream to, long value) {
    long rest = value;
    while (rest >>> 7 != 0) {
      to.write((int) (rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    to.write((int) rest);
  }

  static void writeSigned(ByteArrayOutputStream to, long value) {
    long rest = value;
    // The sign of the number and bit 6 of its last byte must agree.
    while (rest < -0x40 || rest > 0x3F) {
      to.write((int) (rest & 0x7F) | 0x80);
      rest >>= 7;
    }
    to.write((int) rest & 0x7F);
  }
}
