package org.demitasse.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.demitasse.toolchain.description.SystemDescription;
import org.demitasse.toolchain.image.ImageFormat;
import org.demitasse.toolchain.program.ProgramBuilder;
import org.demitasse.toolchain.system.BuiltSystem;
import org.demitasse.toolchain.system.ProgramClassPath;
import org.demitasse.toolchain.system.SystemBuilder;
import org.demitasse.xml.Diagnostic;
import org.demitasse.xml.InvalidDocumentException;

/**
 * Builds a system in a workspace, the classes of a user's project first.
 *
 * <p>Init's configuration in the system is checked before. What makes init use nothing of it, such
 * as a file that is no XML, stops the build. All other mistakes are warnings: init tells them
 * again, leaves out what is wrong, and starts the rest, which may be just what is to be tried.
 */
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

  /**
   * Builds a system.
   *
   * @throws InvalidDocumentException if init would use nothing of its configuration
   */
  BuiltSystem run(SystemDescription description, ImageFormat format, Path image)
      throws InterruptedException {
    warnings(description).forEach(System.err::println);
    ProgramClassPath own = ProgramClassPath.ofThisProcess();
    ProgramClassPath classPath =
        workspace.isProject() ? new ProjectBuild(workspace).bringUpToDate().followedBy(own) : own;
    SystemBuilder builder = new SystemBuilder(new ProgramBuilder(), classPath, System.err::println);
    return firmware.map(builder::withFirmware).orElse(builder).build(description, format, image);
  }

  /**
   * Returns the mistakes in the configuration of init that it survives, one a line, and what comes
   * of them.
   *
   * @throws InvalidDocumentException if there are others
   */
  static List<String> warnings(SystemDescription description) {
    if (!ConfigurationFile.isWithInit(description)) {
      return List.of();
    }
    Optional<ConfigurationFile> configuration = ConfigurationFile.of(description);
    List<Diagnostic> mistakes =
        configuration.map(file -> file.mistakes(Optional.of(description))).orElse(List.of());
    List<String> lines = new ArrayList<>();
    for (Diagnostic each : mistakes) {
      lines.add(each.location() + ": warning: <" + each.element() + ">: " + each.message());
    }
    if (!lines.isEmpty()) {
      lines.add("init will leave out what is wrong and start the rest");
    }
    return lines;
  }
}
