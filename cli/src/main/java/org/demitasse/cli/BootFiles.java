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
import org.demitasse.toolchain.image.ImageFile;
import org.demitasse.toolchain.image.ImageFormat;
import org.demitasse.toolchain.image.MemberKind;

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
      Path image = folder.resolve(name + "." + ImageFormat.LINUX.label());
      Optional<byte[]> tree = deviceTreeIn(image);
      if (firmware.isPresent()) {
        writeCardFiles(description, folder, image, tree, firmware.get());
      }
      if (tree.isPresent()) {
        Files.write(folder.resolve(name + ".dtb"), tree.get());
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

  /** The tree that was described, or that the machine brings. */
  private static Optional<byte[]> deviceTreeIn(Path image) throws IOException {
    ImageFile file = ImageFile.read(image);
    return file.listing().members().stream()
        .filter(each -> each.kind() == MemberKind.DEVICE_TREE)
        .map(file::content)
        .findFirst();
  }

  /** A Raspberry Pi without U-Boot asks TFTP for what it would read from a memory card. */
  private static void writeCardFiles(
      SystemDescription description, Path folder, Path image, Optional<byte[]> tree, Path firmware)
      throws IOException {
    List<DiskFile> files =
        CardFiles.list(
            description.name(),
            description.machine().machine(),
            Files.readAllBytes(image),
            tree,
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
