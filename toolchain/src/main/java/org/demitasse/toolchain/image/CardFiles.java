package org.demitasse.toolchain.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.demitasse.machine.Machine;
import org.demitasse.toolchain.MalformedFileException;
import org.demitasse.toolchain.description.SystemDescription;
import org.demitasse.toolchain.disk.DiskFile;
import org.demitasse.toolchain.disk.DiskImage;
import org.demitasse.xml.Size;

/**
 * The files of a memory card for a Raspberry Pi: {@code kernel8.img}, {@code config.txt}, the
 * device tree, {@code boot.scr} for a U-Boot, and the firmware of the board's owner. Files that are
 * made here take the place of those of the same name in the firmware's folder.
 *
 * <p>Where the firmware has a {@code u-boot.bin}, the board starts that, and the script starts the
 * kernel.
 */
public final class CardFiles {
  /** What the firmware loads as a 64-bit kernel. */
  public static final String KERNEL = "kernel8.img";

  /** What tells the firmware how (Raspberry Pi documentation, "The config.txt file"). */
  static final String CONFIGURATION = "config.txt";

  private static final String BOOT_LOADER = "u-boot.bin";

  /** More than all firmware that there is. */
  private static final long LARGEST_FIRMWARE = 512L << 20;

  private CardFiles() {}

  /**
   * Lays out the disk.
   *
   * @throws MalformedFileException if the firmware's files cannot be on it
   */
  static DiskImage disk(
      SystemDescription description,
      FlatImage image,
      Optional<byte[]> deviceTree,
      Optional<Path> firmware)
      throws IOException {
    List<DiskFile> files =
        list(
            description.name(),
            description.machine().machine(),
            image.toBytes(),
            deviceTree,
            firmware);
    try {
      return DiskImage.of(files);
    } catch (IllegalArgumentException unsuitable) {
      throw new MalformedFileException(
          firmware.map(Path::toString).orElse(description.name()),
          String.valueOf(unsuitable.getMessage()));
    }
  }

  /**
   * Returns the files.
   *
   * @param kernel the Linux image
   */
  public static List<DiskFile> list(
      String system,
      Machine machine,
      byte[] kernel,
      Optional<byte[]> deviceTree,
      Optional<Path> firmware)
      throws IOException {
    List<DiskFile> own = new ArrayList<>();
    Optional<String> treeName = deviceTree.map(tree -> machine.name() + ".dtb");
    own.add(new DiskFile(KERNEL, kernel));
    deviceTree.ifPresent(tree -> own.add(new DiskFile(treeName.orElseThrow(), tree)));
    own.add(
        new DiskFile(
            BootScript.FILE_NAME,
            new BootScript(system + " for " + machine.name(), KERNEL, treeName).forDisk()));
    List<DiskFile> files = new ArrayList<>();
    if (firmware.isPresent()) {
      files.addAll(read(firmware.get()));
    }
    boolean bootLoader = files.stream().anyMatch(each -> each.path().equals(BOOT_LOADER));
    own.add(new DiskFile(CONFIGURATION, configuration(system, machine, treeName, bootLoader)));
    files.removeIf(
        each -> own.stream().anyMatch(ours -> ours.path().equalsIgnoreCase(each.path())));
    files.addAll(own);
    return files;
  }

  private static byte[] configuration(
      String system, Machine machine, Optional<String> deviceTree, boolean bootLoader) {
    StringBuilder lines = new StringBuilder();
    lines.append("# ").append(system).append(" for ").append(machine.name()).append('\n');
    lines.append("arm_64bit=1\n");
    if (bootLoader) {
      lines.append("kernel=").append(BOOT_LOADER).append('\n');
    } else {
      lines.append("kernel=").append(KERNEL).append('\n');
      lines.append(String.format(Locale.ROOT, "kernel_address=0x%x%n", machine.loadAddress()));
    }
    deviceTree.ifPresent(name -> lines.append("device_tree=").append(name).append('\n'));
    lines.append("# Console on pins 8 and 10, at a clock that does not change.\n");
    lines.append("enable_uart=1\n");
    return lines.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static List<DiskFile> read(Path folder) throws IOException {
    List<DiskFile> files = new ArrayList<>();
    long total = 0;
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path each : walk.sorted().toList()) {
        if (!Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS)) {
          continue;
        }
        total += Files.size(each);
        if (total > LARGEST_FIRMWARE) {
          throw new MalformedFileException(
              folder.toString(),
              "holds more than "
                  + Size.format(LARGEST_FIRMWARE)
                  + "; expected the files of a board's firmware");
        }
        files.add(
            new DiskFile(
                folder.relativize(each).toString().replace('\\', '/'), Files.readAllBytes(each)));
      }
    }
    return files;
  }
}
