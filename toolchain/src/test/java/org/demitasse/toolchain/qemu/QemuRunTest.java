package org.demitasse.toolchain.qemu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.demitasse.toolchain.qemu.QemuProcess.Input;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class QemuRunTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path folder;
  private final ByteArrayOutputStream console = new ByteArrayOutputStream();

  @Test
  void run_passesOnTheExitCodeOfThePowerOffLine() throws Exception {
    var outcome =
        run("printf '[kernel] ready\\r\\n[kernel] power off: exit code 42\\r\\n'", LONG, null);

    assertThat(outcome).isEqualTo(new QemuRun.PoweredOff(42));
    assertThat(console.toString(StandardCharsets.UTF_8))
        .isEqualTo("[kernel] ready\r\n[kernel] power off: exit code 42\r\n");
  }

  @Test
  void run_endsWhenTheMachineSaysThatItPowersOffButCannot() throws Exception {
    assertThat(run("echo '[kernel] power off: exit code 3'; exec sleep 1000", LONG, null))
        .isEqualTo(new QemuRun.PoweredOff(3));
  }

  @Test
  void run_doesNotTakeAComponentsLineForTheKernels() throws Exception {
    assertThat(run("echo '[hello] [kernel] power off: exit code 0'; exit 4", LONG, null))
        .isEqualTo(new QemuRun.Ended(4, ""));
  }

  @Test
  void run_stopsAtTheLineItWaitsFor() throws Exception {
    assertThat(run("echo one; echo two ready; exec sleep 1000", LONG, "re[a]dy"))
        .isEqualTo(new QemuRun.Matched("two ready"));
  }

  @Test
  void run_stopsAtAPromptItWaitsFor() throws Exception {
    assertThat(run("printf 'login: '; exec sleep 1000", LONG, "^login: $"))
        .isEqualTo(new QemuRun.Matched("login: "));
  }

  @Test
  void run_stopsWhenTheTimeIsUp() throws Exception {
    Duration timeout = Duration.ofMillis(300);

    assertThat(run("echo working; exec sleep 1000", timeout, null))
        .isEqualTo(new QemuRun.TimedOut(timeout));
  }

  @Test
  void run_showsWhatQemuComplainedAbout() throws Exception {
    assertThat(run("echo 'qemu: no such machine' >&2; exit 1", LONG, null))
        .isEqualTo(new QemuRun.Ended(1, "qemu: no such machine"));
  }

  @Test
  void close_endsAProcessThatIgnoresTheSignalToEnd() throws Exception {
    long pid;
    try (var process = start("trap '' TERM; echo up; while :; do sleep 1; done", 1 << 20)) {
      process.transcript().await(0, line -> Optional.of(line), later());
      pid = process.pid();
    }

    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void send_reachesTheMachineAndEscapesTheMultiplexer() throws Exception {
    try (var process = start("read line; printf '%s' \"$line\" | od -An -tx1", 1 << 20)) {
      process.send("è\u0001x\n");

      assertThat(process.awaitEnd(LONG)).contains(0);
      assertThat(process.transcript().text().strip()).isEqualTo("c3 a8 01 01 78");
    }
  }

  @Test
  void outputLimit_endsAMachineThatNeverStopsPrinting() throws Exception {
    try (var process = start("exec yes flood", 1 << 20)) {
      assertThat(process.awaitEnd(LONG)).isPresent();
      assertThat(process.outputLimitPassed()).isTrue();
    }
  }

  @Test
  void process_endsWithAJavaMachineThatIsKilled() throws Exception {
    Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "needs setpriv");
    FakeQemu.install(folder, "QEMU emulator version 9.2.1", "echo $$; exec sleep 1000");
    Process java =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                Parent.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var lines = java.inputReader()) {
      ProcessHandle child = ProcessHandle.of(Long.parseLong(lines.readLine())).orElseThrow();

      java.destroyForcibly().waitFor();

      child.onExit().get(30, TimeUnit.SECONDS);
    }
  }

  /** Starts the fake QEMU and waits to be killed. */
  static final class Parent {
    public static void main(String[] arguments) throws Exception {
      Path script = Path.of(arguments[0], FakeQemu.NAME);
      new QemuRun(Optional.empty(), Optional.empty(), Input.PROGRAM)
          .run(new Qemu(script, Qemu.OLDEST), FakeQemu.command(), System.out);
    }
  }

  private QemuRun.Outcome run(String script, Duration timeout, @Nullable String until)
      throws Exception {
    return new QemuRun(
            Optional.of(timeout), Optional.ofNullable(until).map(Pattern::compile), Input.PROGRAM)
        .run(FakeQemu.qemu(folder, script), FakeQemu.command(), console);
  }

  private QemuProcess start(String script, long outputLimit) throws IOException {
    return QemuProcess.start(
        FakeQemu.qemu(folder, script),
        FakeQemu.command(),
        Input.PROGRAM,
        new Transcript(1 << 16),
        OutputStream.nullOutputStream(),
        outputLimit);
  }

  private static long later() {
    return System.nanoTime() + LONG.toNanos();
  }
}
