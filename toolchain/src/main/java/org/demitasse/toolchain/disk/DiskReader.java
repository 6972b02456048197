package org.demitasse.toolchain.disk;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.demitasse.toolchain.MalformedFileException;

/**
 * Reads the files of the first FAT32 partition of a disk. Nothing on it is trusted: a chain of
 * clusters that leads in a circle or out of the partition is an error.
 */
public final class DiskReader {
  /** More than a card for a board has. */
  private static final int MOST_FILES = 10_000;

  private static final int DEEPEST = 16;
  private static final int DELETED = 0xE5;
  private static final int LAST_CLUSTER_MARK = 0x0FFF_FFF8;

  /**
   * A file on the disk.
   *
   * @param path from the root, without a slash in front
   * @param size bytes
   */
  public record Entry(String path, long size, int firstCluster) {}

  private final String name;
  private final ByteBuffer disk;
  private final List<Entry> entries = new ArrayList<>();
  private long volume;
  private long fat;
  private long data;
  private int clusterSize;
  private int clusters;
  private int folders;

  private DiskReader(String name, byte[] disk) {
    this.name = name;
    this.disk = ByteBuffer.wrap(disk).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Returns whether the bytes begin as a disk with an FAT32 partition does. */
  public static boolean isDisk(byte[] content) {
    return content.length >= Fat32Writer.SECTOR
        && ByteBuffer.wrap(content)
                .order(ByteOrder.LITTLE_ENDIAN)
                .getShort(MasterBootRecord.MARK_OFFSET)
            == MasterBootRecord.MARK
        && content[MasterBootRecord.TABLE_OFFSET + 4] == MasterBootRecord.TYPE_FAT32;
  }

  /**
   * Reads the table of partitions and all folders.
   *
   * @param name of the file, for messages
   * @throws MalformedFileException if the disk is cut off or damaged
   */
  public static DiskReader read(String name, byte[] content) {
    DiskReader reader = new DiskReader(name, content);
    int root = reader.open();
    reader.folder("", root, 0);
    return reader;
  }

  /** Returns the files in the order of the disk, those of a folder behind it. */
  public List<Entry> entries() {
    return List.copyOf(entries);
  }

  /** Returns the file of that path, in capitals or not. */
  public Optional<Entry> find(String path) {
    return entries.stream().filter(each -> each.path().equalsIgnoreCase(path)).findFirst();
  }

  /** Returns the content of a file. */
  public byte[] content(Entry file) {
    byte[] content = new byte[Math.toIntExact(file.size())];
    int cluster = file.firstCluster();
    for (int at = 0; at < content.length; at += clusterSize) {
      int offset = offset(cluster, file.path());
      disk.get(offset, content, at, Math.min(clusterSize, content.length - at));
      cluster = next(cluster);
    }
    return content;
  }

  private int open() {
    if (!isDisk(disk.array())) {
      throw malformed("is not a disk with a FAT32 partition");
    }
    volume = sectors(MasterBootRecord.TABLE_OFFSET + 8);
    if (volume < Fat32Writer.SECTOR || volume > disk.capacity() - Fat32Writer.SECTOR) {
      throw malformed("is cut off: its partition begins at byte %d".formatted(volume));
    }
    int boot = (int) volume;
    int sectorSize = disk.getShort(boot + 11) & 0xFFFF;
    int perCluster = disk.get(boot + 13) & 0xFF;
    int reserved = disk.getShort(boot + 14) & 0xFFFF;
    int fats = disk.get(boot + 16) & 0xFF;
    long size = sectors(boot + 32);
    long fatSize = sectors(boot + 36);
    if (disk.getShort(boot + 510) != MasterBootRecord.MARK
        || sectorSize != Fat32Writer.SECTOR
        || Integer.bitCount(perCluster) != 1
        || reserved == 0
        || fats == 0
        || fatSize == 0) {
      throw malformed("has a partition that is no FAT32 volume");
    }
    if (size > disk.capacity() - volume) {
      throw malformed(
          "is cut off: its volume has %d bytes, there are %d"
              .formatted(size, disk.capacity() - volume));
    }
    fat = volume + (long) reserved * Fat32Writer.SECTOR;
    data = fat + fats * fatSize;
    clusterSize = perCluster * Fat32Writer.SECTOR;
    if (data > volume + size) {
      throw malformed("has file allocation tables that are larger than its volume");
    }
    clusters = (int) Math.min((volume + size - data) / clusterSize, fatSize / 4 - 2);
    return disk.getInt(boot + 44);
  }

  private long sectors(int at) {
    return (disk.getInt(at) & 0xFFFF_FFFFL) * Fat32Writer.SECTOR;
  }

  private void folder(String path, int first, int depth) {
    if (depth > DEEPEST) {
      throw malformed("has folders deeper than %d levels".formatted(DEEPEST));
    }
    folders++;
    if (folders > MOST_FILES) {
      throw malformed("has more than %d folders".formatted(MOST_FILES));
    }
    StringBuilder longName = new StringBuilder();
    int steps = 0;
    for (int cluster = first; !isLast(cluster); cluster = next(cluster)) {
      steps++;
      if (steps > clusters) {
        throw malformed("folder \"%s\" leads in a circle".formatted(path));
      }
      int start = offset(cluster, path);
      for (int at = start; at < start + clusterSize; at += Fat32Writer.ENTRY_SIZE) {
        if (disk.get(at) == 0) {
          return;
        }
        entry(path, at, longName, depth);
      }
    }
  }

  private void entry(String path, int at, StringBuilder longName, int depth) {
    int attributes = disk.get(at + 11) & 0x3F;
    if ((disk.get(at) & 0xFF) == DELETED) {
      longName.setLength(0);
      return;
    }
    if (attributes == Fat32Writer.ATTRIBUTE_LONG_NAME) {
      longName.insert(0, part(at));
      longName.setLength(Math.min(longName.length(), FatName.LONGEST));
      return;
    }
    String own = longName.isEmpty() ? shortName(at) : longName.toString();
    longName.setLength(0);
    if ((attributes & Fat32Writer.ATTRIBUTE_VOLUME) != 0 || own.equals(".") || own.equals("..")) {
      return;
    }
    String full = path.isEmpty() ? own : path + "/" + own;
    int cluster = (disk.getShort(at + 20) << 16) | (disk.getShort(at + 26) & 0xFFFF);
    if ((attributes & Fat32Writer.ATTRIBUTE_FOLDER) != 0) {
      folder(full, cluster, depth + 1);
      return;
    }
    long size = disk.getInt(at + 28) & 0xFFFF_FFFFL;
    if (size > (long) clusters * clusterSize) {
      throw malformed("file \"%s\" has %d bytes, more than the disk".formatted(full, size));
    }
    if (entries.size() == MOST_FILES) {
      throw malformed("has more than %d files".formatted(MOST_FILES));
    }
    entries.add(new Entry(full, size, cluster));
  }

  private String part(int at) {
    StringBuilder part = new StringBuilder();
    for (int i = 0; i < FatName.LONG_PART; i++) {
      int character = disk.getShort(at + Fat32Writer.longOffset(i)) & 0xFFFF;
      if (character == 0 || character == 0xFFFF) {
        break;
      }
      part.append(character < ' ' || character > '~' ? '?' : (char) character);
    }
    return part.toString();
  }

  private String shortName(int at) {
    byte[] raw = new byte[FatName.SHORT_SIZE];
    disk.get(at, raw);
    for (int i = 0; i < raw.length; i++) {
      if (raw[i] < ' ' || raw[i] > '~') {
        raw[i] = '?';
      }
    }
    String base = new String(Arrays.copyOf(raw, 8), StandardCharsets.US_ASCII).stripTrailing();
    String extension =
        new String(Arrays.copyOfRange(raw, 8, 11), StandardCharsets.US_ASCII).stripTrailing();
    return extension.isEmpty() ? base : base + "." + extension;
  }

  private int offset(int cluster, String path) {
    if (cluster < Fat32Writer.ROOT_CLUSTER || cluster >= clusters + Fat32Writer.ROOT_CLUSTER) {
      throw malformed(
          String.format(Locale.ROOT, "\"%s\" leads to cluster %d of %d", path, cluster, clusters));
    }
    return (int) (data + (long) (cluster - Fat32Writer.ROOT_CLUSTER) * clusterSize);
  }

  private int next(int cluster) {
    return disk.getInt((int) (fat + 4L * cluster)) & 0x0FFF_FFFF;
  }

  private static boolean isLast(int cluster) {
    return cluster >= LAST_CLUSTER_MARK;
  }

  private MalformedFileException malformed(String problem) {
    return new MalformedFileException(name, problem);
  }
}
