package org.demitasse.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.demitasse.toolchain.description.SystemDescription;
import org.demitasse.toolchain.disk.DiskFile;
import org.demitasse.toolchain.image.BootScript;
import org.demitasse.toolchain.image.CardFiles;
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
    InputFiles.requireFolder(folder, "the files to serve");
    return new BootFiles(folder, "");
  }

  /**
   * Builds a system in every format that U-Boot boots, and puts the scripts beside it that let
   * U-Boot boot it by itself.
   *
   * @param firmware folder with the files that a Raspberry Pi loads first; its kernel8.img and
   *     config.txt are then made too
   */
  static BootFiles build(
      SystemSelection selection, Optional<Path> deviceTree, Optional<Path> firmware)
      throws InterruptedException {
    Workspace workspace = Workspace.current();
    SystemDescription description = DeviceTreeChoice.in(selection.describe(workspace), deviceTree);
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
      if (firmware.isPresent()) {
        writeCardFiles(description, folder, name, firmware.get());
      }
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

  /** A Raspberry Pi without U-Boot asks TFTP for what it would read from a memory card. */
  private static void writeCardFiles(
      SystemDescription description, Path folder, String name, Path firmware) throws IOException {
    Optional<Path> tree = description.machine().deviceTree();
    List<DiskFile> files =
        CardFiles.list(
            name,
            description.machine().machine(),
            Files.readAllBytes(folder.resolve(name + "." + ImageFormat.LINUX.label())),
            tree.isPresent() ? Optional.of(Files.readAllBytes(tree.get())) : Optional.empty(),
            Optional.of(firmware));
    for (DiskFile each : files) {
      Path file = folder.resolve(each.path());
      Files.createDirectories(file.getParent());
      Files.write(file, each.content());
    }
  }

  /** Returns the files. */
  List<Path> list() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
