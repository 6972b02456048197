package org.demitasse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedSuccessfully;
import static org.junit.platform.testkit.engine.EventConditions.test;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

final class BootExtensionTest {
  private static final String GREETING = "target/tiny/greeting.elf";
  private static final String ECHO = "target/tiny/echo.elf";
  private static final List<Machine> MACHINES = new ArrayList<>();

  @BeforeAll
  static void assemble() throws IOException {
    new TinyProgram().print("hello\r\n").powerOff(0).write(Path.of(GREETING));
    new TinyProgram().print("ready\r\n").echo().powerOff(5).write(Path.of(ECHO));
  }

  @BeforeEach
  void forget() {
    MACHINES.clear();
  }

  @AfterEach
  void noMachineIsLeft() {
    assertThat(MACHINES).noneMatch(Machine::isRunning);
  }

  // The classes below are run by the tests that follow them, through JUnit's own engine.

  @BootTest(image = ECHO)
  static final class Separate {
    @BeforeEach
    void waitForIt(Console console) {
      console.expectLine("ready");
    }

    @Test
    void first(Machine machine) {
      MACHINES.add(machine);
      machine.console().send("x").expectText("x");
    }

    @Test
    void second(Machine machine) {
      MACHINES.add(machine);
      machine.console().send("!").expectNoLine("x");
    }

    @Test
    @BootTest(image = GREETING)
    void third(Machine machine) {
      // Not reached: this image is never ready, so the method before each test fails.
      MACHINES.add(machine);
    }

    @Test
    void fourth() {
      assertThat(MACHINES).hasSizeLessThanOrEqualTo(2);
    }
  }

  @Test
  void machines_belongToOneTestUnlessShared() {
    Events tests = run(Separate.class).testEvents();

    tests.assertStatistics(statistics -> statistics.succeeded(3).failed(1));
    assertThat(MACHINES).doesNotHaveDuplicates().hasSize(2);
    assertThat(failure(tests))
        .hasMessageStartingWith(
            "expected the line \"ready\" on the console, but the system powered");
  }

  @BootTest(image = ECHO, shared = true)
  static final class Shared {
    @BeforeAll
    static void waitForIt(Machine machine) {
      MACHINES.add(machine);
      machine.console().expectLine("ready");
    }

    @Test
    void first(Machine machine) {
      MACHINES.add(machine);
      machine.console().send("a").expectText("a");
    }

    @Nested
    final class Inner {
      @Test
      void second(Console console) {
        console.send("b").expectText("b");
      }
    }
  }

  @Test
  void machines_areOneForTheClassWhenShared() {
    run(Shared.class)
        .testEvents()
        .assertStatistics(statistics -> statistics.succeeded(2).failed(0));
    assertThat(MACHINES).hasSize(2);
    assertThat(MACHINES.get(0)).isSameAs(MACHINES.get(1));
    assertThat(MACHINES.get(0).console().transcript())
        .contains("ready")
        .contains("a")
        .contains("b");
  }

  @BootTest(image = GREETING)
  static final class Failing {
    @Test
    void fails(Machine machine) {
      MACHINES.add(machine);
      assertThat(machine.exitCode()).as("the test's own failure").isEqualTo(1);
    }
  }

  @Test
  void failure_showsConsoleAndLineToRunByHand() {
    Throwable failure = failure(run(Failing.class).testEvents());

    assertThat(failure).hasMessageContaining("the test's own failure");
    assertThat(failure.getSuppressed()).hasSize(1);
    Path directory = MACHINES.getFirst().directory();
    assertThat(failure.getSuppressed()[0])
        .hasMessage(
            """
            what the test booted
            console, also in %s/console.log:
              hello
              [kernel] power off: exit code 0
            to run the image by hand (Ctrl-A X ends it):
              %s
            """
                .formatted(directory, MACHINES.getFirst().commandLine()));
  }

  @BootTest(image = GREETING)
  static final class Parameterized {
    @ParameterizedTest
    @ValueSource(strings = {"one", "two"})
    void boots(String value, Machine machine) {
      MACHINES.add(machine);
      assertThat(machine.exitCode()).as(value).isZero();
    }
  }

  @Test
  void folders_areDifferentForEachInvocation() {
    run(Parameterized.class).testEvents().assertStatistics(statistics -> statistics.succeeded(2));

    assertThat(MACHINES)
        .extracting(machine -> machine.directory().getFileName().toString())
        .containsExactly("boots-1", "boots-2");
  }

  static final class Unannotated {
    @Test
    @BootTest
    void hasNoImage(Machine machine) {
      MACHINES.add(machine);
    }
  }

  @Test
  void machine_withoutAnythingToBootIsRefused() {
    assertThat(failure(run(Unannotated.class).testEvents()))
        .hasMessageContaining("@BootTest does not say what to boot");
  }

  @BootTest(image = GREETING)
  static final class WantedTooEarly {
    @BeforeAll
    static void start(Machine machine) {
      MACHINES.add(machine);
    }

    @Test
    void anything() {}
  }

  @Test
  void machine_beforeAllTestsIsRefusedUnlessShared() {
    assertThat(failure(run(WantedTooEarly.class).containerEvents()))
        .hasMessageContaining("@BootTest(shared = true)");
  }

  @Test
  void machines_ofATestThatSucceedsAreEndedToo() {
    run(Separate.class)
        .testEvents()
        .assertThatEvents()
        .haveAtLeastOne(event(test("first"), finishedSuccessfully()));
    assertThat(MACHINES.getFirst().isRunning()).isFalse();
  }

  private static EngineExecutionResults run(Class<?> testClass) {
    return EngineTestKit.engine("junit-jupiter").selectors(selectClass(testClass)).execute();
  }

  private static Throwable failure(Events events) {
    return events.failed().stream()
        .map(failed -> failed.getRequiredPayload(TestExecutionResult.class))
        .map(result -> result.getThrowable().orElseThrow())
        .findFirst()
        .orElseThrow(() -> new AssertionError("nothing failed"));
  }
}
