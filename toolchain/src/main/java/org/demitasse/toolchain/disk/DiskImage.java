package org.demitasse.toolchain.disk;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32;

/**
 * A disk with one partition and files on it. Its size is a power of two, as QEMU wants it of memory
 * cards, with room to spare so that its owner can put more files there.
 */
public final class DiskImage {
  /** Where the partition begins: 1 MiB, at which no memory card has to split its blocks. */
  static final int FIRST_SECTOR = 2048;

  private static final long SMALLEST = 64L << 20;

  /** Largest that makes sense; a kernel image has at most 512 MiB. */
  private static final long LARGEST = 4L << 30;

  private final long size;
  private final byte[] bootRecord;
  private final Fat32Writer volume;

  private DiskImage(long size, byte[] bootRecord, Fat32Writer volume) {
    this.size = size;
    this.bootRecord = bootRecord;
    this.volume = volume;
  }

  /**
   * Lays a disk out.
   *
   * @throws IllegalArgumentException if a name cannot be on a FAT disk or is there twice, or if the
   *     files are too large
   */
  public static DiskImage of(List<DiskFile> files) {
    // Half of the disk stays free, which is more than the tables and the ends of clusters take.
    long content = files.stream().mapToLong(file -> file.content().length + 4096L).sum();
    long size = SMALLEST;
    while (size < 2 * content) {
      size *= 2;
    }
    if (size > LARGEST) {
      throw new IllegalArgumentException(
          "the files have %d bytes; they fit no disk of %d".formatted(content, LARGEST));
    }
    int signature = signature(files);
    int sectors = (int) (size / Fat32Writer.SECTOR) - FIRST_SECTOR;
    return new DiskImage(
        size,
        MasterBootRecord.write(signature, FIRST_SECTOR, sectors),
        new Fat32Writer(FIRST_SECTOR, sectors, signature, files));
  }

  /** Returns the size in bytes. */
  public long size() {
    return size;
  }

  /** Writes all of the disk. */
  public void writeTo(OutputStream output) throws IOException {
    output.write(bootRecord);
    output.write(new byte[(FIRST_SECTOR - 1) * Fat32Writer.SECTOR]);
    volume.writeTo(output);
  }

  /** Returns a number that other files make another one of. */
  private static int signature(List<DiskFile> files) {
    CRC32 crc = new CRC32();
    files.stream()
        .sorted(Comparator.comparing(DiskFile::path))
        .forEach(
            file -> {
              crc.update(file.path().getBytes(StandardCharsets.UTF_8));
              crc.update(file.content());
            });
    return (int) crc.getValue();
  }
}
