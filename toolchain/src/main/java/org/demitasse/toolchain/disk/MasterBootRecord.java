package org.demitasse.toolchain.disk;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The first sector of a disk, with a table of up to four partitions: a signature at byte 440, the
 * table at 446, 55 AA at 510. Addresses as cylinder, head and sector are what a disk of 255 heads
 * and 63 sectors would have, as is usual.
 */
final class MasterBootRecord {
  static final int HEADS = 255;
  static final int SECTORS_PER_TRACK = 63;

  /** FAT32 with addresses of sectors. */
  static final int TYPE_FAT32 = 0x0C;

  static final int SIGNATURE_OFFSET = 440;
  static final int TABLE_OFFSET = 446;
  static final int MARK_OFFSET = 510;
  static final short MARK = (short) 0xAA55;

  private static final int BOOTABLE = 0x80;
  private static final int LAST_CYLINDER = 1023;

  private MasterBootRecord() {}

  /**
   * Returns a sector with one partition.
   *
   * @param signature number of the disk
   */
  static byte[] write(int signature, int firstSector, int sectors) {
    ByteBuffer record = ByteBuffer.allocate(Fat32Writer.SECTOR).order(ByteOrder.LITTLE_ENDIAN);
    record.putInt(SIGNATURE_OFFSET, signature);
    record.put(TABLE_OFFSET, (byte) BOOTABLE);
    position(record, TABLE_OFFSET + 1, firstSector);
    record.put(TABLE_OFFSET + 4, (byte) TYPE_FAT32);
    position(record, TABLE_OFFSET + 5, firstSector + sectors - 1);
    record.putInt(TABLE_OFFSET + 8, firstSector);
    record.putInt(TABLE_OFFSET + 12, sectors);
    record.putShort(MARK_OFFSET, MARK);
    return record.array();
  }

  private static void position(ByteBuffer record, int at, int sector) {
    int cylinder = sector / (HEADS * SECTORS_PER_TRACK);
    int head = sector / SECTORS_PER_TRACK % HEADS;
    int number = sector % SECTORS_PER_TRACK + 1;
    if (cylinder > LAST_CYLINDER) {
      cylinder = LAST_CYLINDER;
      head = HEADS - 1;
      number = SECTORS_PER_TRACK;
    }
    record.put(at, (byte) head);
    record.put(at + 1, (byte) (number | ((cylinder >> 2) & 0xC0)));
    record.put(at + 2, (byte) cylinder);
  }
}
