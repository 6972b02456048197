package org.demitasse.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demitasse.core.FakeMachine.exception;
import static org.demitasse.core.FakeMachine.execute;
import static org.demitasse.core.FakeMachine.exit;
import static org.demitasse.core.FakeMachine.expect;
import static org.demitasse.core.FakeMachine.register;
import static org.demitasse.core.FakeMachine.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.demitasse.abi.FaultKind;
import org.demitasse.abi.ProgramLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultReportTest {
  private static final int FP = 29;
  private static final int LR = 30;
  private static final int PC = 32;
  private static final long A = TestProgram.CODE;
  private static final long B = TestProgram.CODE + 0x100;
  private static final long C = TestProgram.CODE + 0x200;
  private static final long D = TestProgram.CODE + 0x300;
  private static final long START = TestProgram.CODE + 0x400;
  private static final long BOOTSTRAP = TestProgram.CODE + 0x500;

  private final TestProgram program = new TestProgram();
  private final TestSystem system = new TestSystem();

  /** Runs a component that takes these steps beside one that is fine; returns core's lines. */
  private List<String> run(FakeMachine.Step... steps) {
    system.freePages(400);
    system.component("faulty", program, steps);
    system.component("good", new TestProgram(), store(program.heap(), 1), exit(0));
    assertThat(system.run()).isEqualTo(139);
    List<String> lines = system.machine.lines;
    assertThat(lines)
        .contains("component \"faulty\" ended with exit code 139")
        .noneMatch(line -> line.contains("\"good\""))
        .last()
        .asString()
        .contains("RAM is back");
    return lines;
  }

  private String fault(FakeMachine.Step... steps) {
    String start = "component \"faulty\" faulted: ";
    return run(steps).stream()
        .filter(line -> line.startsWith(start))
        .findFirst()
        .orElseThrow()
        .substring(start.length());
  }

  @Test
  void print_nullPage() {
    assertThat(fault(store(0, 1))).isEqualTo("write access at 0x0 (null page)");
  }

  @Test
  void print_jumpToNull() {
    assertThat(fault(execute(0))).isEqualTo("instruction fetch at 0x0 (null page)");
  }

  @Test
  void print_kernelMemory() {
    assertThat(fault(store(0xFFFF_FFFF_8000_0000L, 1)))
        .isEqualTo("write access at 0xffffffff80000000 (kernel memory)");
  }

  @Test
  void print_notAnAddress() {
    assertThat(fault(expect(0x1234_5678_9ABC_DEF0L, 1)))
        .isEqualTo("read access at 0x123456789abcdef0 (not an address)");
  }

  @Test
  void print_lowMemory() {
    assertThat(fault(expect(0x4000_0000L, 1)))
        .isEqualTo("read access at 0x40000000 (below the component's memory)");
  }

  @Test
  void print_information() {
    assertThat(fault(store(ProgramLayout.COMPONENT_INFORMATION, 1)))
        .isEqualTo("write access at 0x100000000 (component information, read-only)");
  }

  @Test
  void print_writeToCodeAndConstants() {
    assertThat(fault(store(A, 1))).isEqualTo("write access at 0x100010000 (code, read-only)");
    assertThat(new FaultReportTest().fault(store(TestProgram.CONSTANTS, 1)))
        .isEqualTo("write access at 0x100012000 (constants, read-only)");
  }

  @Test
  void print_executeDataAndHeap() {
    assertThat(fault(execute(TestProgram.DATA)))
        .isEqualTo("instruction fetch at 0x100013000 (data, not executable)");
    // Memory that would be given to a reader is not given to a jump.
    assertThat(new FaultReportTest().fault(execute(program.heap() + 4096)))
        .contains("(heap, not executable)");
  }

  @Test
  void print_stackOverflow() {
    assertThat(fault(store(TestProgram.STACK - 16, 1)))
        .isEqualTo(
            "write access at 0x100016ff0 (guard below the stack: stack overflow; the stack has 16"
                + " KiB)");
  }

  @Test
  void print_aroundTheStackAndAboveTheHeap() {
    assertThat(fault(store(program.stackEnd(), 1))).contains("(guard above the stack)");
    assertThat(new FaultReportTest().fault(store(program.heap() + 40 * 4096L, 1)))
        .contains("(unmapped, above the component's memory)");
  }

  @Test
  void print_exceptionsWithoutAnAddress() {
    assertThat(fault(exception(FaultKind.UNDEFINED_INSTRUCTION, 0)))
        .isEqualTo("undefined instruction");
    assertThat(new FaultReportTest().fault(exception(FaultKind.BREAKPOINT, 0)))
        .isEqualTo("breakpoint");
    assertThat(new FaultReportTest().fault(exception(FaultKind.UNALIGNED, program.heap() + 1)))
        .contains("unaligned access at 0x")
        .contains("(heap)");
  }

  private List<String> frames(FakeMachine.Step... steps) {
    return run(steps).stream().filter(line -> line.startsWith("  at ")).toList();
  }

  @Test
  void backtrace_javaLocations() {
    long record = program.stackEnd() - 64;
    assertThat(
            frames(
                store(record, record + 32),
                store(record + 8, B + 0x14),
                store(record + 32, 0),
                store(record + 40, C + 8),
                register(PC, A + 0x20),
                register(FP, record),
                register(LR, A + 0x18),
                store(0, 1)))
        .containsExactly(
            "  at org.example.Hello.a(Hello.java:13)",
            "  at org.example.Hello.b(Hello.java:30)",
            "  at native_c(0x100010204)");
  }

  @Test
  void backtrace_methodInsideAnother() {
    assertThat(frames(register(PC, D), store(0, 1)))
        .containsExactly("  at org.example.Hello(Hello.java:50), inlined into org.example.Other.c");
  }

  @ParameterizedTest
  @ValueSource(longs = {START, BOOTSTRAP})
  void backtrace_endsWhereTheThreadStarts(long start) {
    long record = program.stackEnd() - 64;
    assertThat(
            frames(
                store(record, record + 32),
                store(record + 8, start + 4),
                store(record + 32, 0),
                store(record + 40, C),
                register(PC, B),
                register(FP, record),
                register(LR, A + 4),
                store(0, 1)))
        .containsExactly(
            "  at org.example.Hello.b(Hello.java:30)", "  at org.example.Hello.a(Hello.java:12)");
  }

  @Test
  void backtrace_callerOfALeaf() {
    long record = program.stackEnd() - 64;
    assertThat(
            frames(
                store(record, 0),
                store(record + 8, 0),
                register(PC, A),
                register(FP, record),
                register(LR, B + 4),
                store(0, 1)))
        .containsExactly(
            "  at org.example.Hello.a(Hello.java:12)", "  at org.example.Hello.b(Hello.java:30)");
  }

  @Test
  void backtrace_afterAJumpToNull() {
    assertThat(frames(register(PC, 0), register(LR, B + 4), execute(0)))
        .containsExactly("  at 0x0", "  at org.example.Hello.b(Hello.java:30)");
  }

  @Test
  void backtrace_returnAddressInTheChainIsNotRepeated() {
    long record = program.stackEnd() - 64;
    assertThat(
            frames(
                store(record, 0),
                store(record + 8, B + 4),
                register(PC, A),
                register(FP, record),
                register(LR, B + 4),
                store(0, 1)))
        .containsExactly(
            "  at org.example.Hello.a(Hello.java:12)", "  at org.example.Hello.b(Hello.java:30)");
  }

  @Test
  void backtrace_chainsThatLeadNowhere() {
    long record = program.stackEnd() - 64;
    // In a circle, misaligned, outside, into memory that was never given.
    for (long next : new long[] {record, record + 8, 0x4000_0000L, program.heap()}) {
      assertThat(
              new FaultReportTest()
                  .frames(
                      store(record, next),
                      store(record + 8, B + 4),
                      register(PC, A),
                      register(FP, record),
                      store(0, 1)))
          .containsExactly(
              "  at org.example.Hello.a(Hello.java:12)", "  at org.example.Hello.b(Hello.java:30)");
    }
  }

  @Test
  void backtrace_deepRecursionIsCut() {
    program.stackPages = 8;
    List<FakeMachine.Step> steps = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      long record = TestProgram.STACK + i * 32L;
      steps.add(store(record, record + 32));
      steps.add(store(record + 8, A + 4));
    }
    steps.add(register(PC, A));
    steps.add(register(FP, TestProgram.STACK));
    steps.add(store(TestProgram.STACK - 8, 1));
    List<String> lines = run(steps.toArray(FakeMachine.Step[]::new));
    assertThat(lines.stream().filter(line -> line.startsWith("  at "))).hasSize(16);
    assertThat(lines).contains("  ...");
  }

  @Test
  void backtrace_withoutALineTable() {
    program.withLines = false;
    assertThat(frames(register(PC, A + 4), store(0, 1))).containsExactly("  at 0x100010004");
  }

  @Test
  void backtrace_damagedLineTable() {
    byte[] file = program.bytes();
    Arrays.fill(file, 5 * 4096 + 128 + 16, 5 * 4096 + 128 + 48, (byte) 0x7F);
    system.freePages(200);
    system.module("faulty", 4, file);
    system.machine.program("faulty", register(PC, A + 4), store(0, 1));
    assertThat(system.run()).isEqualTo(139);
    assertThat(system.machine.lines).anyMatch(line -> line.startsWith("  at "));
  }

  @Test
  void supply_kernelOutOfTables() {
    system.machine.mapLimit = 4;
    system.freePages(200);
    system.component("hello", program, store(program.heap(), 1), exit(0));
    assertThat(system.run()).isEqualTo(139);
    assertThat(system.machine.lines)
        .anyMatch(
            line ->
                line.startsWith(
                    "component \"hello\" cannot be given a page: EXHAUSTED, its access"))
        .last()
        .asString()
        .contains("RAM is back");
  }
}
