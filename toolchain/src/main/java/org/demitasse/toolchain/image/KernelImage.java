package org.demitasse.toolchain.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;
import org.demitasse.abi.ProgramLayout;
import org.demitasse.toolchain.MalformedFileException;
import org.demitasse.toolchain.elf.Alignment;
import org.demitasse.toolchain.elf.ElfFile;
import org.demitasse.toolchain.elf.ElfSegment;

/**
 * The kernel as it lies in memory: its loaded segments flat one behind the other, from its first
 * address to {@code __image_end}. What starts as zero (bss, boot tables, stack, heap) lies in a
 * window of its own virtual addresses, which the entry code backs with the RAM behind the image;
 * its size stands in the field image_size of the Linux header that begins the kernel.
 */
final class KernelImage {
  /** Virtual address that the kernel is linked for. */
  static final long BASE = 0xFFFF_FFFF_8000_0000L;

  /** Window of virtual addresses for the image, up to that of what starts as zero. */
  static final long LARGEST_IMAGE = 512L << 20;

  /**
   * Fields of the header of Linux, Documentation/arch/arm64/booting.rst, "Call the kernel image".
   */
  static final int LINUX_HEADER_SIZE = 64;

  static final int LINUX_TEXT_OFFSET = 8;
  static final int LINUX_IMAGE_SIZE = 16;
  static final int LINUX_MAGIC_OFFSET = 56;
  static final int LINUX_MAGIC = 0x644D5241;

  /** End of what the image file holds. */
  private static final String END_SYMBOL = "__image_end";

  private final byte[] bytes;
  private final long entry;
  private final long zeroedSize;

  private KernelImage(byte[] bytes, long entry, long zeroedSize) {
    this.bytes = bytes;
    this.entry = entry;
    this.zeroedSize = zeroedSize;
  }

  /**
   * Takes the kernel out of its ELF file.
   *
   * @throws MalformedFileException if the file is no kernel
   */
  static KernelImage of(ElfFile elf) {
    if (elf.type() != ElfFile.EXECUTABLE || elf.machine() != ElfFile.AARCH64) {
      throw malformed(elf, "is not an AArch64 executable");
    }
    List<ElfSegment> stored =
        elf.loadSegments().stream().filter(each -> each.fileSize() > 0).toList();
    if (stored.isEmpty()) {
      throw malformed(elf, "has no segment to load");
    }
    long base = stored.stream().mapToLong(ElfSegment::virtualAddress).min().orElseThrow();
    if (base != BASE) {
      throw malformed(
          elf, String.format(Locale.ROOT, "is linked at 0x%x; expected 0x%x", base, BASE));
    }
    long size = imageSize(elf, stored);
    byte[] bytes = new byte[Math.toIntExact(size)];
    long end = 0;
    for (ElfSegment each :
        stored.stream()
            .sorted((a, b) -> Long.compareUnsigned(a.virtualAddress(), b.virtualAddress()))
            .toList()) {
      long offset = each.virtualAddress() - BASE;
      if (offset < end) {
        throw malformed(
            elf,
            String.format(Locale.ROOT, "has segments that overlap at 0x%x", each.virtualAddress()));
      }
      byte[] content = elf.content(each);
      System.arraycopy(content, 0, bytes, (int) offset, content.length);
      end = offset + each.memorySize();
    }
    return new KernelImage(bytes, entry(elf, size), zeroedSize(elf, bytes));
  }

  /** Returns the bytes in memory, a multiple of the page size long; must not be changed. */
  byte[] bytes() {
    return bytes;
  }

  /** Returns the offset of the first instruction. */
  long entry() {
    return entry;
  }

  /** Returns how many bytes the kernel clears behind the image. */
  long zeroedSize() {
    return zeroedSize;
  }

  private static long imageSize(ElfFile elf, List<ElfSegment> stored) {
    long end = BASE;
    for (ElfSegment each : stored) {
      long segmentEnd = each.virtualEnd();
      if (segmentEnd - BASE < 0 || segmentEnd - BASE > LARGEST_IMAGE) {
        throw malformed(
            elf,
            String.format(
                Locale.ROOT,
                "has a segment from 0x%x to 0x%x; expected it within 512M of 0x%x",
                each.virtualAddress(),
                segmentEnd,
                BASE));
      }
      end = Math.max(end, segmentEnd);
    }
    long size = Alignment.up(end - BASE, ProgramLayout.PAGE_SIZE);
    // The kernel looks for the image header at the symbol, so both must agree. A stripped file has
    // none.
    elf.symbol(END_SYMBOL)
        .filter(symbol -> symbol.value() != BASE + size)
        .ifPresent(
            symbol -> {
              throw malformed(
                  elf,
                  String.format(
                      Locale.ROOT,
                      "has %s at 0x%x; expected 0x%x, the end of its last page",
                      END_SYMBOL,
                      symbol.value(),
                      BASE + size));
            });
    return size;
  }

  private static long entry(ElfFile elf, long size) {
    long entry = elf.entry() - BASE;
    if (entry < 0 || entry >= size) {
      throw malformed(
          elf,
          String.format(Locale.ROOT, "has its entry at 0x%x, outside its segments", elf.entry()));
    }
    return entry;
  }

  private static long zeroedSize(ElfFile elf, byte[] bytes) {
    ByteBuffer data = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.length < LINUX_HEADER_SIZE || data.getInt(LINUX_MAGIC_OFFSET) != LINUX_MAGIC) {
      throw malformed(elf, "does not begin with a Linux image header (\"ARM\\x64\" at byte 56)");
    }
    if (data.getLong(LINUX_TEXT_OFFSET) != 0) {
      throw malformed(
          elf,
          String.format(
              Locale.ROOT,
              "has text_offset 0x%x in its Linux image header; expected 0",
              data.getLong(LINUX_TEXT_OFFSET)));
    }
    long zeroed = data.getLong(LINUX_IMAGE_SIZE);
    if (zeroed < 0 || zeroed > LARGEST_IMAGE || zeroed % ProgramLayout.PAGE_SIZE != 0) {
      throw malformed(
          elf,
          String.format(
              Locale.ROOT,
              "has 0x%x as image_size in its Linux image header; expected the size of what it"
                  + " clears behind the image, whole pages of at most 512M",
              zeroed));
    }
    return zeroed;
  }

  private static MalformedFileException malformed(ElfFile elf, String problem) {
    return new MalformedFileException(elf.file(), problem);
  }
}
