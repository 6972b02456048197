package org.demitasse.toolchain.image;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.CRC32;
import org.demitasse.toolchain.MalformedFileException;
import org.demitasse.toolchain.elf.Content;

/**
 * U-Boot's legacy image, known as uImage: a header of 64 bytes in front of what is to be loaded,
 * with a checksum of either (U-Boot, include/image.h, struct legacy_img_hdr; all numbers are
 * big-endian).
 *
 * <p>The kernel goes in as a Linux kernel for 64-bit Arm. It is none, but it begins with the header
 * that such a kernel begins with, so that U-Boot does all that it does for Linux: it moves the
 * kernel to where it runs, mends the device tree, and hands its address over in x0.
 *
 * <p>The time of creation is always zero, so that the same contents give the same file.
 */
public final class LegacyImage {
  static final int MAGIC = 0x2705_1956;
  static final int HEADER_SIZE = 64;

  static final int OS_LINUX = 5;
  static final int ARCHITECTURE_ARM64 = 22;
  static final int TYPE_KERNEL = 2;
  static final int TYPE_SCRIPT = 6;
  static final int COMPRESSION_NONE = 0;

  private static final int HEADER_CRC_OFFSET = 4;
  private static final int SIZE_OFFSET = 12;
  private static final int LOAD_OFFSET = 16;
  private static final int ENTRY_OFFSET = 20;
  private static final int DATA_CRC_OFFSET = 24;
  private static final int OS_OFFSET = 28;
  private static final int ARCHITECTURE_OFFSET = 29;
  private static final int TYPE_OFFSET = 30;
  private static final int COMPRESSION_OFFSET = 31;
  private static final int NAME_OFFSET = 32;
  private static final int NAME_SIZE = 32;

  /** A script is the first of a list of files, whose sizes stand in front of it, a zero last. */
  private static final int SCRIPT_TABLE_SIZE = 8;

  private final byte[] file;
  private final ByteBuffer data;

  private LegacyImage(byte[] file) {
    this.file = file;
    this.data = ByteBuffer.wrap(file);
  }

  /** Returns whether the bytes begin as a legacy image does. */
  public static boolean isLegacyImage(byte[] content) {
    return content.length >= 4 && ByteBuffer.wrap(content).getInt(0) == MAGIC;
  }

  /**
   * Wraps a kernel.
   *
   * @param name shown by U-Boot; what is behind its 31st byte is left out
   * @param loadAddress where U-Boot puts the first byte; also where it jumps to
   */
  static AtomicFile.Writer kernel(Content kernel, String name, long loadAddress) {
    return output -> {
      CRC32 crc = new CRC32();
      kernel.writeTo(checksumming(crc));
      output.write(header(TYPE_KERNEL, name, loadAddress, kernel.size(), (int) crc.getValue()));
      kernel.writeTo(output);
    };
  }

  /**
   * Wraps commands that U-Boot's {@code source} carries out.
   *
   * @param name shown by U-Boot
   * @param commands lines that end in a line feed
   */
  public static byte[] script(String name, String commands) {
    byte[] text = commands.getBytes(StandardCharsets.US_ASCII);
    byte[] payload =
        ByteBuffer.allocate(SCRIPT_TABLE_SIZE + text.length)
            .putInt(text.length)
            .putInt(0)
            .put(text)
            .array();
    CRC32 crc = new CRC32();
    crc.update(payload);
    return ByteBuffer.allocate(HEADER_SIZE + payload.length)
        .put(header(TYPE_SCRIPT, name, 0, payload.length, (int) crc.getValue()))
        .put(payload)
        .array();
  }

  /**
   * Reads a legacy image and checks both checksums.
   *
   * @param name of the file, for messages
   * @throws MalformedFileException if the file is cut off or damaged, or for another processor
   */
  public static LegacyImage parse(String name, byte[] content) {
    LegacyImage image = new LegacyImage(content);
    image.check(name);
    return image;
  }

  /** Whether this is a list of commands rather than a kernel. */
  public boolean isScript() {
    return type() == TYPE_SCRIPT;
  }

  /** Returns the name that U-Boot shows. */
  public String name() {
    int length = 0;
    while (length < NAME_SIZE && file[NAME_OFFSET + length] != 0) {
      length++;
    }
    return new String(file, NAME_OFFSET, length, StandardCharsets.US_ASCII)
        .replaceAll("[^ -~]", "?");
  }

  /** Returns the physical address of the first byte. */
  public long loadAddress() {
    return data.getInt(LOAD_OFFSET) & 0xFFFF_FFFFL;
  }

  /** Returns the physical address of the first instruction. */
  public long entryAddress() {
    return data.getInt(ENTRY_OFFSET) & 0xFFFF_FFFFL;
  }

  /** Returns a copy of what is behind the header. */
  public byte[] payload() {
    return Arrays.copyOfRange(file, HEADER_SIZE, HEADER_SIZE + size());
  }

  /** Returns the commands of a script. */
  public String commands() {
    if (!isScript()) {
      throw new IllegalStateException(name() + " is a kernel");
    }
    return new String(
        file, HEADER_SIZE + SCRIPT_TABLE_SIZE, data.getInt(HEADER_SIZE), StandardCharsets.US_ASCII);
  }

  private int type() {
    return data.get(TYPE_OFFSET);
  }

  private int size() {
    return data.getInt(SIZE_OFFSET);
  }

  private void check(String name) {
    if (file.length < HEADER_SIZE) {
      throw new MalformedFileException(
          name, "is cut off: " + file.length + " bytes; the header of a uImage has " + HEADER_SIZE);
    }
    if (!isLegacyImage(file)) {
      throw new MalformedFileException(name, "is not a uImage: it does not begin with 27 05 19 56");
    }
    byte[] header = Arrays.copyOf(file, HEADER_SIZE);
    ByteBuffer.wrap(header).putInt(HEADER_CRC_OFFSET, 0);
    checksum(name, "header", header, 0, HEADER_SIZE, data.getInt(HEADER_CRC_OFFSET));
    if (size() < 0 || size() > file.length - HEADER_SIZE) {
      throw new MalformedFileException(
          name,
          "is cut off: its header says "
              + (size() & 0xFFFF_FFFFL)
              + " bytes behind it, there are "
              + (file.length - HEADER_SIZE));
    }
    checksum(name, "content", file, HEADER_SIZE, size(), data.getInt(DATA_CRC_OFFSET));
    expect(name, "operating system", data.get(OS_OFFSET), OS_LINUX, "Linux");
    expect(name, "processor", data.get(ARCHITECTURE_OFFSET), ARCHITECTURE_ARM64, "64-bit Arm");
    expect(name, "compression", data.get(COMPRESSION_OFFSET), COMPRESSION_NONE, "none");
    if (type() != TYPE_KERNEL && type() != TYPE_SCRIPT) {
      throw new MalformedFileException(
          name, "is a uImage of type " + type() + "; expected 2, kernel, or 6, script");
    }
    if (isScript() && !hasOneScript()) {
      throw new MalformedFileException(name, "is a script without a size, or of several files");
    }
  }

  private boolean hasOneScript() {
    return size() >= SCRIPT_TABLE_SIZE
        && data.getInt(HEADER_SIZE) == size() - SCRIPT_TABLE_SIZE
        && data.getInt(HEADER_SIZE + 4) == 0;
  }

  private static void checksum(
      String name, String part, byte[] bytes, int offset, int length, int stated) {
    int actual = FlatImage.crc32(bytes, offset, length);
    if (actual != stated) {
      throw new MalformedFileException(
          name,
          String.format(
              Locale.ROOT,
              "is damaged: its %s has CRC-32 %08x, the header says %08x",
              part,
              actual,
              stated));
    }
  }

  private static void expect(String name, String what, int actual, int expected, String word) {
    if (actual != expected) {
      throw new MalformedFileException(
          name,
          "is a uImage for another "
              + what
              + ": number "
              + actual
              + "; expected "
              + expected
              + ", "
              + word);
    }
  }

  private static byte[] header(int type, String name, long address, long size, int crc) {
    if (address >>> 32 != 0 || size >>> 32 != 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "0x%x bytes at 0x%x: a uImage has 32 bits for both", size, address));
    }
    ByteBuffer header = ByteBuffer.allocate(HEADER_SIZE);
    header.putInt(0, MAGIC);
    header.putInt(SIZE_OFFSET, (int) size);
    header.putInt(LOAD_OFFSET, (int) address);
    header.putInt(ENTRY_OFFSET, (int) address);
    header.putInt(DATA_CRC_OFFSET, crc);
    header.put(OS_OFFSET, (byte) OS_LINUX);
    header.put(ARCHITECTURE_OFFSET, (byte) ARCHITECTURE_ARM64);
    header.put(TYPE_OFFSET, (byte) type);
    header.put(COMPRESSION_OFFSET, (byte) COMPRESSION_NONE);
    byte[] text = name.getBytes(StandardCharsets.US_ASCII);
    header.put(NAME_OFFSET, text, 0, Math.min(text.length, NAME_SIZE - 1));
    header.putInt(HEADER_CRC_OFFSET, FlatImage.crc32(header.array(), 0, HEADER_SIZE));
    return header.array();
  }

  private static OutputStream checksumming(CRC32 crc) {
    return new OutputStream() {
      @Override
      public void write(int value) {
        crc.update(value);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        crc.update(bytes, offset, length);
      }
    };
  }
}
