package org.demitasse.toolchain.qemu;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One run from power-on to its end, with the console copied as it comes.
 *
 * @param timeout how long it may take; empty for as long as it likes
 * @param until ends the run when a console line contains a match
 * @param input where input comes from
 */
public record QemuRun(
    Optional<Duration> timeout, Optional<Pattern> until, QemuProcess.Input input) {
  /** How long QEMU may take to end after the kernel has said that it powers off. */
  private static final Duration POWER_OFF_PATIENCE = Duration.ofSeconds(2);

  private static final Duration FOREVER = Duration.ofDays(10_000);
  private static final int KEPT_CHARACTERS = 1 << 20;

  /** How a run ended. */
  public sealed interface Outcome {}

  /**
   * The system powered off, or said so on a machine that cannot.
   *
   * @param exitCode what the kernel's last line states
   */
  public record PoweredOff(int exitCode) implements Outcome {}

  /**
   * A line matched what the run was to wait for; the machine was stopped.
   *
   * @param line the whole line
   */
  public record Matched(String line) implements Outcome {}

  /**
   * The time was up; the machine was stopped.
   *
   * @param timeout the time it had
   */
  public record TimedOut(Duration timeout) implements Outcome {}

  /**
   * QEMU ended without the kernel's last line: it was quit by hand, the guest reset the machine, or
   * QEMU refused its arguments.
   *
   * @param status QEMU's own exit status
   * @param diagnostics what it printed on its standard error
   */
  public record Ended(int status, String diagnostics) implements Outcome {}

  /**
   * Runs a machine to its end.
   *
   * @param console receives every byte of the console; not closed
   * @throws IOException when QEMU cannot be started
   */
  public Outcome run(Qemu qemu, QemuCommand command, OutputStream console)
      throws IOException, InterruptedException {
    var transcript = new Transcript(KEPT_CHARACTERS);
    long deadline = System.nanoTime() + timeout.orElse(FOREVER).toNanos();
    try (var process =
        QemuProcess.start(qemu, command, input, transcript, console, Long.MAX_VALUE)) {
      return switch (transcript.await(0, this::outcome, deadline)) {
        case Transcript.Found<Outcome>(PoweredOff powered, long start, long end) -> {
          process.awaitEnd(POWER_OFF_PATIENCE);
          yield powered;
        }
        case Transcript.Found<Outcome>(Outcome other, long start, long end) -> other;
        case Transcript.Expired<Outcome>() -> new TimedOut(timeout.orElse(FOREVER));
        case Transcript.Ended<Outcome>() ->
            new Ended(
                process.awaitEnd(POWER_OFF_PATIENCE).orElse(-1), process.diagnostics().strip());
      };
    }
  }

  private Optional<Outcome> outcome(String line) {
    if (until.isPresent() && until.get().matcher(line).find()) {
      return Optional.of(new Matched(line));
    }
    return PowerOff.exitCode(line).map(PoweredOff::new);
  }
}
