package org.demitasse.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.demitasse.toolchain.description.SystemDescription;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "check",
    description = {
      "Checks a system description, with the configuration of init in it,",
      "or a configuration of init by itself, without building anything."
    })
final class CheckCommand implements Callable<Integer> {
  @Mixin private SystemSelection selection;

  @Override
  public Integer call() {
    Workspace workspace = Workspace.current();
    Path file = selection.file(workspace);
    if (ConfigurationFile.isOne(file)) {
      ConfigurationFile.read(file).check(Optional.empty());
      inOrder(file);
      return ExitStatus.OK;
    }
    SystemDescription description = selection.describe(workspace);
    Optional<ConfigurationFile> configuration = ConfigurationFile.of(description);
    if (configuration.isPresent()) {
      configuration.get().check(Optional.of(description));
      inOrder(configuration.get().file());
    }
    System.out.println(
        "%s: system %s for machine %s is in order"
            .formatted(
                Workspace.shown(description.file()),
                description.name(),
                description.machine().machine().name()));
    return ExitStatus.OK;
  }

  private static void inOrder(Path file) {
    System.out.println("%s: configuration of init is in order".formatted(Workspace.shown(file)));
  }
}
