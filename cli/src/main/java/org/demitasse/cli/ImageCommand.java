package org.demitasse.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.demitasse.toolchain.description.SystemDescription;
import org.demitasse.toolchain.image.ImageFormat;
import org.demitasse.toolchain.system.BuiltSystem;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "image",
    description = "Makes a bootable image and lists what it holds.",
    sortOptions = false)
final class ImageCommand implements Callable<Integer> {
  @Mixin private SystemSelection selection;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      converter = Formats.class,
      completionCandidates = Formats.class,
      defaultValue = "elf",
      description =
          "elf for QEMU's -kernel; image, the Linux arm64 Image that boot loaders take; uimage and"
              + " fit, the same with checksums for U-Boot, fit with the device tree; sd, a disk"
              + " for a Raspberry Pi's memory card."
              + " Default: ${DEFAULT-VALUE}.")
  private ImageFormat format;

  @Option(
      names = "--device-tree",
      paramLabel = "FILE",
      description = "Device tree blob to put into the image. Default: as described.")
  private @Nullable Path deviceTree;

  @Option(
      names = "--firmware",
      paramLabel = "DIR",
      description =
          "For sd: folder with the files that the board loads first (bootcode.bin, start.elf,"
              + " fixup.dat, ...); with a u-boot.bin in it the board starts that.")
  private @Nullable Path firmware;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where to write it. Default: below the build folder, named after the system.")
  private @Nullable Path output;

  @Override
  public Integer call() throws InterruptedException {
    if (firmware != null) {
      if (format != ImageFormat.SD) {
        throw new CommandFailure(
            ExitStatus.USAGE, "--firmware goes onto a disk only; expected --format sd");
      }
      InputFiles.requireFolder(firmware, "the files of a board's firmware");
    }
    Workspace workspace = Workspace.current();
    SystemDescription description =
        DeviceTreeChoice.in(selection.describe(workspace), Optional.ofNullable(deviceTree));
    SystemBuild build = new SystemBuild(workspace, Optional.ofNullable(firmware));
    Path image = output == null ? build.image(description, format) : output;
    BuiltSystem built = build.run(description, format, image);
    System.out.print(built.listing().toTable());
    System.out.println(Workspace.shown(built.image()));
    return ExitStatus.OK;
  }
}
