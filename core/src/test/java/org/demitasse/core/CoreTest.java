package org.demitasse.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demitasse.core.FakeMachine.execute;
import static org.demitasse.core.FakeMachine.exit;
import static org.demitasse.core.FakeMachine.expect;
import static org.demitasse.core.FakeMachine.store;

import org.demitasse.abi.BootInformation;
import org.demitasse.abi.ComponentInformation;
import org.demitasse.abi.ImageHeader;
import org.demitasse.abi.ProgramLayout;
import org.junit.jupiter.api.Test;

class CoreTest {
  private static final TestProgram PROGRAM = new TestProgram();
  private static final long ZERO = 0;
  private final TestSystem system = new TestSystem();

  private String lastLine() {
    return system.machine.lines.get(system.machine.lines.size() - 1);
  }

  @Test
  void run_componentSeesItsProgramAndItsName() {
    system.freePages(200);
    system.component(
        "hello",
        PROGRAM,
        execute(PROGRAM.entry),
        expect(TestProgram.CODE, 0xC0C0_C0C0_C0C0_C0C0L),
        expect(TestProgram.CONSTANTS, 0xC1C1_C1C1_C1C1_C1C1L),
        expect(TestProgram.DATA, 0xDADA_DADA_DADA_DADAL),
        expect(TestProgram.DATA + 96, 0xDADA_DADAL),
        expect(TestProgram.DATA + 104, ZERO),
        expect(TestProgram.DATA + 4096, ZERO),
        store(TestProgram.DATA + 8, 1),
        expect(TestProgram.DATA + 8, 1),
        expect(ProgramLayout.COMPONENT_INFORMATION, ComponentInformation.MAGIC),
        expect(ProgramLayout.COMPONENT_INFORMATION + 8, 5),
        expect(ProgramLayout.COMPONENT_INFORMATION + 24, 0x6F_6C_6C_65_68L),
        exit(0));
    assertThat(system.run()).isZero();
    FakeMachine.Task task = system.machine.allTasks.get(0);
    assertThat(task.entry).isEqualTo(PROGRAM.entry);
    assertThat(task.argument).isEqualTo(ProgramLayout.COMPONENT_INFORMATION);
    assertThat(task.stackPointer).isEqualTo(PROGRAM.stackEnd());
    assertThat(task.space.label).isEqualTo("hello");
    assertThat(lastLine()).isEqualTo("all components have ended, their RAM is back: 199 pages");
  }

  @Test
  void run_zeroedMemoryIsGivenWhenTouchedAndOnlyThen() {
    system.freePages(200);
    system.component(
        "hello",
        PROGRAM,
        store(PROGRAM.stackEnd() - 8, 5),
        expect(PROGRAM.heap(), ZERO),
        store(PROGRAM.heap() + 39 * 4096L, 6),
        expect(PROGRAM.stackEnd() - 8, 5),
        (task, event) -> {
          // 2 code, 1 constants, 1 information, 1 data, and three groups of 4.
          assertThat(task.space.mappings).hasSize(5 + 3 * Faults.FIRST_AT_ONCE);
          return true;
        },
        exit(0));
    assertThat(system.run()).isZero();
    assertThat(lastLine()).contains("RAM is back");
  }

  @Test
  void run_sequentialTouchesNeedFewerFaultsLater() {
    PROGRAM.heapPages = 200;
    try {
      system.freePages(300);
      FakeMachine.Step[] steps = new FakeMachine.Step[201];
      for (int i = 0; i < 200; i++) {
        steps[i] = store(PROGRAM.heap() + i * 4096L, i);
      }
      steps[200] = exit(0);
      system.component("hello", PROGRAM, steps);
      assertThat(system.run()).isZero();
      // 4 maps to begin with, 4 groups of 4 pages, then groups of 16.
      assertThat(system.machine.mapCalls).isEqualTo(4 + 4 + 12);
      assertThat(lastLine()).contains("RAM is back");
    } finally {
      PROGRAM.heapPages = 40;
    }
  }

  @Test
  void run_componentsDoNotSeeEachOthersMemory() {
    system.freePages(400);
    long heap = PROGRAM.heap();
    for (String name : new String[] {"one", "two", "three"}) {
      long mark = name.hashCode();
      system.component(
          name,
          PROGRAM,
          expect(heap, ZERO),
          store(heap, mark),
          store(TestProgram.DATA, mark),
          store(PROGRAM.stackEnd() - 8, mark),
          expect(heap, mark),
          expect(TestProgram.DATA, mark),
          expect(PROGRAM.stackEnd() - 8, mark),
          exit(0));
    }
    assertThat(system.run()).isZero();
    assertThat(system.machine.spaces).isEmpty();
    assertThat(lastLine()).isEqualTo("all components have ended, their RAM is back: 399 pages");
  }

  @Test
  void run_exitCodeIsThatOfTheFirstInTheDescriptionThatFailed() {
    system.freePages(400);
    system.component("good", PROGRAM, exit(0));
    system.component("late", PROGRAM, store(PROGRAM.heap(), 1), exit(7));
    system.component("early", PROGRAM, exit(3));
    assertThat(system.run()).isEqualTo(7);
    assertThat(system.machine.lines)
        .contains("component \"late\" ended with exit code 7")
        .contains("component \"early\" ended with exit code 3")
        .noneMatch(line -> line.contains("\"good\""));
  }

  @Test
  void run_componentThatDoesNotFitIsRefusedAndTheOthersRun() {
    // Room for core's own page and two components, not for three.
    system.freePages(1 + 2 * PROGRAM.pages());
    system.component("one", PROGRAM, store(PROGRAM.heap(), 1), exit(0));
    system.component("two", PROGRAM, store(PROGRAM.heap(), 1), exit(0));
    system.component("three", PROGRAM, store(PROGRAM.heap(), 1), exit(0));
    assertThat(system.run()).isEqualTo(1);
    assertThat(system.machine.lines)
        .contains(
            "component \"three\" is not started: it may need 192 KiB of RAM for data, stack and"
                + " heap, and 0 bytes are left; lower its heap-limit or stack, or give the machine"
                + " more memory");
    assertThat(system.machine.allTasks).hasSize(2);
    assertThat(lastLine()).contains("RAM is back");
  }

  @Test
  void run_everyPromisedPageCanBeTouched() {
    system.freePages(1 + PROGRAM.pages());
    FakeMachine.Step[] steps = new FakeMachine.Step[PROGRAM.heapPages + PROGRAM.stackPages + 3];
    int next = 0;
    for (int i = PROGRAM.heapPages - 1; i >= 0; i--) {
      steps[next++] = store(PROGRAM.heap() + i * 4096L, i);
    }
    for (int i = 0; i < PROGRAM.stackPages; i++) {
      steps[next++] = store(TestProgram.STACK + i * 4096L, i);
    }
    steps[next++] = store(TestProgram.DATA + 4096, 1);
    steps[next++] = store(TestProgram.DATA + 8192, 1);
    steps[next] = exit(0);
    system.component("greedy", PROGRAM, steps);
    assertThat(system.run()).isZero();
    assertThat(lastLine()).contains("RAM is back");
  }

  @Test
  void run_scatteredRamIsAsGoodAsOnePiece() {
    for (int i = 0; i < 120; i++) {
      system.memory(
          BootInformation.MEMORY_FREE, FakeMachine.RAM_BASE + (1 << 20) + i * 3L * 4096, 2 * 4096);
    }
    FakeMachine.Step[] steps = new FakeMachine.Step[PROGRAM.heapPages + 1];
    for (int i = 0; i < PROGRAM.heapPages; i++) {
      steps[i] = expect(PROGRAM.heap() + i * 4096L, ZERO);
    }
    steps[PROGRAM.heapPages] = exit(0);
    system.component("hello", PROGRAM, steps);
    assertThat(system.run()).isZero();
    assertThat(lastLine()).contains("RAM is back");
  }

  @Test
  void run_otherModulesAreNotStarted() {
    system.freePages(200);
    system.module("config", ImageHeader.MEMBER_FILE, new byte[] {1, 2, 3});
    system.component("hello", PROGRAM, exit(0));
    assertThat(system.run()).isZero();
    assertThat(system.machine.allTasks).hasSize(1);
  }

  @Test
  void run_noComponent() {
    system.freePages(200);
    assertThat(system.run()).isZero();
    assertThat(lastLine())
        .isEqualTo("there is nothing to run: the system description has no component");
  }

  @Test
  void run_noRam() {
    system.memory(BootInformation.MEMORY_KERNEL, FakeMachine.RAM_BASE, 4096);
    system.component("hello", PROGRAM, exit(0));
    assertThat(system.run()).isEqualTo(1);
    assertThat(lastLine()).isEqualTo("there is no free RAM");
  }

  @Test
  void run_damagedBootInformation() {
    system.freePages(200);
    system.component("hello", PROGRAM, exit(0));
    system.damage();
    assertThat(system.run()).isEqualTo(1);
    assertThat(system.machine.lines)
        .containsExactly("the boot information at 0x40000000 is damaged");
  }

  @Test
  void run_componentThatNeverEndsAndNeverActs() {
    system.freePages(400);
    system.component("stuck", PROGRAM, expect(PROGRAM.heap(), ZERO));
    system.component("good", PROGRAM, exit(0));
    assertThat(system.run()).isEqualTo(1);
    assertThat(system.machine.lines).contains("component \"stuck\" can never go on: CANCELLED");
    assertThat(lastLine()).contains("RAM is back");
  }
}
