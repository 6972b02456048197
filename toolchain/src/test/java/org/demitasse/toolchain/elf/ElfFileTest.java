package org.demitasse.toolchain.elf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.demitasse.abi.ProgramLayout;
import org.demitasse.toolchain.MalformedFileException;
import org.demitasse.toolchain.image.Damage;
import org.demitasse.toolchain.image.SyntheticPrograms;
import org.demitasse.toolchain.llvm.LlvmToolchain.Tool;
import org.demitasse.toolchain.llvm.TestCompiler;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ElfFileTest {
  private static final byte[] KERNEL = SyntheticPrograms.kernel();

  private static void assertDamaged(Consumer<ByteBuffer> damage, String message) {
    byte[] elf = KERNEL.clone();
    damage.accept(ByteBuffer.wrap(elf).order(ByteOrder.LITTLE_ENDIAN));
    assertMalformed(elf, message);
  }

  private static void assertMalformed(byte[] elf, String message) {
    assertThatThrownBy(() -> ElfFile.parse("x", elf))
        .isInstanceOf(MalformedFileException.class)
        .hasMessage("x: " + message);
  }

  @Test
  void parse_program_hasItsSegmentsAndSections() {
    ElfFile elf = ElfFile.parse("x", SyntheticPrograms.program(2, 0x55));
    assertThat(elf.type()).isEqualTo(ElfFile.EXECUTABLE);
    assertThat(elf.machine()).isEqualTo(ElfFile.AARCH64);
    assertThat(elf.entry()).isEqualTo(ProgramLayout.PROGRAM_BASE);
    assertThat(elf.loadSegments()).hasSize(2);
    ElfSegment text = elf.loadSegments().get(0);
    assertThat(text.flags()).isEqualTo(ElfSegment.READ | ElfSegment.EXECUTE);
    assertThat(text.offset() % 4096).isZero();
    assertThat(elf.content(text)).hasSize(8092).containsOnly(0x55);
    assertThat(elf.loadSegments().get(1).memorySize()).isEqualTo(3 * 4096);
    assertThat(elf.content(elf.loadSegments().get(1))).containsExactly(1, 2, 3);
    ElfSection lines = elf.section(".demitasse.lines").orElseThrow();
    assertThat(lines.flags()).isZero();
    assertThat(elf.content(lines)).isEqualTo(SyntheticPrograms.lines(64));
    assertThat(elf.section(".debug_info")).isEmpty();
  }

  @Test
  void parse_kernel_hasItsSymbols() {
    ElfFile elf = ElfFile.parse("x", KERNEL);
    assertThat(elf.symbol("__image_end"))
        .hasValueSatisfying(symbol -> assertThat(symbol.value()).isEqualTo(0xFFFF_FFFF_8000_1000L));
    assertThat(elf.symbol("__image")).isEmpty();
    assertThat(elf.symbols()).hasSize(3);
  }

  @Test
  void parse_otherFile_isRefused() {
    assertMalformed(new byte[63], "is cut off: 63 bytes, an ELF header has 64");
    assertMalformed(new byte[64], "is not an ELF file");
    assertDamaged(data -> data.put(4, (byte) 1), "is not a 64-bit little-endian ELF file");
    assertDamaged(data -> data.put(5, (byte) 2), "is not a 64-bit little-endian ELF file");
  }

  @Test
  void parse_headersOutsideTheFile_areRefused() {
    String end = "0x" + Integer.toHexString(KERNEL.length);
    assertDamaged(
        data -> data.putLong(32, Long.MAX_VALUE),
        "program headers: offset 0x7fffffffffffffff, size 0x70, but the file ends at " + end);
    assertDamaged(
        data -> data.putLong(40, -8),
        "section headers: offset 0xfffffffffffffff8, size 0x100, but the file ends at " + end);
    assertDamaged(
        data -> data.putShort(54, (short) 32), "program headers have 32 bytes; expected 56");
    assertDamaged(
        data -> data.putShort(58, (short) 0), "section headers have 0 bytes; expected 64");
    assertDamaged(
        data -> data.putShort(62, (short) 9), "the section of the section names is number 9 of 4");
  }

  @Test
  void parse_segmentsOutsideTheFileOrMemory_areRefused() {
    String end = "0x" + Integer.toHexString(KERNEL.length);
    assertDamaged(
        data -> data.putLong(64 + 8, 1L << 40),
        "segment 0: offset 0x10000000000, size 0x1000, but the file ends at " + end);
    assertDamaged(
        data -> data.putLong(64 + 32, -1),
        "segment 0: offset 0x1000, size 0xffffffffffffffff, but the file ends at " + end);
    assertDamaged(
        data -> data.putLong(64 + 40, 1),
        "segment 0 has 4096 bytes in the file but only 1 in memory");
    assertDamaged(
        data -> data.putLong(64 + 40, Long.MAX_VALUE),
        "segment 0: address 0xffffffff80000000 and size 0x7fffffffffffffff go beyond the end of"
            + " memory");
  }

  @Test
  void content_ofAnUnusedSection_isEmptyWhateverItsHeaderSays() {
    byte[] elf = KERNEL.clone();
    ByteBuffer data = ByteBuffer.wrap(elf).order(ByteOrder.LITTLE_ENDIAN);
    int first = (int) data.getLong(40);
    data.putLong(first + 24, 1L << 40).putLong(first + 32, -1);
    ElfFile file = ElfFile.parse("x", elf);
    assertThat(file.sections().get(0).type()).isEqualTo(ElfSection.UNUSED);
    assertThat(file.content(file.sections().get(0))).isEmpty();
  }

  @Test
  void parse_namesThatOverlapWithoutEnd_areRefused() {
    // A thousand symbols that all have the same name of a million characters.
    int symbols = 1000;
    byte[] strings = new byte[1_000_000];
    Arrays.fill(strings, 0, strings.length - 1, (byte) 'x');
    ElfWriter writer = new ElfWriter(ElfFile.AARCH64, 0);
    int index = writer.section(".strtab", ElfSection.STRINGS, Content.of(strings), 0, 0, 0);
    writer.section(".symtab", ElfSection.SYMBOLS, Content.of(new byte[24 * symbols]), index, 1, 24);
    assertMalformed(
        writer.toBytes(), "has more names than its strings can hold without overlapping");
  }

  @Test
  void parse_damagedFiles_areReadOrRefusedAndNothingElse(@TempDir Path folder) throws Exception {
    long seed = System.nanoTime();
    System.out.println("ElfFileTest seed " + seed);
    Random random = new Random(seed);
    List<byte[]> files = List.of(KERNEL, SyntheticPrograms.program(1, 0x33), linked(folder));
    int refused = 0;
    for (int round = 0; round < 50_000; round++) {
      byte[] input = damaged(files.get(random.nextInt(files.size())), random);
      Throwable thrown =
          catchThrowable(
              () -> {
                ElfFile elf = ElfFile.parse("x", input);
                elf.segments().forEach(elf::content);
                elf.sections().forEach(elf::content);
              });
      if (thrown != null) {
        refused++;
        assertThat(thrown)
            .as("seed %d round %d", seed, round)
            .isInstanceOf(MalformedFileException.class);
      }
    }
    assertThat(refused).as("seed %d", seed).isPositive();
  }

  /** Headers stand at both ends of the file. */
  private static byte[] damaged(byte[] file, Random random) {
    byte[] damaged = file.clone();
    if (random.nextBoolean()) {
      Damage.apply(damaged, random, 64 + 2 * 56);
    } else {
      byte[] tail = Arrays.copyOfRange(damaged, damaged.length - 600, damaged.length);
      Damage.apply(tail, random, tail.length);
      System.arraycopy(tail, 0, damaged, damaged.length - tail.length, tail.length);
    }
    return Damage.cut(damaged, random);
  }

  private static byte[] linked(Path folder) throws Exception {
    Files.writeString(
        folder.resolve("a.c"),
        "static volatile int counter[5]; int start(int x) { return counter[x]++; }\n");
    return Files.readAllBytes(TestCompiler.link(folder, List.of("a.c"), "-g"));
  }

  @Test
  void parse_linkedProgram_hasTheSymbolsAndSectionsThatOtherToolsPrint(@TempDir Path folder)
      throws Exception {
    ElfFile file = ElfFile.parse("linked", linked(folder));
    String symbols = TestCompiler.run(Tool.NM, folder, List.of("-S", "linked"));
    for (ElfSymbol symbol : file.symbols()) {
      if (symbol.size() > 0) {
        assertThat(symbols)
            .containsPattern(
                "%016x %016x . %s".formatted(symbol.value(), symbol.size(), symbol.name()));
      }
    }
    assertThat(file.symbols()).anyMatch(s -> s.name().equals("start") && s.isFunction());
    assertThat(file.section(".bss").orElseThrow())
        .matches(s -> s.isAllocated() && s.isWritable() && !s.isExecutable())
        .matches(s -> s.type() == ElfSection.NOBITS && s.size() == 20);
    assertThat(file.content(file.section(".bss").orElseThrow())).isEmpty();
    assertThat(file.segments()).anyMatch(s -> s.flags() == 5).noneMatch(s -> s.flags() == 7);
  }

  @Test
  void toBytes_writtenFiles_satisfyReadelf(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("program.elf");
    Files.write(file, KERNEL);
    ProcessBuilder builder =
        new ProcessBuilder("readelf", "--wide", "--headers", "--symbols", file.toString())
            .redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C");
    Process process;
    try {
      process = builder.start();
    } catch (IOException absent) {
      Assumptions.abort("readelf is not installed (package binutils)");
      return;
    }
    String text = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(text).isZero();
    assertThat(text)
        .doesNotContainIgnoringCase("warning")
        .doesNotContainIgnoringCase("error")
        .contains("AArch64")
        .contains("EXEC (Executable file)")
        .containsPattern(
            "LOAD +0x001000 0xffffffff80000000 0xffffffff80000000 0x001000 0x001000 R E 0x1000")
        .containsPattern("ffffffff80001000 +0 NOTYPE +GLOBAL DEFAULT +ABS __image_end");
  }
}
