package org.demitasse.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.demitasse.toolchain.description.SystemDescription;
import org.demitasse.toolchain.image.ImageFormat;
import org.demitasse.toolchain.program.ProgramBuilder;
import org.demitasse.toolchain.system.BuiltSystem;
import org.demitasse.toolchain.system.ProgramClassPath;
import org.demitasse.toolchain.system.SystemBuilder;

/** Builds a system in a workspace, the classes of a user's project first. */
final class SystemBuild {
  private final Workspace workspace;
  private final Optional<Path> firmware;

  SystemBuild(Workspace workspace) {
    this(workspace, Optional.empty());
  }

  /**
   * @param firmware folder with files for disks
   */
  SystemBuild(Workspace workspace, Optional<Path> firmware) {
    this.workspace = workspace;
    this.firmware = firmware;
  }

  /** Returns where the image of a system is made unless the user says otherwise. */
  Path image(SystemDescription description, ImageFormat format) {
    return workspace.output().resolve(description.name() + "." + format.label());
  }

  BuiltSystem run(SystemDescription description, ImageFormat format, Path image)
      throws InterruptedException {
    ProgramClassPath own = ProgramClassPath.ofThisProcess();
    ProgramClassPath classPath =
        workspace.isProject() ? new ProjectBuild(workspace).bringUpToDate().followedBy(own) : own;
    SystemBuilder builder = new SystemBuilder(new ProgramBuilder(), classPath, System.err::println);
    return firmware.map(builder::withFirmware).orElse(builder).build(description, format, image);
  }
}
