package org.demitasse.toolchain.disk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.demitasse.toolchain.HostTool;
import org.demitasse.toolchain.MalformedFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskImageTest {
  private static final int BOOT = DiskImage.FIRST_SECTOR * Fat32Writer.SECTOR;

  @TempDir Path folder;

  private static DiskFile file(String path, String content) {
    return new DiskFile(path, content.getBytes(UTF_8));
  }

  private static DiskFile random(String path, int size) {
    byte[] content = new byte[size];
    new Random(size).nextBytes(content);
    return new DiskFile(path, content);
  }

  private static List<DiskFile> sample() {
    List<DiskFile> files =
        new ArrayList<>(
            List.of(
                random("kernel8.img", 1_234_567),
                file("config.txt", "arm_64bit=1\n"),
                file("EMPTY", ""),
                file("A.B", "short"),
                file("bcm2710-rpi-3-b.dtb", "a long name"),
                file("bcm2710-rpi-3-b-plus.dtb", "a longer name"),
                file("exactly 13 ch", "a name that fills its entry"),
                file("overlays/disable-bt.dtbo", "in a folder"),
                file("overlays/deep/er/README", "deeper"),
                random("one-cluster", 512),
                random("one-more", 513)));
    // More names than one cluster of a folder holds.
    for (int i = 0; i < 40; i++) {
      files.add(file("overlays/overlay number %d.dtbo".formatted(i), "number " + i));
    }
    return files;
  }

  private static byte[] bytes(List<DiskFile> files) {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    try {
      DiskImage.of(files).writeTo(output);
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
    return output.toByteArray();
  }

  private Path disk(List<DiskFile> files) throws IOException {
    Path path = folder.resolve("card.sd");
    try (OutputStream output = new BufferedOutputStream(Files.newOutputStream(path))) {
      DiskImage.of(files).writeTo(output);
    }
    return path;
  }

  private Path partition(Path disk) throws IOException {
    byte[] all = Files.readAllBytes(disk);
    return Files.write(folder.resolve("partition"), Arrays.copyOfRange(all, BOOT, all.length));
  }

  @Test
  void files_areReadBack() {
    byte[] disk = bytes(sample());
    assertThat(disk).hasSize(64 << 20);
    DiskReader reader = DiskReader.read("x", disk);
    assertThat(reader.entries()).hasSize(sample().size());
    for (DiskFile each : sample()) {
      DiskReader.Entry entry = reader.find(each.path()).orElseThrow();
      assertThat(entry.path()).isEqualTo(each.path());
      assertThat(reader.content(entry)).isEqualTo(each.content());
    }
  }

  @Test
  void sameFiles_giveTheSameDisk() {
    assertThat(Arrays.hashCode(bytes(sample()))).isEqualTo(Arrays.hashCode(bytes(sample())));
    byte[] other = bytes(List.of(file("EMPTY", "")));
    assertThat(Arrays.copyOf(bytes(sample()), 512)).isNotEqualTo(Arrays.copyOf(other, 512));
  }

  @Test
  void fsck_findsNothing() throws Exception {
    HostTool fsck = HostTool.find("fsck.vfat", "dosfstools");
    Path partition = partition(disk(sample()));
    HostTool.Outcome outcome = fsck.outcome("-n", "-v", partition.toString());
    assertThat(outcome.output()).doesNotContain("differ", "rong", "nvalid", "eclaimed");
    assertThat(outcome.status()).as(outcome.output()).isZero();
    assertThat(outcome.output())
        .contains("FATs, 32 bit entries")
        .containsPattern("%d files".formatted(1 + sample().size() + 3));
  }

  @Test
  void mtools_readsTheFilesBack() throws Exception {
    HostTool copy = HostTool.find("mcopy", "mtools");
    Path disk = disk(sample());
    Path out = Files.createDirectory(folder.resolve("out"));
    copy.run("-s", "-n", "-i", disk + "@@1M", "::*", out.toString());
    for (DiskFile each : sample()) {
      assertThat(Files.readAllBytes(out.resolve(each.path()))).isEqualTo(each.content());
    }
  }

  @Test
  void sfdisk_showsOnePartition() throws Exception {
    HostTool sfdisk = HostTool.find("sfdisk", "fdisk");
    assertThat(sfdisk.run("-d", disk(sample()).toString()))
        .contains("label: dos")
        .containsPattern("start= +2048, size= +129024, type=c, bootable");
  }

  @Test
  void largeFiles_makeALargerDiskOfLargerClusters() throws Exception {
    List<DiskFile> files = List.of(random("a", 70 << 20), random("b", 5 << 20));
    assertThat(DiskImage.of(files).size()).isEqualTo(256L << 20);
    HostTool fsck = HostTool.find("fsck.vfat", "dosfstools");
    Path disk = disk(files);
    HostTool.Outcome outcome = fsck.outcome("-n", partition(disk).toString());
    assertThat(outcome.status()).as(outcome.output()).isZero();
    DiskReader reader = DiskReader.read("x", Files.readAllBytes(disk));
    assertThat(reader.content(reader.find("b").orElseThrow())).isEqualTo(files.get(1).content());
  }

  @Test
  void namesThatCannotBe_areRefused() {
    for (String each : List.of("", "a:b", "a\\b", "a\u00fcb", "dot.", "a//b", "n".repeat(256))) {
      assertThatThrownBy(() -> DiskImage.of(List.of(file(each, ""))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("cannot be the name of a file on a FAT disk");
    }
    assertThatThrownBy(() -> DiskImage.of(List.of(file("Config.txt", ""), file("config.TXT", ""))))
        .hasMessage(
            "config.TXT: the name config.TXT is there twice; FAT does not tell capitals from small letters");
    assertThatThrownBy(() -> DiskImage.of(List.of(file("a", ""), file("a/b", ""))))
        .hasMessageContaining("is there twice");
  }

  private static void assertMalformed(Consumer<ByteBuffer> damage, String message) {
    byte[] disk = bytes(List.of(file("A", "a"), file("F/B", "b")));
    damage.accept(ByteBuffer.wrap(disk).order(ByteOrder.LITTLE_ENDIAN));
    assertThatThrownBy(() -> DiskReader.read("x", disk))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageContaining(message);
  }

  @Test
  void damagedDisk_isRefused() {
    assertMalformed(disk -> disk.putShort(510, (short) 0), "is not a disk with a FAT32 partition");
    assertMalformed(disk -> disk.putInt(454, -1), "is cut off: its partition begins at byte");
    assertMalformed(disk -> disk.put(BOOT + 13, (byte) 3), "has a partition that is no FAT32");
    assertMalformed(disk -> disk.putInt(BOOT + 32, -1), "is cut off: its volume has");
    assertMalformed(disk -> disk.putInt(BOOT + 36, 70_000), "file allocation tables");
    assertMalformed(disk -> disk.putInt(BOOT + 44, 1), "\"\" leads to cluster 1 of");
    byte[] disk = bytes(List.of(file("A", "a")));
    assertThatThrownBy(() -> DiskReader.read("x", Arrays.copyOf(disk, 1 << 20)))
        .hasMessage("x: is cut off: its partition begins at byte 1048576");
  }

  @Test
  void folderThatLeadsInACircle_isRefused() {
    int fat = BOOT + 32 * 512;
    assertMalformed(
        disk -> {
          // The root goes on in itself, and has no end.
          disk.putInt(fat + 8, 2);
          int root = root(disk);
          for (int at = root; at < root + 512; at += 32) {
            disk.put(at, (byte) 0xE5);
          }
        },
        "leads in a circle");
    assertMalformed(
        disk -> {
          // The folder F is the root again, which has F.
          int root = root(disk);
          disk.putShort(root + 64 + 26, (short) 2);
        },
        "folders deeper than 16 levels");
  }

  private static int root(ByteBuffer disk) {
    int fats = 2 * disk.getInt(BOOT + 36);
    return BOOT + (32 + fats) * 512;
  }

  @Test
  void smallDisk_hasItsRootWhereTheTestsLookForIt() {
    ByteBuffer disk =
        ByteBuffer.wrap(bytes(List.of(file("A", "a")))).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(root(disk)).isLessThan(disk.capacity());
    assertThat(disk.get(root(disk) + 32)).isEqualTo((byte) 'A');
  }
}
