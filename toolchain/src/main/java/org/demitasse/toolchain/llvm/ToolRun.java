package org.demitasse.toolchain.llvm;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.demitasse.toolchain.MissingToolException;

/**
 * What a finished run of a tool left: its exit code and what it printed.
 *
 * @param command the command line, program first
 * @param exitCode the exit code of the process
 * @param output its standard output
 * @param errors its standard error
 */
public record ToolRun(List<String> command, int exitCode, String output, String errors) {

  /**
   * Runs a program and waits for its end. The environment is reduced to what a compiler may look
   * at, so that nothing of the user's session changes a result or the language of a message.
   *
   * @param directory the working directory
   * @param command the command line, program first
   * @throws MissingToolException if the program cannot be started
   * @throws InterruptedException if the waiting thread is interrupted; the process is ended then
   */
  public static ToolRun of(Path directory, List<String> command) throws InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().retainAll(List.of("PATH", "HOME", "TMPDIR"));
    environment.put("LC_ALL", "C");
    Process process;
    try {
      process = builder.start();
      process.getOutputStream().close();
    } catch (IOException e) {
      throw new MissingToolException(
          "cannot start " + command.get(0) + ": " + e.getMessage(),
          "remove the folder that holds it, so that it is unpacked again");
    }
    try {
      // Both streams are read at once: a tool that fills one pipe while the other is awaited hangs.
      CompletableFuture<String> errors =
          CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
      String output = text(process.getInputStream());
      int exitCode = process.waitFor();
      return new ToolRun(List.copyOf(command), exitCode, output, errors.get());
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot read what " + command.get(0) + " prints", e);
    } finally {
      process.destroy();
    }
  }

  private static String text(InputStream stream) {
    try (stream) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the tool ended with exit code 0. */
  public boolean succeeded() {
    return exitCode == 0;
  }
}
