package org.demitasse.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code demitasse netboot} in a process of its own, with what it prints. */
final class NetbootProcess implements AutoCloseable {
  private static final long LIMIT = TimeUnit.MINUTES.toNanos(3);

  private final Process process;
  private final Path output;

  /**
   * Starts the server and waits until it serves.
   *
   * @param entrance words in front of the command, such as those that lead into a network
   */
  NetbootProcess(List<String> entrance, Path folder, String... arguments) {
    try {
      output = folder.resolve("netboot.log");
      List<String> line = new ArrayList<>(entrance);
      List<String> all = new ArrayList<>(List.of("netboot"));
      all.addAll(List.of(arguments));
      line.addAll(CommandLineTest.process(all.toArray(new String[0])).command());
      process =
          new ProcessBuilder(line)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    expect("Ctrl-C ends");
  }

  /** Returns all that it has printed so far. */
  String output() {
    try {
      return Files.readString(output);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Waits until it has printed something. */
  void expect(String text) {
    long end = System.nanoTime() + LIMIT;
    while (!output().contains(text)) {
      if (System.nanoTime() - end > 0 || !process.isAlive()) {
        close();
        throw new AssertionError("expected \"%s\" of:%n%s".formatted(text, output()));
      }
      try {
        Thread.sleep(20);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new AssertionError(interrupted);
      }
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
