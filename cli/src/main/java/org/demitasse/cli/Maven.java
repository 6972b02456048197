package org.demitasse.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Runs a Maven build through the wrapper of the repository, with this process's JDK. */
final class Maven {
  /** What Maven and its wrapper print when the network is not there. */
  private static final Pattern NO_NETWORK =
      Pattern.compile(
          "Could not transfer artifact|Failed to fetch|UnknownHost|Network is unreachable|No route to host");

  private final Workspace workspace;
  private final Path log;

  /**
   * @param log receives all that Maven says
   */
  Maven(Workspace workspace, Path log) {
    this.workspace = workspace;
    this.log = log;
  }

  /**
   * Runs goals. Maven goes to the network only for what it has never loaded.
   *
   * @param show receives each line of Maven
   * @return whether the build succeeded
   * @throws CommandFailure if the network is needed and not there
   */
  boolean run(Consumer<String> show, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(workspace.home().resolve("mvnw").toString());
    command.add("-B");
    command.add("-f");
    command.add(workspace.folder().resolve("pom.xml").toString());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    try {
      Files.createDirectories(log.toAbsolutePath().getParent());
      Process process = builder.start();
      process.getOutputStream().close();
      Optional<String> unreachable = copy(process, show);
      if (process.waitFor() == 0) {
        return true;
      }
      unreachable.ifPresent(Maven::failWithoutNetwork);
      return false;
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot run " + command.getFirst(), failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(ExitStatus.FAILURE, "interrupted");
    }
  }

  /**
   * Copies the output to its readers and returns the first line that tells of a lack of network.
   */
  private Optional<String> copy(Process process, Consumer<String> show) throws IOException {
    Optional<String> unreachable = Optional.empty();
    try (Writer copy = Files.newBufferedWriter(log);
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        copy.write(line);
        copy.write('\n');
        if (unreachable.isEmpty() && NO_NETWORK.matcher(line).find()) {
          unreachable = Optional.of(line);
        }
        if (line.contains("Downloading from ") && line.endsWith(".jar")) {
          System.err.println("downloading " + line.substring(line.lastIndexOf('/') + 1));
        }
        show.accept(line);
      }
    }
    return unreachable;
  }

  private static void failWithoutNetwork(String line) {
    throw new CommandFailure(
        ExitStatus.MISSING_TOOL,
        line
            + "\nNo network: Maven cannot reach its repository, which holds what this build needs for"
            + " the first time. Connect this machine, or name a proxy in ~/.m2/settings.xml.");
  }
}
