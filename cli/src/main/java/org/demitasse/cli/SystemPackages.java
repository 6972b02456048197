package org.demitasse.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Programs of this host: where they are, and how apt installs what is missing. Nothing is installed
 * unless that needs no password, nor when {@code DEMITASSE_NO_INSTALL} is set.
 */
final class SystemPackages {
  private final Map<String, String> environment;

  SystemPackages(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  static SystemPackages ofThisHost() {
    return new SystemPackages(System.getenv());
  }

  /** Returns the folders of the PATH. */
  List<Path> folders() {
    return Arrays.stream(environment.getOrDefault("PATH", "").split(":", -1))
        .filter(folder -> !folder.isBlank())
        .map(Path::of)
        .toList();
  }

  /** Returns the first program of that name on the PATH. */
  Optional<Path> program(String name) {
    return folders().stream()
        .map(folder -> folder.resolve(name))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }

  /** Returns the line that a user types to install packages. */
  static String installLine(List<String> packages) {
    return "sudo apt-get install -y --no-install-recommends " + String.join(" ", packages);
  }

  /**
   * Installs packages, if that needs no password; says so on standard error.
   *
   * @return whether apt says that they are installed
   */
  boolean install(List<String> packages) {
    Optional<List<String>> asRoot = asRoot();
    if (asRoot.isEmpty()) {
      return false;
    }
    System.err.println("installing " + String.join(" ", packages));
    List<String> apt = new ArrayList<>(asRoot.get());
    apt.addAll(List.of("env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"));
    List<String> install = new ArrayList<>(apt);
    install.addAll(List.of("install", "-y", "--no-install-recommends"));
    install.addAll(packages);
    List<String> update = new ArrayList<>(apt);
    update.add("update");
    if (run(install).status() == 0) {
      return true;
    }
    // A fresh system has no package lists yet, an old one has outdated ones.
    run(update);
    Outcome outcome = run(install);
    if (outcome.status() != 0) {
      System.err.println(outcome.output().strip());
    }
    return outcome.status() == 0;
  }

  /** Returns what is put in front of a command to run it as root, if that is possible. */
  private Optional<List<String>> asRoot() {
    if (!environment.getOrDefault("DEMITASSE_NO_INSTALL", "").isEmpty()
        || program("apt-get").isEmpty()) {
      return Optional.empty();
    }
    if (System.getProperty("user.name", "").equals("root")) {
      return Optional.of(List.of());
    }
    List<String> sudo = List.of("sudo", "-n");
    return program("sudo").isPresent() && run(List.of("sudo", "-n", "true")).status() == 0
        ? Optional.of(sudo)
        : Optional.empty();
  }

  /** What a command has returned and printed. */
  private record Outcome(int status, String output) {}

  private static Outcome run(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
              .start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Outcome(process.waitFor(), output);
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot run " + command.getFirst(), failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(ExitStatus.FAILURE, "interrupted");
    }
  }
}
