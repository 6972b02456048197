package org.demitasse.toolchain;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of this host that says what it thinks of files that were made here. */
public final class HostTool {
  private static final List<String> FOLDERS =
      List.of("/usr/local/bin", "/usr/bin", "/bin", "/usr/sbin", "/sbin");

  private final Path program;

  private HostTool(Path program) {
    this.program = program;
  }

  /** Finds a program; the test is skipped where it is missing. */
  public static HostTool find(String name, String packageName) {
    for (String folder : FOLDERS) {
      Path file = Path.of(folder, name);
      if (Files.isExecutable(file)) {
        return new HostTool(file);
      }
    }
    assumeTrue(false, name + " is missing: apt-get install " + packageName);
    throw new IllegalStateException();
  }

  /** Runs the program, which has to end with status 0; returns all that it has printed. */
  public String run(String... arguments) {
    Outcome outcome = outcome(arguments);
    if (outcome.status() != 0) {
      throw new AssertionError(
          "%s %s ended with status %d:%n%s"
              .formatted(program, List.of(arguments), outcome.status(), outcome.output()));
    }
    return outcome.output();
  }

  /** Runs the program. */
  public Outcome outcome(String... arguments) {
    try {
      List<String> line = new ArrayList<>(List.of(program.toString()));
      line.addAll(List.of(arguments));
      ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
      builder.environment().put("TZ", "UTC");
      builder.environment().put("LC_ALL", "C");
      Process process = builder.start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(program + " did not end");
      }
      return new Outcome(process.exitValue(), output);
    } catch (IOException failure) {
      throw new AssertionError("cannot run " + program, failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", interrupted);
    }
  }

  /** What a program has returned and printed. */
  public record Outcome(int status, String output) {}
}
