package org.demitasse.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

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
    List<String> install =
        Stream.of(
                apt.stream(),
                Stream.of("install", "-y", "--no-install-recommends"),
                packages.stream())
            .flatMap(words -> words)
            .toList();
    if (run(install) == 0) {
      return true;
    }
    // A fresh system has no package lists yet, an old one has outdated ones.
    return run(Stream.concat(apt.stream(), Stream.of("update")).toList()) == 0 && run(install) == 0;
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
    return program("sudo").isPresent() && run(List.of("sudo", "-n", "true")) == 0
        ? Optional.of(sudo)
        : Optional.empty();
  }

  /** Runs a command whose output is progress, and returns its exit status. */
  private static int run(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectError(Redirect.INHERIT)
              .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
              .start();
      process.getInputStream().transferTo(System.err);
      return process.waitFor();
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot run " + command.getFirst(), failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(ExitStatus.FAILURE, "interrupted");
    }
  }
}
