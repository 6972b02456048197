package org.demitasse.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.demitasse.toolchain.description.SystemDescription;
import org.demitasse.toolchain.image.BootScript;
import org.demitasse.toolchain.image.ImageFormat;

/**
 * A folder of files to boot over the network.
 *
 * @param bootFile name of the one that boards are told to load; empty if nothing is known of them
 */
record BootFiles(Path folder, String bootFile) {
  private static final List<ImageFormat> FORMATS =
      List.of(ImageFormat.LINUX, ImageFormat.UIMAGE, ImageFormat.FIT);

  /** Takes a folder as it is. */
  static BootFiles in(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new CommandFailure(
          ExitStatus.CONFIGURATION, folder + ": is not there, or no folder; expected one to serve");
    }
    return new BootFiles(folder, "");
  }

  /**
   * Builds a system in every format that U-Boot boots, and puts the scripts beside it that let
   * U-Boot boot it by itself.
   */
  static BootFiles build(SystemSelection selection, Optional<Path> deviceTree)
      throws InterruptedException {
    Workspace workspace = Workspace.current();
    SystemDescription description =
        DeviceTreeChoice.in(selection.describe(workspace), deviceTree);
    String name = description.name();
    Path folder = workspace.output().resolve("netboot").resolve(name);
    SystemBuild build = new SystemBuild(workspace);
    try {
      FileTrees.delete(folder);
      Files.createDirectories(folder);
      for (ImageFormat format : FORMATS) {
        build.run(description, format, folder.resolve(name + "." + format.label()));
      }
      Optional<Path> tree = description.machine().deviceTree();
      if (tree.isPresent()) {
        Files.copy(tree.get(), folder.resolve(name + ".dtb"));
      }
      byte[] script =
          new BootScript(
                  name + " for " + description.machine().machine().name(),
                  name + "." + ImageFormat.LINUX.label(),
                  tree.map(file -> name + ".dtb"))
              .forNetwork();
      Files.write(folder.resolve(BootScript.FILE_NAME), script);
      Files.write(folder.resolve(BootScript.NETWORK_FILE_NAME), script);
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot write " + folder, failure);
    }
    return new BootFiles(folder, name + "." + ImageFormat.UIMAGE.label());
  }

  /** Returns the files. */
  List<Path> list() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
