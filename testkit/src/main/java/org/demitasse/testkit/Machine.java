package org.demitasse.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.demitasse.toolchain.qemu.PowerOff;
import org.demitasse.toolchain.qemu.Qemu;
import org.demitasse.toolchain.qemu.QemuCommand;
import org.demitasse.toolchain.qemu.QemuProcess;
import org.demitasse.toolchain.qemu.Transcript;

/**
 * A machine that a test has booted. It runs until its system powers off, until its time is up, or
 * until it is closed, which the extension does at the end of the test (or of the test class, when
 * the tests share it).
 */
public final class Machine implements AutoCloseable {
  static final String CONSOLE_LOG = "console.log";

  private static final int KEPT_CHARACTERS = 32 << 20;
  private static final Duration POWER_OFF_PATIENCE = Duration.ofSeconds(2);
  private static final ScheduledExecutorService WATCHDOG =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            var thread = new Thread(task, "boot-test-watchdog");
            thread.setDaemon(true);
            return thread;
          });

  private final QemuCommand command;
  private final Path directory;
  private final Duration timeout;
  private final long outputLimit;
  private final long deadline;
  private final Transcript transcript;
  private final OutputStream log;
  private final QemuProcess process;
  private final ScheduledFuture<?> watchdog;
  private final Console console;
  private volatile boolean closed;
  private volatile boolean poweredOff;

  private Machine(
      Qemu qemu, QemuCommand command, Path directory, Duration timeout, long outputLimit)
      throws IOException {
    this.command = command;
    this.directory = directory;
    this.timeout = timeout;
    this.outputLimit = outputLimit;
    this.deadline = System.nanoTime() + timeout.toNanos();
    this.transcript = new Transcript(KEPT_CHARACTERS);
    this.log = Files.newOutputStream(directory.resolve(CONSOLE_LOG));
    this.process =
        QemuProcess.start(qemu, command, QemuProcess.Input.PROGRAM, transcript, log, outputLimit);
    this.watchdog = WATCHDOG.schedule(process::close, timeout.toNanos(), TimeUnit.NANOSECONDS);
    this.console = new Console(this, transcript);
  }

  /**
   * Starts a machine.
   *
   * @param directory existing folder for {@code console.log} and {@code qemu.txt}, the line to run
   *     it by hand
   * @param outputLimit bytes of console after which the machine is stopped
   */
  static Machine start(
      Qemu qemu, QemuCommand command, Path directory, Duration timeout, long outputLimit) {
    try {
      Files.writeString(directory.resolve("qemu.txt"), command + "\n");
      return new Machine(qemu, command, directory, timeout, outputLimit);
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot start " + command, failure);
    }
  }

  /** The machine's console. */
  public Console console() {
    return console;
  }

  /**
   * Waits until the system has powered off.
   *
   * @return the exit code that the kernel's last line states
   * @throws AssertionError when the machine ends or its time is up without that line
   */
  public int exitCode() {
    if (await(0, PowerOff::exitCode) instanceof Transcript.Found<Integer> found) {
      return found.value();
    }
    throw new AssertionError("expected the system to power off, but " + state());
  }

  /** The QEMU line that runs the same image by hand. */
  public String commandLine() {
    return command.toString();
  }

  /** The folder with the image, the console's log and all else that belongs to this boot. */
  public Path directory() {
    return directory;
  }

  /** Whether the machine is still there. */
  public boolean isRunning() {
    return !transcript.hasEnded();
  }

  /** Ends the machine, however far it is. */
  @Override
  public void close() {
    closed = true;
    watchdog.cancel(false);
    process.close();
    try {
      log.close();
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot write the log in " + directory, failure);
    }
  }

  QemuProcess process() {
    return process;
  }

  /**
   * Waits for a console line, until the machine's time is up, or until a machine that cannot power
   * off has had time to say what it says after its power-off line.
   */
  <T> Transcript.Outcome<T> await(long from, Function<String, Optional<T>> search) {
    try {
      var outcome = transcript.await(from, line -> wantedOrPowerOff(line, search), patience());
      return switch (outcome) {
        case Transcript.Found<Optional<T>> found when found.value().isPresent() ->
            new Transcript.Found<>(found.value().get(), found.start(), found.end());
        case Transcript.Found<Optional<T>> powerOff ->
            transcript.await(powerOff.end(), search, patience());
        case Transcript.Ended<Optional<T>> ended -> new Transcript.Ended<>();
        case Transcript.Expired<Optional<T>> expired -> new Transcript.Expired<>();
      };
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for the console", interrupted);
    }
  }

  private <T> Optional<Optional<T>> wantedOrPowerOff(
      String line, Function<String, Optional<T>> search) {
    boolean powerOff = PowerOff.exitCode(line).isPresent();
    poweredOff |= powerOff;
    var wanted = search.apply(line);
    return wanted.isPresent() || powerOff ? Optional.of(wanted) : Optional.empty();
  }

  private long patience() {
    long afterPowerOff = System.nanoTime() + POWER_OFF_PATIENCE.toNanos();
    return poweredOff && afterPowerOff - deadline < 0 ? afterPowerOff : deadline;
  }

  /**
   * Waits until nothing more will be printed; a machine that cannot power off counts when it has
   * said so.
   */
  void awaitEnd() {
    exitCode();
  }

  /** How far the machine has come, as the second half of a sentence. */
  String state() {
    var code =
        transcript.text().lines().map(PowerOff::exitCode).flatMap(Optional::stream).findFirst();
    if (code.isPresent()) {
      return "the system powered off with exit code " + code.get();
    }
    if (process.outputLimitPassed()) {
      return "the machine was stopped after %d bytes of output".formatted(outputLimit);
    }
    if (System.nanoTime() - deadline >= 0) {
      return "the time of %s was up".formatted(seconds(timeout));
    }
    if (closed) {
      return "the machine had been closed";
    }
    if (transcript.hasEnded()) {
      String status = awaitProcess(POWER_OFF_PATIENCE).map(Object::toString).orElse("unknown");
      String diagnostics = process.diagnostics().strip();
      return "QEMU ended with status %s before the system powered off%s"
          .formatted(status, diagnostics.isEmpty() ? "" : ": " + diagnostics);
    }
    return "the machine is still running";
  }

  private Optional<Integer> awaitProcess(Duration patience) {
    try {
      return process.awaitEnd(patience);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static String seconds(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + " s"
        : duration.toMillis() + " ms";
  }
}
