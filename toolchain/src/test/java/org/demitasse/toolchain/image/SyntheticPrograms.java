package org.demitasse.toolchain.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.demitasse.abi.LineTable;
import org.demitasse.abi.ProgramLayout;
import org.demitasse.toolchain.elf.Content;
import org.demitasse.toolchain.elf.ElfFile;
import org.demitasse.toolchain.elf.ElfSection;
import org.demitasse.toolchain.elf.ElfSegment;
import org.demitasse.toolchain.elf.ElfWriter;

/** ELF files of the shapes that the compiler makes, without a compiler. */
public final class SyntheticPrograms {
  static final int PAGE = 4096;
  static final long KERNEL_BSS = 0xFFFF_FFFF_A000_0000L;
  static final long ZEROED = 16 * PAGE;

  /**
   * Prints the second member of the image on the PL011 of the machine virt, or "!" if it does not
   * run at 0x40200000, and powers off through PSCI. It begins behind the 64 bytes of the Linux
   * header.
   */
  private static final int[] PRINT_SECOND_MEMBER = {
    0x10FFFE01, //    adr  x1, #-64              the first byte of the image
    0xD2A12002, //    movz x2, #0x0900, lsl #16  UART0
    0xD2A80403, //    movz x3, #0x4020, lsl #16
    0xEB03003F, //    cmp  x1, x3
    0x54000161, //    b.ne 3f
    0x91400425, //    add  x5, x1, #1, lsl #12   the image header
    0xF94074A4, //    ldr  x4, [x5, #232]        offset of its second member
    0x8B040024, //    add  x4, x1, x4
    0x38401486, // 1: ldrb w6, [x4], #1
    0x34000066, //    cbz  w6, 2f
    0x39000046, //    strb w6, [x2]
    0x17FFFFFD, //    b    1b
    0x52B08000, // 2: movz w0, #0x8400, lsl #16  PSCI SYSTEM_OFF
    0x72800100, //    movk w0, #8
    0xD4000002, //    hvc  #0
    0x52800426, // 3: mov  w6, #'!'
    0x39000046, //    strb w6, [x2]
    0x17FFFFFB, //    b    2b
  };

  private SyntheticPrograms() {}

  /** Returns a kernel of one page of text, with the symbol __image_end. */
  public static byte[] kernel() {
    return kernel(1, KernelImage.BASE, KernelImage.BASE + PAGE);
  }

  static byte[] kernel(int pages, long base, long imageEnd) {
    byte[] text = new byte[pages * PAGE];
    ByteBuffer data = ByteBuffer.wrap(text).order(ByteOrder.LITTLE_ENDIAN);
    data.putInt(0, 0x14000010); // b #64
    data.putLong(KernelImage.LINUX_IMAGE_SIZE, ZEROED);
    data.putLong(24, 0xA);
    data.putInt(KernelImage.LINUX_MAGIC_OFFSET, KernelImage.LINUX_MAGIC);
    for (int i = 0; i < PRINT_SECOND_MEMBER.length; i++) {
      data.putInt(KernelImage.LINUX_HEADER_SIZE + 4 * i, PRINT_SECOND_MEMBER[i]);
    }
    return kernel(text, base, imageEnd);
  }

  static byte[] kernel(byte[] text, long base, long imageEnd) {
    ElfWriter writer = new ElfWriter(ElfFile.AARCH64, base);
    writer.segment(ElfSegment.READ | ElfSegment.EXECUTE, base, base, Content.of(text), text.length);
    writer.segment(
        ElfSegment.READ | ElfSegment.WRITE,
        KERNEL_BSS,
        KERNEL_BSS,
        Content.of(new byte[0]),
        ZEROED);
    symbols(writer, new String[] {"_start", "__image_end"}, base, imageEnd);
    return writer.toBytes();
  }

  private static void symbols(ElfWriter writer, String[] names, long... values) {
    ByteArrayOutputStream strings = new ByteArrayOutputStream();
    strings.write(0);
    ByteBuffer table = ByteBuffer.allocate(24 * (names.length + 1)).order(ByteOrder.LITTLE_ENDIAN);
    table.position(24);
    for (int i = 0; i < names.length; i++) {
      table.putInt(strings.size()).put((byte) 0x10).put((byte) 0).putShort((short) 0xFFF1);
      table.putLong(values[i]).putLong(0);
      strings.writeBytes((names[i] + "\0").getBytes(StandardCharsets.US_ASCII));
    }
    int index =
        writer.section(".strtab", ElfSection.STRINGS, Content.of(strings.toByteArray()), 0, 0, 0);
    writer.section(".symtab", ElfSection.SYMBOLS, Content.of(table.array()), index, 1, 24);
  }

  /** Returns a program of text, data and zeros with a line table, filled with {@code fill}. */
  public static byte[] program(int textPages, int fill) {
    return program(
        textPages, fill, ProgramLayout.PROGRAM_BASE, ElfSegment.READ | ElfSegment.EXECUTE);
  }

  static byte[] program(int textPages, int fill, long base, int textFlags) {
    byte[] text = new byte[textPages * PAGE - 100];
    Arrays.fill(text, (byte) fill);
    ElfWriter writer = new ElfWriter(ElfFile.AARCH64, base);
    writer.segment(textFlags, base, base, Content.of(text), text.length);
    long data = base + (long) textPages * PAGE;
    writer.segment(
        ElfSegment.READ | ElfSegment.WRITE,
        data,
        data,
        Content.of(new byte[] {1, 2, 3}),
        3L * PAGE);
    writer.section(".demitasse.lines", ElfSection.PROGBITS, Content.of(lines(64)), 0, 0, 0);
    return writer.toBytes();
  }

  /** Returns a line table of that size without content. */
  public static byte[] lines(int size) {
    ByteBuffer data = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    return data.putInt(LineTable.MAGIC).putInt(size).array();
  }
}
