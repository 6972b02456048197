package org.demitasse.toolchain.dwarf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.demitasse.toolchain.llvm.LlvmToolchain.Tool;
import org.demitasse.toolchain.llvm.TestCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ElfFileTest {
  @TempDir Path directory;

  private byte[] linked() throws Exception {
    Files.writeString(
        directory.resolve("a.c"),
        "static volatile int counter[5]; int start(int x) { return counter[x]++; }\n");
    return Files.readAllBytes(TestCompiler.link(directory, List.of("a.c"), "-g"));
  }

  @Test
  void symbolsAndSections_areThoseThatOtherToolsPrint() throws Exception {
    ElfFile file = ElfFile.of(linked());
    String symbols = TestCompiler.run(Tool.NM, directory, List.of("-S", "linked"));
    for (ElfFile.Symbol symbol : file.symbols()) {
      if (symbol.size() > 0) {
        assertThat(symbols)
            .containsPattern(
                "%016x %016x . %s".formatted(symbol.value(), symbol.size(), symbol.name()));
      }
    }
    assertThat(file.symbols()).anyMatch(s -> s.name().equals("start") && s.isFunction());
    assertThat(file.section(".bss").orElseThrow())
        .matches(s -> s.isAllocated() && s.isWritable() && !s.isExecutable())
        .matches(s -> s.type() == ElfFile.NOBITS && s.size() == 20);
    assertThat(file.segments()).anyMatch(s -> s.flags() == 5).noneMatch(s -> s.flags() == 7);
  }

  @Test
  void otherFiles_areRefused() {
    assertThatThrownBy(() -> ElfFile.of(new byte[100]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not an ELF file");
    assertThatThrownBy(() -> ElfFile.of(new byte[3])).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void damagedFiles_areReadOrRefusedAndNothingElse() throws Exception {
    byte[] content = linked();
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int refused = 0;
    for (int i = 0; i < 2_000; i++) {
      byte[] damaged = content.clone();
      damaged[random.nextInt(64)] = (byte) random.nextInt();
      damaged[damaged.length - 1 - random.nextInt(600)] = (byte) random.nextInt();
      try {
        ElfFile.of(damaged);
      } catch (IllegalArgumentException e) {
        refused++;
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + ", round " + i, e);
      }
    }
    assertThat(refused).as("seed %d", seed).isPositive();
  }
}
