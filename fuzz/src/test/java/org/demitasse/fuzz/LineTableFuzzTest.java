package org.demitasse.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.demitasse.abi.LineTable;
import org.demitasse.toolchain.MalformedFileException;
import org.demitasse.toolchain.dwarf.LineProgram;
import org.demitasse.toolchain.dwarf.LineTableWriter;
import org.demitasse.toolchain.elf.Content;
import org.demitasse.toolchain.elf.ElfFile;
import org.demitasse.toolchain.elf.ElfSection;
import org.demitasse.toolchain.elf.ElfWriter;
import org.junit.jupiter.params.provider.MethodSource;

/** Line tables: the one that the target looks lines up in, and the DWARF that it is made from. */
class LineTableFuzzTest {
  private static final long BASE = 0x1_0000_0000L;

  static Stream<byte[]> tables() {
    return Stream.of(table());
  }

  /** Two functions in one file; layout in {@link LineTable}. */
  static byte[] table() {
    ByteBuffer table = ByteBuffer.allocate(128).order(ByteOrder.LITTLE_ENDIAN);
    table.putInt(LineTable.MAGIC).putInt(128).putLong(BASE);
    table.putInt(92).putInt(3).putInt(48).putInt(2).putInt(56).putInt(3).putInt(104).putInt(24);
    table.putInt(0).putInt(1);
    table.putInt(0).putInt(8).putInt(10).putInt(16).putInt(8).putInt(12).putInt(32).putLong(0);
    table.put(new byte[] {1, 1, 10, 8, 1, 6, 0x7F}).position(104);
    table.put("\0A.java\0A\0f\0g\0".getBytes(StandardCharsets.US_ASCII));
    return table.array();
  }

  /** The version 5 program of a file of two lines, as section 6.2 has it. */
  static Stream<byte[]> programs() {
    ByteBuffer program = ByteBuffer.allocate(200).order(ByteOrder.LITTLE_ENDIAN);
    program.putInt(0).putShort((short) 5).put((byte) 8).put((byte) 0).putInt(0);
    int header = program.position();
    program.put(new byte[] {4, 1, 1, -5, 14, 13, 0, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 1});
    // One directory, one file: a path as a string, and the file's directory as a number.
    program.put(new byte[] {1, 1, 8, 1, '.', 0, 2, 1, 8, 2, 11, 1, 'A', '.', 'j', 0, 0});
    program.putInt(header - 4, program.position() - header);
    program.put(new byte[] {0, 9, 2}).putLong(BASE);
    program.put(new byte[] {3, 9, 1, 0x4B, 2, 4, 0, 1, 1});
    program.putInt(0, program.position() - 4);
    byte[] bytes = new byte[program.position()];
    program.flip().get(bytes);
    return Stream.of(bytes);
  }

  @MethodSource("tables")
  @FuzzTest(maxDuration = "10m")
  void target(byte[] input) {
    LineTable table = new LineTable(InputMemory.zeroOutside(input, 10_000 + 100L * input.length));
    for (long offset : new long[] {0, 4, 16, 0xFFFF_FFFFL}) {
      long base =
          input.length >= 16
              ? ByteBuffer.wrap(input).order(ByteOrder.LITTLE_ENDIAN).getLong(8)
              : BASE;
      if (!table.find(InputMemory.START, base + offset)) {
        assertThat(table.line()).isZero();
        assertThat(table.function()).isZero();
      }
    }
  }

  @MethodSource("programs")
  @FuzzTest(maxDuration = "10m")
  void debugInformation(byte[] input) {
    ElfWriter writer = new ElfWriter(ElfFile.AARCH64, 0);
    writer.section(".debug_line", ElfSection.PROGBITS, Content.of(input), 0, 0, 0);
    writer.section(
        ".debug_line_str",
        ElfSection.PROGBITS,
        Content.of("a\0b/c.java\0".getBytes(StandardCharsets.US_ASCII)),
        0,
        0,
        0);
    ElfFile elf = ElfFile.parse("x", writer.toBytes());
    Allocation.limited(
        1_000_000 + 1_000L * input.length,
        () -> {
          try {
            LineProgram.rows(elf);
            LineTableWriter.of(elf, List.of());
          } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining(".debug_line");
          } catch (MalformedFileException e) {
            throw new AssertionError("the file around it is sound", e);
          }
        });
  }
}
