package org.demitasse.toolchain.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The disks of this host, as Linux tells about them: folders of {@code /sys/class/block} (Linux,
 * Documentation/ABI/stable/sysfs-block), {@code /proc/self/mounts} and {@code /proc/swaps}
 * (Documentation/filesystems/proc.rst).
 */
public final class BlockDevices {
  /** The file {@code size} counts in these, whatever the disk's own sectors are. */
  private static final int SECTOR = 512;

  private final Path blockFolder;
  private final Path mounts;
  private final Path swaps;

  /** The disks of this host. */
  public BlockDevices() {
    this(Path.of("/sys/class/block"), Path.of("/proc/self/mounts"), Path.of("/proc/swaps"));
  }

  BlockDevices(Path blockFolder, Path mounts, Path swaps) {
    this.blockFolder = blockFolder;
    this.mounts = mounts;
    this.swaps = swaps;
  }

  /**
   * A disk.
   *
   * @param name such as {@code sdb}
   * @param size bytes
   * @param removable whether it is meant to be taken out: a card or a stick
   * @param readOnly whether a switch or the driver forbids writing
   * @param uses what uses it or a part of it, in words
   */
  public record Disk(
      String name, long size, boolean removable, boolean readOnly, List<String> uses) {
    public Disk {
      uses = List.copyOf(uses);
    }
  }

  /**
   * Looks at a disk.
   *
   * @param name such as {@code sdb}
   * @return nothing if there is no disk of that name, or if it is a part of one
   */
  public Optional<Disk> find(String name) throws IOException {
    Path folder = blockFolder.resolve(name);
    if (!Files.isDirectory(folder) || isPart(name)) {
      return Optional.empty();
    }
    List<String> names = new ArrayList<>(List.of(name));
    names.addAll(parts(folder));
    List<String> uses = new ArrayList<>();
    for (String each : names) {
      uses.addAll(uses(each));
    }
    return Optional.of(
        new Disk(
            name,
            number(folder.resolve("size")) * SECTOR,
            isRemovable(folder),
            number(folder.resolve("ro")) != 0,
            uses));
  }

  /** Returns whether the name is that of a partition. */
  public boolean isPart(String name) {
    return Files.exists(blockFolder.resolve(name).resolve("partition"));
  }

  /** A slot for memory cards does not call its card removable, but names its kind. */
  private static boolean isRemovable(Path folder) throws IOException {
    return number(folder.resolve("removable")) != 0
        || text(folder.resolve("device/type")).equals("SD");
  }

  private static List<String> parts(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children
          .filter(each -> Files.exists(each.resolve("partition")))
          .map(each -> each.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  private List<String> uses(String name) throws IOException {
    List<String> uses = new ArrayList<>();
    String device = "/dev/" + name;
    for (String[] line : table(mounts)) {
      if (line.length >= 2 && isDevice(line[0], device)) {
        uses.add("%s is mounted at %s".formatted(device, unescaped(line[1])));
      }
    }
    for (String[] line : table(swaps)) {
      if (isDevice(line[0], device)) {
        uses.add("%s is swapped to".formatted(device));
      }
    }
    Path holders = blockFolder.resolve(name).resolve("holders");
    if (Files.isDirectory(holders)) {
      try (Stream<Path> children = Files.list(holders)) {
        children
            .map(each -> "%s is part of %s".formatted(device, each.getFileName()))
            .forEach(uses::add);
      }
    }
    return uses;
  }

  /** Other names of a device, such as those of {@code /dev/disk/by-id}, are links to it. */
  private static boolean isDevice(String named, String device) {
    if (named.equals(device)) {
      return true;
    }
    if (!named.startsWith("/dev/")) {
      return false;
    }
    try {
      return Path.of(named).toRealPath().toString().equals(device);
    } catch (IOException absent) {
      return false;
    }
  }

  private static List<String[]> table(Path file) throws IOException {
    return Files.readAllLines(file).stream().map(line -> line.trim().split("\\s+", -1)).toList();
  }

  /** Spaces in a table of mounts are written as octal numbers. */
  private static String unescaped(String text) {
    return text.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\");
  }

  private static long number(Path file) throws IOException {
    String text = text(file);
    try {
      return text.isEmpty() ? 0 : Long.parseLong(text);
    } catch (NumberFormatException unexpected) {
      throw new IOException("%s says \"%s\"; expected a number".formatted(file, text), unexpected);
    }
  }

  private static String text(Path file) throws IOException {
    return Files.isRegularFile(file) ? Files.readString(file).strip() : "";
  }
}
