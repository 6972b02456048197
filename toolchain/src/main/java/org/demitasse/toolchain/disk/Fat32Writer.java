package org.demitasse.toolchain.disk;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes a FAT32 volume with files: boot sector, two file allocation tables, and every file and
 * folder in one piece, in the order of their names. All times are 1 January 1980, the first that
 * FAT knows. Offsets of fields are those of the FAT specification, "Boot Sector and BPB" and "FAT
 * Directory Structure".
 */
final class Fat32Writer {
  static final int SECTOR = 512;
  static final int RESERVED_SECTORS = 32;
  static final int FATS = 2;
  static final int ROOT_CLUSTER = 2;

  /** With fewer clusters the volume would be FAT16 ("FAT Type Determination"). */
  static final int LEAST_CLUSTERS = 65525;

  static final int END_OF_CHAIN = 0x0FFF_FFFF;
  static final int ENTRY_SIZE = 32;
  static final int ATTRIBUTE_VOLUME = 0x08;
  static final int ATTRIBUTE_FOLDER = 0x10;
  static final int ATTRIBUTE_ARCHIVE = 0x20;
  static final int ATTRIBUTE_LONG_NAME = 0x0F;

  private static final int INFORMATION_SECTOR = 1;
  private static final int BACKUP_SECTOR = 6;
  private static final int DATE_1980_01_01 = 0x21;
  private static final String LABEL = "DEMITASSE  ";

  /** Something with clusters of its own: a folder or a file. */
  private static final class Item {
    private final TreeMap<String, Item> children = new TreeMap<>();
    private final boolean folder;
    private final @Nullable Item parent;
    private byte[] content = new byte[0];
    private int firstCluster;

    Item(boolean folder, @Nullable Item parent) {
      this.folder = folder;
      this.parent = parent;
    }
  }

  private final long firstSector;
  private final int sectors;
  private final int identifier;
  private final int sectorsPerCluster;
  private final int sectorsPerFat;
  private final int clusters;
  private final Item root = new Item(true, null);
  private final List<Item> inOrder = new ArrayList<>();
  private int nextCluster = ROOT_CLUSTER;

  /**
   * @param firstSector of the volume on the disk
   * @param sectors of the volume
   * @param identifier volume's number
   * @throws IllegalArgumentException if the files do not fit, or have names that cannot be
   */
  Fat32Writer(long firstSector, int sectors, int identifier, List<DiskFile> files) {
    this.firstSector = firstSector;
    this.sectors = sectors;
    this.identifier = identifier;
    this.sectorsPerCluster = sectorsPerCluster(sectors);
    this.sectorsPerFat = sectorsPerFat(sectors, sectorsPerCluster);
    this.clusters = (sectors - RESERVED_SECTORS - FATS * sectorsPerFat) / sectorsPerCluster;
    if (clusters < LEAST_CLUSTERS) {
      throw new IllegalArgumentException(
          "a FAT32 volume of %d sectors has %d clusters; it needs %d"
              .formatted(sectors, clusters, LEAST_CLUSTERS));
    }
    files.forEach(this::add);
    place(root);
    if (nextCluster - ROOT_CLUSTER > clusters) {
      throw new IllegalArgumentException(
          "the files need %d clusters of %d bytes; the disk has %d"
              .formatted(nextCluster - ROOT_CLUSTER, sectorsPerCluster * SECTOR, clusters));
    }
  }

  /** Bytes of a cluster for a volume of so many sectors, at most as large as there have to be. */
  private static int sectorsPerCluster(int sectors) {
    int size = 1;
    while (size < 64 && sectors / (2 * size) > 2 * LEAST_CLUSTERS) {
      size *= 2;
    }
    return size;
  }

  private static int sectorsPerFat(int sectors, int sectorsPerCluster) {
    // Each sector of a table describes 128 clusters; the tables themselves take room.
    long data = (long) sectors - RESERVED_SECTORS;
    long perSector = 128L * sectorsPerCluster + FATS;
    return (int) ((data + 2L * sectorsPerCluster + perSector - 1) / perSector);
  }

  private void add(DiskFile file) {
    Item folder = root;
    String[] names = file.path().split("/", -1);
    for (String each : names) {
      FatName.check(each);
    }
    for (int i = 0; i < names.length - 1; i++) {
      folder = child(folder, names[i], true, file);
    }
    Item item = child(folder, names[names.length - 1], false, file);
    item.content = file.content();
  }

  /** Names that differ in the case of letters only are the same to FAT. */
  private static Item child(Item folder, String name, boolean isFolder, DiskFile file) {
    for (Map.Entry<String, Item> each : folder.children.entrySet()) {
      if (each.getKey().equalsIgnoreCase(name)) {
        if (!isFolder || !each.getValue().folder) {
          throw new IllegalArgumentException(
              "%s: the name %s is there twice; FAT does not tell capitals from small letters"
                  .formatted(file.path(), name));
        }
        return each.getValue();
      }
    }
    Item item = new Item(isFolder, folder);
    folder.children.put(name, item);
    return item;
  }

  private void place(Item item) {
    int size = item.folder ? folderSize(item) : item.content.length;
    int count = clustersOf(size);
    if (item.folder && count == 0) {
      count = 1;
    }
    if (count > 0) {
      item.firstCluster = nextCluster;
      nextCluster += count;
      inOrder.add(item);
    }
    item.children.values().forEach(this::place);
  }

  private int clustersOf(long size) {
    long cluster = (long) sectorsPerCluster * SECTOR;
    return Math.toIntExact((size + cluster - 1) / cluster);
  }

  private int folderSize(Item folder) {
    int entries = folder == root ? 1 : 2; // the volume's label; the entries . and ..
    for (String name : folder.children.keySet()) {
      entries += 1 + longEntries(name);
    }
    return entries * ENTRY_SIZE;
  }

  private static int longEntries(String name) {
    return FatName.isShort(name) ? 0 : (name.length() + FatName.LONG_PART - 1) / FatName.LONG_PART;
  }

  /** Writes the volume from its first sector to its last. */
  void writeTo(OutputStream output) throws IOException {
    byte[] reserved = new byte[RESERVED_SECTORS * SECTOR];
    byte[] boot = bootSector();
    byte[] information = informationSector();
    for (int copy : new int[] {0, BACKUP_SECTOR}) {
      System.arraycopy(boot, 0, reserved, copy * SECTOR, SECTOR);
      System.arraycopy(information, 0, reserved, (copy + INFORMATION_SECTOR) * SECTOR, SECTOR);
    }
    output.write(reserved);
    byte[] fat = fat();
    for (int i = 0; i < FATS; i++) {
      output.write(fat);
    }
    for (Item each : inOrder) {
      byte[] content = each.folder ? folder(each) : each.content;
      output.write(content);
      int cluster = sectorsPerCluster * SECTOR;
      int count = Math.max(1, clustersOf(content.length));
      zeros(output, (long) count * cluster - content.length);
    }
    long used =
        RESERVED_SECTORS
            + (long) FATS * sectorsPerFat
            + (long) (nextCluster - ROOT_CLUSTER) * sectorsPerCluster;
    zeros(output, (sectors - used) * SECTOR);
  }

  private static void zeros(OutputStream output, long count) throws IOException {
    byte[] zeros = new byte[(int) Math.min(count, 1 << 16)];
    for (long left = count; left > 0; left -= zeros.length) {
      output.write(zeros, 0, (int) Math.min(left, zeros.length));
    }
  }

  private byte[] bootSector() {
    ByteBuffer sector = ByteBuffer.allocate(SECTOR).order(ByteOrder.LITTLE_ENDIAN);
    sector.put(0, new byte[] {(byte) 0xEB, 0x58, (byte) 0x90});
    sector.put(3, ascii("MSWIN4.1"));
    sector.putShort(11, (short) SECTOR);
    sector.put(13, (byte) sectorsPerCluster);
    sector.putShort(14, (short) RESERVED_SECTORS);
    sector.put(16, (byte) FATS);
    sector.put(21, (byte) 0xF8);
    sector.putShort(24, (short) MasterBootRecord.SECTORS_PER_TRACK);
    sector.putShort(26, (short) MasterBootRecord.HEADS);
    sector.putInt(28, (int) firstSector);
    sector.putInt(32, sectors);
    sector.putInt(36, sectorsPerFat);
    sector.putInt(44, ROOT_CLUSTER);
    sector.putShort(48, (short) INFORMATION_SECTOR);
    sector.putShort(50, (short) BACKUP_SECTOR);
    sector.put(64, (byte) 0x80);
    sector.put(66, (byte) 0x29);
    sector.putInt(67, identifier);
    sector.put(71, ascii(LABEL));
    sector.put(82, ascii("FAT32   "));
    // A PC that boots from the disk by mistake waits for ever: jmp to itself.
    sector.put(90, new byte[] {(byte) 0xEB, (byte) 0xFE});
    sector.putShort(510, (short) 0xAA55);
    return sector.array();
  }

  private byte[] informationSector() {
    ByteBuffer sector = ByteBuffer.allocate(SECTOR).order(ByteOrder.LITTLE_ENDIAN);
    sector.putInt(0, 0x4161_5252);
    sector.putInt(484, 0x6141_7272);
    sector.putInt(488, clusters - (nextCluster - ROOT_CLUSTER));
    sector.putInt(492, nextCluster);
    sector.putInt(508, 0xAA55_0000);
    return sector.array();
  }

  private byte[] fat() {
    ByteBuffer fat = ByteBuffer.allocate(sectorsPerFat * SECTOR).order(ByteOrder.LITTLE_ENDIAN);
    fat.putInt(0, 0x0FFF_FFF8);
    fat.putInt(4, END_OF_CHAIN);
    for (Item each : inOrder) {
      int size = each.folder ? folderSize(each) : each.content.length;
      int last = each.firstCluster + Math.max(1, clustersOf(size)) - 1;
      for (int cluster = each.firstCluster; cluster < last; cluster++) {
        fat.putInt(4 * cluster, cluster + 1);
      }
      fat.putInt(4 * last, END_OF_CHAIN);
    }
    return fat.array();
  }

  private byte[] folder(Item folder) {
    ByteBuffer entries = ByteBuffer.allocate(folderSize(folder)).order(ByteOrder.LITTLE_ENDIAN);
    if (folder == root) {
      entry(entries, ascii(LABEL), ATTRIBUTE_VOLUME, 0, 0);
    } else {
      entry(entries, ascii(".          "), ATTRIBUTE_FOLDER, folder.firstCluster, 0);
      // The root's number is written as 0 here.
      entry(
          entries,
          ascii("..         "),
          ATTRIBUTE_FOLDER,
          folder.parent == null || folder.parent == root ? 0 : folder.parent.firstCluster,
          0);
    }
    Set<String> taken = new HashSet<>();
    for (String name : folder.children.keySet()) {
      if (FatName.isShort(name)) {
        taken.add(new String(FatName.shortName(name, taken), StandardCharsets.US_ASCII));
      }
    }
    folder.children.forEach(
        (name, item) -> {
          byte[] shortName = FatName.shortName(name, taken);
          taken.add(new String(shortName, StandardCharsets.US_ASCII));
          if (!FatName.isShort(name)) {
            longName(entries, name, FatName.checksum(shortName));
          }
          entry(
              entries,
              shortName,
              item.folder ? ATTRIBUTE_FOLDER : ATTRIBUTE_ARCHIVE,
              item.firstCluster,
              item.content.length);
        });
    return entries.array();
  }

  private static void entry(
      ByteBuffer entries, byte[] name, int attributes, int cluster, int size) {
    int at = entries.position();
    entries.put(name).put((byte) attributes);
    entries.putShort(at + 16, (short) DATE_1980_01_01);
    entries.putShort(at + 18, (short) DATE_1980_01_01);
    entries.putShort(at + 20, (short) (cluster >>> 16));
    entries.putShort(at + 24, (short) DATE_1980_01_01);
    entries.putShort(at + 26, (short) cluster);
    entries.putInt(at + 28, size);
    entries.position(at + ENTRY_SIZE);
  }

  /** The parts of a long name stand in front of the short one, the last part first. */
  private static void longName(ByteBuffer entries, String name, int checksum) {
    int count = longEntries(name);
    for (int part = count; part >= 1; part--) {
      int at = entries.position();
      entries.put(at, (byte) (part == count ? part | 0x40 : part));
      entries.put(at + 11, (byte) ATTRIBUTE_LONG_NAME);
      entries.put(at + 13, (byte) checksum);
      for (int i = 0; i < FatName.LONG_PART; i++) {
        int index = (part - 1) * FatName.LONG_PART + i;
        int character =
            index < name.length() ? name.charAt(index) : index == name.length() ? 0 : 0xFFFF;
        entries.putShort(at + longOffset(i), (short) character);
      }
      entries.position(at + ENTRY_SIZE);
    }
  }

  /** Returns where the character of that number stands in an entry of a long name. */
  static int longOffset(int index) {
    return index < 5 ? 1 + 2 * index : index < 11 ? 14 + 2 * (index - 5) : 28 + 2 * (index - 11);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "FAT32, %d clusters of %d bytes", clusters, sectorsPerCluster * SECTOR);
  }
}
