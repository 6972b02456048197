package org.demitasse.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * What a process that a test started has left behind.
 *
 * @param status exit status
 * @param output standard output
 * @param errors standard error
 */
record Result(int status, String output, String errors) {
  /** Starts a process with empty input and waits for its end; in time, or the test fails. */
  static Result of(ProcessBuilder builder, Duration limit) {
    try {
      Path output = Files.createTempFile("output", ".txt");
      Path errors = Files.createTempFile("errors", ".txt");
      Process process =
          builder.redirectOutput(output.toFile()).redirectError(errors.toFile()).start();
      process.getOutputStream().close();
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroyForcibly().waitFor();
        throw new AssertionError(
            "%s did not end within %s:%n%s%n%s"
                .formatted(builder.command(), limit, text(output), text(errors)));
      }
      Result result = new Result(process.exitValue(), text(output), text(errors));
      Files.delete(output);
      Files.delete(errors);
      return result;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}
