package org.demitasse.toolchain.dwarf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.demitasse.abi.LineTable;
import org.demitasse.abi.Memory;
import org.demitasse.toolchain.elf.ElfFile;
import org.demitasse.toolchain.elf.ElfSection;
import org.demitasse.toolchain.llvm.LlvmToolchain.Tool;
import org.demitasse.toolchain.llvm.TestCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineTableWriterTest {
  @TempDir Path directory;

  /** The table at an address, as on the target. */
  private record Bytes(ByteBuffer content) implements Memory {
    static final long BASE = 0x4000_0000L;

    static Bytes of(byte[] table) {
      return new Bytes(ByteBuffer.wrap(table).order(ByteOrder.LITTLE_ENDIAN));
    }

    @Override
    public int loadByte(long address) {
      return content.get((int) (address - BASE)) & 0xFF;
    }

    @Override
    public int loadInt(long address) {
      assertThat(address % 4).as("alignment of a word").isZero();
      return content.getInt((int) (address - BASE));
    }

    @Override
    public long loadLong(long address) {
      assertThat(address % 8).as("alignment of a long").isZero();
      return content.getLong((int) (address - BASE));
    }

    String text(long address) {
      if (address == 0) {
        return "";
      }
      int start = (int) (address - BASE);
      int end = start;
      while (content.get(end) != 0) {
        end++;
      }
      byte[] text = new byte[end - start];
      content.get(start, text);
      return new String(text, StandardCharsets.UTF_8);
    }
  }

  private ElfFile program() throws Exception {
    Files.writeString(
        directory.resolve("a.c"),
        """
        int helper(int x);
        #line 30 "org/example/Main.java"
        static inline int meth_oe_Main_inlined(int x) { return helper(x) * 7; }
        #line 700 "org/example/Main.java"
        int meth_oe_Main_run(int x) {
          int sum = 0;
        #line 20 "org/teavm/classlib/java/lang/TInteger.java"
          for (int i = 0; i < x; i++) { sum += helper(i) * x; }
        #line 703 "org/example/Main.java"
          return sum + meth_oe_Main_inlined(sum);
        }
        #line 5 "generated.c"
        int meth_oe_Main_frame(int x) {
        #line 800 "org/example/Main.java"
          return helper(x) + helper(x + 1);
        }
        #line 20 "a.c"
        int start(int x) { return meth_oe_Main_run(x) + meth_oe_Main_frame(x); }
        int unused(int x) { return helper(x) + 2; }
        """);
    Files.writeString(
        directory.resolve("b.c"), "int helper(int x) { return x > 4 ? x / 3 : x << 3; }\n");
    return ElfFile.parse(
        "linked",
        Files.readAllBytes(
            TestCompiler.link(
                directory, List.of("a.c", "b.c"), "-O2", "-g", "-fno-inline-functions")));
  }

  @Test
  void everyInstruction_hasTheLineThatTheSymbolizerFinds() throws Exception {
    ElfFile file = program();
    Bytes memory = Bytes.of(LineTableWriter.of(file, List.of("org/example/Main")));
    LineTable table = new LineTable(memory);
    ElfSection text = file.section(".text").orElseThrow();
    List<String> arguments =
        new ArrayList<>(List.of("--obj=linked", "--no-inlines", "--output-style=GNU", "-s"));
    for (long address = text.address(); address < text.address() + text.size(); address += 4) {
      arguments.add("0x" + Long.toHexString(address));
    }
    List<String> expected =
        TestCompiler.run(Tool.SYMBOLIZER, directory, arguments).lines().toList();
    int javaLines = 0;
    for (int i = 0; i < text.size() / 4; i++) {
      assertThat(table.find(Bytes.BASE, text.address() + i * 4L)).isTrue();
      // Per address a line with the function and one with file:line; -s leaves the folders out.
      String position = expected.get(2 * i + 1).replaceFirst(" \\(discriminator.*", "");
      String path = memory.text(table.file());
      String actual = path.substring(path.lastIndexOf('/') + 1) + ":" + table.line();
      boolean java = position.contains(".java:") && !position.endsWith(":0");
      if (!java && table.type() != 0) {
        // C that was inlined into a method stays on the line before it.
        continue;
      }
      assertThat(actual).as("instruction %d", i).isEqualTo(java ? position : ":0");
      javaLines += java ? 1 : 0;
    }
    assertThat(javaLines).isGreaterThan(10);
  }

  @Test
  void instructionsThatMakeAFrame_haveTheFirstLine() throws Exception {
    ElfFile file = program();
    Bytes memory = Bytes.of(LineTableWriter.of(file, List.of("org/example/Main")));
    LineTable table = new LineTable(memory);
    assertThat(table.find(Bytes.BASE, file.symbol("meth_oe_Main_frame").orElseThrow().value()))
        .isTrue();
    assertThat(memory.text(table.file())).endsWith("Main.java");
    assertThat(table.line()).isEqualTo(800);
  }

  @Test
  void functions_areNamedAsInStackTraces() throws Exception {
    ElfFile file = program();
    Bytes memory = Bytes.of(LineTableWriter.of(file, List.of("org/example/Main")));
    LineTable table = new LineTable(memory);
    assertThat(table.find(Bytes.BASE, file.symbol("meth_oe_Main_run").orElseThrow().value() + 4))
        .isTrue();
    assertThat(memory.text(table.type())).isEqualTo("org.example.Main");
    assertThat(memory.text(table.function())).isEqualTo("run");
    assertThat(table.find(Bytes.BASE, file.symbol("helper").orElseThrow().value())).isTrue();
    assertThat(table.type()).isZero();
    assertThat(memory.text(table.function())).isEqualTo("helper");
    assertThat(table.line()).isZero();
  }

  @Test
  void addressesOutside_areNotFound() throws Exception {
    ElfFile file = program();
    ElfSection text = file.section(".text").orElseThrow();
    LineTable table =
        new LineTable(Bytes.of(LineTableWriter.of(file, List.of("org/example/Main"))));
    assertThat(table.find(Bytes.BASE, text.address() - 4)).isFalse();
    assertThat(table.find(Bytes.BASE, text.address() + text.size())).isFalse();
    assertThat(table.find(Bytes.BASE, 0)).isFalse();
  }

  @Test
  void droppedFunctions_leaveNoTrace() throws Exception {
    ElfFile file = program();
    byte[] bytes = LineTableWriter.of(file, List.of());
    assertThat(file.symbol("unused")).isEmpty();
    assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
        .contains("helper")
        .doesNotContain("unused");
  }

  @Test
  void programWithoutDebugInformation_givesAnEmptyTable() throws Exception {
    Files.writeString(directory.resolve("a.c"), "int start(void) { return 1; }\n");
    ElfFile file =
        ElfFile.parse("linked", Files.readAllBytes(TestCompiler.link(directory, List.of("a.c"))));
    Bytes memory = Bytes.of(LineTableWriter.of(file, List.of()));
    LineTable table = new LineTable(memory);
    assertThat(table.find(Bytes.BASE, 0x10000)).isTrue();
    assertThat(table.line()).isZero();
    assertThat(memory.text(table.function())).isEqualTo("start");
  }
}
