package org.demitasse.cli;

import java.util.concurrent.Callable;
import org.demitasse.toolchain.description.SystemDescription;
import org.demitasse.toolchain.image.ImageFormat;
import org.demitasse.toolchain.system.BuiltSystem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "build", description = "Builds the programs of a system and its image.")
final class BuildCommand implements Callable<Integer> {
  @Mixin private SystemSelection selection;

  @Override
  public Integer call() throws InterruptedException {
    Workspace workspace = Workspace.current();
    SystemDescription description = selection.describe(workspace);
    SystemBuild build = new SystemBuild(workspace);
    BuiltSystem built =
        build.run(description, ImageFormat.ELF, build.image(description, ImageFormat.ELF));
    System.out.println(Workspace.shown(built.image()));
    return ExitStatus.OK;
  }
}
