package org.demitasse.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.demitasse.toolchain.description.SystemDescription;
import org.demitasse.toolchain.graph.TreePicture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "graph",
    description = {
      "Draws the tree of a configuration of init, or of the one in a system, with its routes.",
      "Prints the picture as SVG."
    },
    sortOptions = false)
final class GraphCommand implements Callable<Integer> {
  @Mixin private SystemSelection selection;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where to write it. Default: standard output.")
  private @Nullable Path output;

  @Override
  public Integer call() throws IOException {
    Workspace workspace = Workspace.current();
    Path file = selection.file(workspace);
    ConfigurationFile configuration;
    if (ConfigurationFile.isOne(file)) {
      configuration = ConfigurationFile.read(file);
      configuration.check(Optional.empty());
    } else {
      SystemDescription system = selection.describe(workspace);
      configuration =
          ConfigurationFile.of(system)
              .orElseThrow(
                  () ->
                      new CommandFailure(
                          ExitStatus.CONFIGURATION,
                          "%s: no configuration of init to draw; expected <file name=\"config\" path=\"...\"/> in <modules>"
                              .formatted(Workspace.shown(file))));
      configuration.check(Optional.of(system));
    }
    String picture = TreePicture.draw(Workspace.shown(configuration.file()), configuration.root());
    if (output == null) {
      System.out.print(picture);
    } else {
      Files.writeString(output, picture);
      System.err.println(Workspace.shown(output));
    }
    return ExitStatus.OK;
  }
}
