package org.demitasse.toolchain.disk;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.demitasse.toolchain.MalformedFileException;
import org.junit.jupiter.params.provider.MethodSource;

/** Disks as {@code list} reads them. */
class DiskFuzzTest {
  private static final int SECTOR = Fat32Writer.SECTOR;

  /** The smallest disk: boot record, volume of boot sector, one table, a root and a folder. */
  static Stream<byte[]> disks() {
    ByteBuffer disk = ByteBuffer.allocate(6 * SECTOR).order(ByteOrder.LITTLE_ENDIAN);
    disk.put(0, MasterBootRecord.write(1, 1, 5));
    int boot = SECTOR;
    disk.putShort(boot + 11, (short) SECTOR);
    disk.put(boot + 13, (byte) 1);
    disk.putShort(boot + 14, (short) 1);
    disk.put(boot + 16, (byte) 1);
    disk.putInt(boot + 32, 5);
    disk.putInt(boot + 36, 1);
    disk.putInt(boot + 44, 2);
    disk.putShort(boot + 510, MasterBootRecord.MARK);
    int fat = 2 * SECTOR;
    for (int cluster = 0; cluster < 5; cluster++) {
      disk.putInt(fat + 4 * cluster, Fat32Writer.END_OF_CHAIN);
    }
    entry(disk, 3 * SECTOR, "KERNEL8 IMG", Fat32Writer.ATTRIBUTE_ARCHIVE, 4, 100);
    entry(disk, 3 * SECTOR + 32, "FOLDER     ", Fat32Writer.ATTRIBUTE_FOLDER, 3, 0);
    entry(disk, 4 * SECTOR, "..         ", Fat32Writer.ATTRIBUTE_FOLDER, 0, 0);
    return Stream.of(disk.array());
  }

  private static void entry(
      ByteBuffer disk, int at, String name, int attributes, int cluster, int size) {
    disk.put(at, name.getBytes(StandardCharsets.US_ASCII));
    disk.put(at + 11, (byte) attributes);
    disk.putShort(at + 26, (short) cluster);
    disk.putInt(at + 28, size);
  }

  @MethodSource("disks")
  @FuzzTest(maxDuration = "10m")
  void disk(byte[] input) {
    try {
      DiskReader reader = DiskReader.read("x", input);
      for (DiskReader.Entry each : reader.entries()) {
        assertThat(each.path()).doesNotContainPattern("\\p{Cntrl}");
        assertThat(each.size()).isLessThanOrEqualTo(input.length);
        assertThat(reader.content(each)).hasSize((int) each.size());
      }
    } catch (MalformedFileException e) {
      assertThat(e.problem()).isNotBlank();
    }
  }
}
