package org.demitasse.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.demitasse.abi.ElfProgram;
import org.demitasse.abi.LineTable;
import org.demitasse.abi.ProgramLayout;
import org.demitasse.toolchain.MalformedFileException;
import org.demitasse.toolchain.elf.Content;
import org.demitasse.toolchain.elf.ElfFile;
import org.demitasse.toolchain.elf.ElfSection;
import org.demitasse.toolchain.elf.ElfSegment;
import org.demitasse.toolchain.elf.ElfWriter;
import org.junit.jupiter.params.provider.MethodSource;

/** ELF files: the toolchain's reader, and the one that core starts components with. */
class ElfFuzzTest {
  static Stream<byte[]> programs() {
    return Stream.of(program(4), program(0));
  }

  /** Small, so that the fuzzer finds the headers: the only segment begins the file. */
  private static byte[] program(int text) {
    ElfWriter writer = new ElfWriter(ElfFile.AARCH64, ProgramLayout.PROGRAM_BASE);
    if (text > 0) {
      writer.segment(
          ElfSegment.READ | ElfSegment.EXECUTE,
          ProgramLayout.PROGRAM_BASE,
          ProgramLayout.PROGRAM_BASE,
          Content.of(new byte[text]),
          text);
    }
    byte[] lines = LineTableFuzzTest.table();
    writer.section(".demitasse.lines", ElfSection.PROGBITS, Content.of(lines), 0, 0, 0);
    int strings =
        writer.section(".strtab", ElfSection.STRINGS, Content.of(new byte[] {0, 'a', 0}), 0, 0, 0);
    byte[] symbols = new byte[48];
    symbols[24] = 1;
    writer.section(".symtab", ElfSection.SYMBOLS, Content.of(symbols), strings, 1, 24);
    return writer.toBytes();
  }

  @MethodSource("programs")
  @FuzzTest(maxDuration = "10m")
  void toolchainReader(byte[] input) {
    Allocation.limited(
        4_000_000 + 1_000L * input.length,
        () -> {
          try {
            ElfFile elf = ElfFile.parse("x", input);
            elf.loadSegments().forEach(segment -> segment.virtualEnd());
            elf.section(".symtab").ifPresent(elf::content);
            elf.segments().stream().limit(4).forEach(elf::content);
            elf.sections().stream().limit(4).forEach(elf::content);
            assertThat(elf.symbols()).hasSizeLessThanOrEqualTo(100 + input.length * 20);
          } catch (MalformedFileException e) {
            assertThat(e.problem()).isNotBlank();
          }
        });
  }

  @MethodSource("programs")
  @FuzzTest(maxDuration = "10m")
  void loader(byte[] input) {
    InputMemory memory = InputMemory.strict(input, 1_000_000 + 100L * input.length);
    ElfProgram program = new ElfProgram(memory);
    int result = program.check(InputMemory.START, input.length);
    assertThat(ElfProgram.describe(result)).isNotBlank();
    if (result != ElfProgram.OK) {
      return;
    }
    for (int i = 0; i < program.segmentCount(); i++) {
      if (program.segmentType(i) == ElfProgram.SEGMENT_LOAD) {
        requireInside(program, i, input.length);
      }
    }
    long lines = program.lineTable();
    if (lines != 0) {
      assertThat(lines - InputMemory.START).isBetween(64L, (long) input.length);
      new LineTable(InputMemory.zeroOutside(input, 1_000_000 + 100L * input.length))
          .find(lines, program.entry());
    }
  }

  private static void requireInside(ElfProgram program, int segment, int size) {
    long address = program.segmentAddress(segment);
    long end = address + program.segmentMemorySize(segment);
    if (address < ProgramLayout.PROGRAM_BASE
        || end > ProgramLayout.USER_END
        || end <= address
        || program.segmentFileSize(segment) > program.segmentMemorySize(segment)
        || (program.segmentFileSize(segment) > 0
            && (program.segmentOffset(segment) < 0
                || program.segmentOffset(segment) + program.segmentFileSize(segment) > size))) {
      throw new AssertionError("segment " + segment + " leaves the file or the component");
    }
  }
}
