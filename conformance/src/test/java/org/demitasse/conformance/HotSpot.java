package org.demitasse.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs programs on a Java virtual machine of its own, the one that runs the tests. */
public final class HotSpot {
  private static final int PATIENCE_SECONDS = 120;

  private HotSpot() {}

  /** Runs {@code main} of a class of the suite and returns the lines that it prints. */
  static List<String> run(Class<?> mainClass) {
    return run(
        Path.of(
            URI.create(mainClass.getProtectionDomain().getCodeSource().getLocation().toString())),
        mainClass.getName());
  }

  /** Runs {@code main} of a class in a folder or jar and returns the lines that it prints. */
  public static List<String> run(Path classPath, String mainClass) {
    try {
      Path output = Files.createTempFile("conformance", ".txt");
      try {
        run(classPath, mainClass, output);
        return Files.readAllLines(output, StandardCharsets.UTF_8);
      } finally {
        Files.delete(output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + mainClass, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while " + mainClass + " ran", e);
    }
  }

  private static void run(Path classPath, String mainClass, Path output)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                // The target does not describe what was null.
                "-XX:-ShowCodeDetailsInExceptionMessages",
                "-Duser.language=en",
                "-Duser.country=US",
                "-Dstdout.encoding=UTF-8",
                "-cp",
                classPath.toString(),
                mainClass)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(
          "%s did not end on HotSpot within %d s".formatted(mainClass, PATIENCE_SECONDS));
    }
    if (process.exitValue() != 0) {
      throw new AssertionError(
          "%s ended on HotSpot with exit code %d: %s"
              .formatted(mainClass, process.exitValue(), Files.readString(output)));
    }
  }
}
