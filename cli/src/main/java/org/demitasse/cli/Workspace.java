package org.demitasse.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a command works: in a user's project, or else in the repository.
 *
 * @param home the repository's folder, which holds the launcher
 * @param folder the project's folder, or {@code home}
 */
record Workspace(Path home, Path folder) {
  /** The file that describes a project's system. */
  static final String DESCRIPTION = "system.xml";

  /** The workspace of the current folder. */
  static Workspace current() {
    return of(
        Path.of(System.getProperty("demitasse.home", "")).toAbsolutePath().normalize(),
        Path.of("").toAbsolutePath().normalize());
  }

  static Workspace of(Path home, Path currentFolder) {
    return new Workspace(home, isProject(currentFolder) ? currentFolder : home);
  }

  /** Whether this is a project with a Maven build of its own. */
  boolean isProject() {
    return !folder.equals(home);
  }

  /** Where images and reports go. */
  Path output() {
    return isProject() ? folder.resolve("target").resolve("demitasse") : home.resolve("build");
  }

  /** Shows a path as a user in the current folder would type it. */
  static String shown(Path path) {
    Path current = Path.of("").toAbsolutePath();
    Path absolute = path.toAbsolutePath().normalize();
    return absolute.startsWith(current) && !absolute.equals(current)
        ? current.relativize(absolute).toString()
        : absolute.toString();
  }

  /** A folder with a system and a pom is a project, unless the pom is one of the repository's. */
  static boolean isProject(Path folder) {
    Path pom = folder.resolve("pom.xml");
    try {
      return Files.isRegularFile(folder.resolve(DESCRIPTION))
          && Files.isRegularFile(pom)
          && !Files.readString(pom).contains("<artifactId>demitasse</artifactId>");
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read " + pom, unreadable);
    }
  }
}
