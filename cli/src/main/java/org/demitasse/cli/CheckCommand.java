package org.demitasse.cli;

import java.util.concurrent.Callable;
import org.demitasse.toolchain.description.SystemDescription;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "check", description = "Checks a system description without building anything.")
final class CheckCommand implements Callable<Integer> {
  @Mixin private SystemSelection selection;

  @Override
  public Integer call() {
    SystemDescription description = selection.describe(Workspace.current());
    System.out.println(
        "%s: system %s for machine %s is in order"
            .formatted(
                Workspace.shown(description.file()),
                description.name(),
                description.machine().machine().name()));
    return ExitStatus.OK;
  }
}
