package org.demitasse.toolchain.dwarf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.demitasse.toolchain.elf.ElfFile;
import org.demitasse.toolchain.llvm.LlvmToolchain.Tool;
import org.demitasse.toolchain.llvm.TestCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineProgramTest {
  private static final Pattern TABLE_ROW =
      Pattern.compile("^0x([0-9a-f]{16})\\s+(\\d+)\\s+\\d+\\s+(\\d+) .*");
  private static final Pattern FILE = Pattern.compile("^file_names\\[ *(\\d+)\\]:");
  private static final Pattern DIRECTORY =
      Pattern.compile("^include_directories\\[ *(\\d+)\\] = \"(.*)\"");
  private static final Pattern NAME = Pattern.compile("name: \"(.*)\"");
  private static final Pattern DIRECTORY_INDEX = Pattern.compile("dir_index: (\\d+)");

  @TempDir Path directory;

  private Path program(String... options) throws Exception {
    Files.writeString(
        directory.resolve("a.c"),
        """
        #include "shared.h"
        int dropped(int x) { return x - 1; }
        #line 700 "org/example/Main.java"
        int start(int x) {
          int sum = 0;
        #line 20 "org/example/deep/Other.java"
          for (int i = 0; i < x; i++) { sum += shared(i) * x; }
        #line 703 "org/example/Main.java"
          return sum;
        #line 9 "a.c"
        }
        """);
    Files.writeString(
        directory.resolve("b.c"),
        "#include \"shared.h\"\nint b(int x) { return shared(x) / 3; }\n");
    Files.writeString(
        directory.resolve("shared.h"),
        "int b(int x);\nstatic inline int shared(int x) { return b(x) + 5; }\n");
    return TestCompiler.link(directory, List.of("a.c", "b.c"), options);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-gdwarf-4 -O0", "-gdwarf-4 -O2", "-gdwarf-5 -O0", "-gdwarf-5 -O2"})
  void rows_areThoseThatDwarfdumpPrints(String options) throws Exception {
    Path linked = program(options.split(" ", -1));
    List<LineProgram.Row> rows =
        LineProgram.rows(ElfFile.parse("linked", Files.readAllBytes(linked)));
    String dump =
        TestCompiler.run(Tool.DWARFDUMP, directory, List.of("--debug-line", linked.toString()));
    assertThat(rows).hasSizeGreaterThan(10);
    assertThat(rows).isEqualTo(parse(dump));
    assertThat(rows)
        .extracting(LineProgram.Row::file)
        .contains("org/example/Main.java", "org/example/deep/Other.java");
  }

  /** Reads the text of llvm-dwarfdump. */
  private static List<LineProgram.Row> parse(String dump) {
    List<LineProgram.Row> rows = new ArrayList<>();
    Map<Integer, String> directories = new HashMap<>();
    Map<Integer, String> files = new HashMap<>();
    int file = 0;
    String name = "";
    for (String line : dump.lines().toList()) {
      Matcher directory = DIRECTORY.matcher(line);
      Matcher fileStart = FILE.matcher(line);
      Matcher fileName = NAME.matcher(line);
      Matcher index = DIRECTORY_INDEX.matcher(line);
      Matcher row = TABLE_ROW.matcher(line);
      if (line.startsWith("debug_line[")) {
        directories.clear();
        files.clear();
      } else if (directory.find()) {
        directories.put(Integer.parseInt(directory.group(1)), directory.group(2));
      } else if (fileStart.find()) {
        file = Integer.parseInt(fileStart.group(1));
      } else if (fileName.find()) {
        name = fileName.group(1);
      } else if (index.find()) {
        int in = Integer.parseInt(index.group(1));
        files.put(file, in == 0 ? name : directories.get(in) + "/" + name);
      } else if (row.matches()) {
        rows.add(
            new LineProgram.Row(
                Long.parseLong(row.group(1), 16),
                files.getOrDefault(Integer.parseInt(row.group(3)), ""),
                Integer.parseInt(row.group(2)),
                line.contains("end_sequence")));
      }
    }
    return rows;
  }

  @Test
  void damagedSection_isRefusedAndNeverFailsOtherwise() throws Exception {
    ElfFile file = ElfFile.parse("linked", Files.readAllBytes(program("-gdwarf-5")));
    byte[] section = bytes(file, ".debug_line");
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int refused = 0;
    for (int i = 0; i < 2_000; i++) {
      byte[] damaged = section.clone();
      for (int j = 0; j <= i % 4; j++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      try {
        LineProgram.rows(
            buffer(damaged),
            buffer(bytes(file, ".debug_line_str")),
            buffer(bytes(file, ".debug_str")));
      } catch (IllegalArgumentException e) {
        refused++;
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + ", round " + i, e);
      }
    }
    assertThat(refused).as("seed %d", seed).isPositive();
    byte[] cut = Arrays.copyOf(section, section.length - 3);
    assertThatThrownBy(
            () ->
                LineProgram.rows(
                    buffer(cut),
                    buffer(bytes(file, ".debug_line_str")),
                    buffer(bytes(file, ".debug_str"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(".debug_line ends within a program");
  }

  private static byte[] bytes(ElfFile file, String section) {
    return file.section(section).map(file::content).orElse(new byte[0]);
  }

  private static ByteBuffer buffer(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Test
  void otherVersions_areNamed() {
    ByteBuffer section = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    section.putInt(4).putShort((short) 3).flip().limit(8);
    ByteBuffer none = ByteBuffer.allocate(0);
    assertThatThrownBy(() -> LineProgram.rows(section, none, none))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(".debug_line is of version 3, not 4 or 5");
  }
}
