package org.demitasse.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.demitasse.toolchain.CacheDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "clean",
    description = "Removes what was built here; with --cache also the compiler and all programs.")
final class CleanCommand implements Callable<Integer> {
  private static final int MODULE_DEPTH = 3;

  @Option(
      names = "--cache",
      description = "Remove the cache shared by all projects: compiler and compiled programs.")
  private boolean cache;

  @Override
  public Integer call() throws IOException {
    Workspace workspace = Workspace.current();
    List<Path> folders = new ArrayList<>(outputs(workspace));
    if (cache) {
      folders.add(CacheDirectory.ofUser().path());
    }
    for (Path folder : folders) {
      if (Files.isDirectory(folder)) {
        System.err.println("removing " + Workspace.shown(folder));
        FileTrees.delete(folder);
      }
    }
    return ExitStatus.OK;
  }

  /** Returns the folders of a build. The launcher's own lie below them and are made again. */
  private static List<Path> outputs(Workspace workspace) throws IOException {
    if (workspace.isProject()) {
      return List.of(workspace.folder().resolve("target"));
    }
    List<Path> outputs = new ArrayList<>();
    outputs.add(workspace.output());
    try (Stream<Path> poms =
        Files.find(
            workspace.home(),
            MODULE_DEPTH,
            (path, attributes) -> path.endsWith("pom.xml") && attributes.isRegularFile())) {
      // A user's project may lie below this folder too.
      poms.filter(pom -> !Workspace.isProject(pom.resolveSibling("")))
          .map(pom -> pom.resolveSibling("target"))
          .sorted()
          .forEach(outputs::add);
    }
    return outputs;
  }
}
