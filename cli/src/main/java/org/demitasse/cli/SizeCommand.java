package org.demitasse.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.demitasse.toolchain.description.SystemDescription;
import org.demitasse.toolchain.image.ImageFormat;
import org.demitasse.toolchain.program.Program;
import org.demitasse.toolchain.program.ProgramSize;
import org.demitasse.toolchain.system.BuiltSystem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "size",
    description = {
      "Prints the size of each program, and the lines of source by language.",
      "The lines are those of this repository, and the share of Java that of the code on the target."
    })
final class SizeCommand implements Callable<Integer> {
  @Mixin private SystemSelection selection;

  @Override
  public Integer call() throws InterruptedException {
    Workspace workspace = Workspace.current();
    SystemDescription description = selection.describe(workspace);
    SystemBuild build = new SystemBuild(workspace);
    BuiltSystem built =
        build.run(description, ImageFormat.ELF, build.image(description, ImageFormat.ELF));
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("program", "text", "rodata", "data", "bss", "stack", "heap limit", "file"));
    for (Program program : built.programs()) {
      rows.add(row(program));
    }
    System.out.print(Table.of(rows));
    System.out.println("image: %d bytes".formatted(built.listing().size()));
    if (!workspace.isProject()) {
      System.out.println();
      System.out.print(SourceLines.count(workspace.home()));
    }
    return ExitStatus.OK;
  }

  private static List<String> row(Program program) {
    ProgramSize size = program.size();
    return List.of(
        program.name(),
        Long.toString(size.text()),
        Long.toString(size.rodata()),
        Long.toString(size.data()),
        Long.toString(size.bss()),
        Long.toString(size.stack()),
        Long.toString(size.heap()),
        Long.toString(size.file()));
  }
}
