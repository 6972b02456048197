package org.demitasse.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.demitasse.core.FakeMachine.execute;
import static org.demitasse.core.FakeMachine.exit;
import static org.demitasse.core.FakeMachine.store;

import java.util.Arrays;
import java.util.Random;
import org.demitasse.abi.ImageHeader;
import org.junit.jupiter.api.Test;

class LoaderTest {
  private final TestSystem system = new TestSystem();
  private final TestProgram program = new TestProgram();

  private String refusal(byte[] file) {
    system.freePages(400);
    system.module("bad", ImageHeader.MEMBER_COMPONENT, file);
    system.component("good", new TestProgram(), exit(0));
    assertThat(system.run()).isEqualTo(1);
    assertThat(system.machine.allTasks).hasSize(1);
    assertThat(system.machine.lines.get(system.machine.lines.size() - 1)).contains("RAM is back");
    String start = "component \"bad\" is not started: ";
    return system.machine.lines.stream()
        .filter(line -> line.startsWith(start))
        .map(line -> line.substring(start.length()))
        .reduce((first, second) -> first + "|" + second)
        .orElse("");
  }

  @Test
  void load_textFile() {
    assertThat(refusal("#!/bin/sh\n".repeat(10).getBytes(UTF_8)))
        .isEqualTo("its file cannot be loaded: not an ELF file");
  }

  @Test
  void load_emptyFile() {
    assertThat(refusal(new byte[0])).isEqualTo("its file cannot be loaded: file is too short");
  }

  @Test
  void load_cutFile() {
    assertThat(refusal(Arrays.copyOf(program.bytes(), 4096 + 100)))
        .startsWith("its file cannot be loaded: a segment is misaligned");
  }

  @Test
  void load_otherProcessor() {
    byte[] file = program.bytes();
    file[18] = 62; // EM_X86_64
    assertThat(refusal(file))
        .isEqualTo("its file cannot be loaded: not a 64-bit little-endian AArch64 executable");
  }

  @Test
  void load_writableCode() {
    program.codeFlags = 7;
    assertThat(refusal(program.bytes())).contains("writable and executable");
  }

  @Test
  void load_entryInTheHeap() {
    program.entry = program.heap();
    assertThat(refusal(program.bytes()))
        .isEqualTo("its file cannot be loaded: entry point lies in no executable segment");
  }

  @Test
  void load_hugeHeap() {
    program.heapPages = Integer.MAX_VALUE / 4096;
    assertThat(refusal(program.bytes())).startsWith("it may need 2").contains("heap-limit");
  }

  @Test
  void load_readOnlyMemoryWithoutContent() {
    byte[] file = program.bytes();
    // Memory size of the second program header: two pages instead of one would overlap the data, so
    // take content away instead: file size 0.
    int header = 64 + 56;
    Arrays.fill(file, header + 32, header + 40, (byte) 0);
    assertThat(refusal(file))
        .isEqualTo("its file cannot be loaded: read-only memory without content");
  }

  @Test
  void load_kernelOutOfSpaces() {
    system.machine.spaceLimit = 0;
    system.freePages(400);
    system.component("hello", program, exit(0));
    assertThat(system.run()).isEqualTo(1);
    assertThat(system.machine.lines)
        .contains(
            "component \"hello\" is not started: the kernel refused it a space: EXHAUSTED, its pool"
                + " is used up")
        .last()
        .asString()
        .contains("RAM is back");
  }

  @Test
  void load_kernelOutOfThreads() {
    system.machine.threadLimit = 0;
    system.freePages(400);
    system.component("hello", program, exit(0));
    assertThat(system.run()).isEqualTo(1);
    assertThat(system.machine.lines)
        .contains(
            "component \"hello\" is not started: the kernel refused it a thread: EXHAUSTED, its"
                + " pool is used up")
        .last()
        .asString()
        .contains("RAM is back");
    assertThat(system.machine.spaces).isEmpty();
  }

  @Test
  void load_kernelOutOfTablesAtAnyPoint() {
    for (int limit = 0; limit < 4; limit++) {
      TestSystem next = new TestSystem();
      next.machine.mapLimit = limit;
      next.freePages(400);
      next.component("hello", program, execute(program.entry), store(program.heap(), 1), exit(0));
      assertThat(next.run()).isEqualTo(139);
      assertThat(next.machine.lines)
          .anyMatch(
              line -> line.startsWith("component \"hello\" cannot be given a page: EXHAUSTED"))
          .last()
          .asString()
          .contains("RAM is back");
    }
  }

  @Test
  void load_damagedFilesNeverHarmTheOthers() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 2000; round++) {
      TestSystem next = new TestSystem();
      byte[] file = program.bytes();
      for (int i = random.nextInt(4); i >= 0; i--) {
        // Headers: there the damage matters.
        int position = random.nextInt(64 + 5 * 56);
        file[position] ^= (byte) (1 << random.nextInt(8));
      }
      next.freePages(400);
      next.module("bad", ImageHeader.MEMBER_COMPONENT, file);
      next.machine.program("bad", exit(0));
      next.component("good", new TestProgram(), exit(0));
      next.run();
      assertThat(next.machine.lines)
          .as("seed %d", seed)
          .noneMatch(line -> line.contains("\"good\""))
          .last()
          .asString()
          .contains("RAM is back");
    }
  }
}
