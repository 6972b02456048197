package org.demitasse.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.demitasse.xml.Suggestion;

/** Finds the system description that a user means: a file, a folder, a name, or nothing. */
final class SystemNames {
  /** Folders of the repository that hold systems, and how deep. */
  private static final List<String> FOLDERS = List.of("app", "ladder", "server", "driver");

  private static final int DEPTH = 3;
  private static final String SUFFIX = ".xml";
  private static final String DEFAULT_SYSTEM = "default";

  private final Workspace workspace;

  SystemNames(Workspace workspace) {
    this.workspace = workspace;
  }

  /** Returns the description of the default system. */
  Path byDefault() {
    return workspace.isProject()
        ? workspace.folder().resolve(Workspace.DESCRIPTION)
        : find(DEFAULT_SYSTEM);
  }

  /**
   * Returns the description that an argument names.
   *
   * @throws CommandFailure if there is none, with the names there are
   */
  Path find(String argument) {
    Path path = Path.of(argument);
    if (Files.isRegularFile(path)) {
      return path;
    }
    if (Files.isRegularFile(path.resolve(Workspace.DESCRIPTION))) {
      return path.resolve(Workspace.DESCRIPTION);
    }
    Map<String, Path> known = known();
    Path found = known.get(argument);
    if (found == null) {
      throw new CommandFailure(
          ExitStatus.CONFIGURATION,
          "%s: no such system; expected a file, a folder with a %s, or one of: %s%s"
              .formatted(
                  argument,
                  Workspace.DESCRIPTION,
                  String.join(", ", known.keySet()),
                  Suggestion.hint(argument, known.keySet())));
    }
    return found;
  }

  /**
   * Returns all systems by name: of {@code x/system.xml} the folder's name, of others the file's.
   */
  Map<String, Path> known() {
    Map<String, Path> systems = new TreeMap<>();
    if (workspace.isProject()) {
      addSystems(workspace.folder(), 1, systems);
    } else {
      FOLDERS.forEach(folder -> addSystems(workspace.home().resolve(folder), DEPTH, systems));
    }
    return systems;
  }

  private static void addSystems(Path folder, int depth, Map<String, Path> systems) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder, depth)) {
      files
          .filter(file -> file.toString().endsWith(SUFFIX) && isSystem(file))
          .sorted()
          .forEach(file -> systems.putIfAbsent(name(file), file));
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read " + folder, unreadable);
    }
  }

  private static boolean isSystem(Path file) {
    try {
      return Files.isRegularFile(file) && Files.readString(file).contains("<system");
    } catch (IOException unreadable) {
      return false;
    }
  }

  private static String name(Path file) {
    Path folder = file.getParent();
    String name = file.getFileName().toString();
    return name.equals(Workspace.DESCRIPTION) && folder != null
        ? folder.getFileName().toString()
        : name.substring(0, name.length() - SUFFIX.length());
  }
}
