package org.demitasse.toolchain.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.demitasse.toolchain.HostTool;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which disks are written: the kernel's files about them are made here, but for one test. */
class CardWriterTest {
  private static final long IMAGE = 64L << 20;
  private static final long CARD = 32_000_000_000L;

  @TempDir Path folder;
  private Path sys = Path.of("");
  private Path mounts = Path.of("");
  private Path swaps = Path.of("");

  @BeforeEach
  void makeHost() throws IOException {
    sys = Files.createDirectory(folder.resolve("block"));
    mounts =
        Files.writeString(
            folder.resolve("mounts"),
            """
            proc /proc proc rw 0 0
            /dev/sda1 / ext4 rw 0 0
            /dev/sdc1 /media/my\\040card vfat rw 0 0
            """);
    swaps =
        Files.writeString(
            folder.resolve("swaps"),
            """
            Filename Type Size Used Priority
            /dev/sdd2 partition 1000 0 -2
            """);
    disk("sda", 500_000_000_000L, false, "sda1");
    disk("sdb", CARD, true, "sdb1");
    disk("sdc", CARD, true, "sdc1");
    disk("sdd", CARD, true, "sdd1", "sdd2");
    disk("sde", CARD, true, "sde1");
    Files.createDirectories(sys.resolve("sde1/holders/dm-0"));
    disk("sdf", 64L << 19, true);
    disk("sdg", 128_000_000_000L, true);
    disk("sdh", CARD, false);
    disk("sdi", CARD, true);
    Files.writeString(sys.resolve("sdi/ro"), "1\n");
    disk("mmcblk0", CARD, false, "mmcblk0p1");
    Files.createDirectory(sys.resolve("mmcblk0/device"));
    Files.writeString(sys.resolve("mmcblk0/device/type"), "SD\n");
    disk("mmcblk1", CARD, false);
    Files.createDirectory(sys.resolve("mmcblk1/device"));
    Files.writeString(sys.resolve("mmcblk1/device/type"), "MMC\n");
  }

  private void disk(String name, long size, boolean removable, String... parts) throws IOException {
    Path disk = Files.createDirectory(sys.resolve(name));
    Files.writeString(disk.resolve("size"), size / 512 + "\n");
    Files.writeString(disk.resolve("removable"), removable ? "1\n" : "0\n");
    Files.writeString(disk.resolve("ro"), "0\n");
    for (String part : parts) {
      Path inDisk = Files.createDirectory(disk.resolve(part));
      Files.writeString(inDisk.resolve("partition"), "1\n");
      Files.createDirectories(sys.resolve(part).resolve("holders"));
      Files.writeString(sys.resolve(part).resolve("partition"), "1\n");
    }
  }

  private void check(String name, boolean allowLarge, boolean allowFixed) throws Exception {
    BlockDevices devices = new BlockDevices(sys, mounts, swaps);
    new CardWriter(devices, allowLarge, allowFixed).check(name, "/dev/" + name, IMAGE);
  }

  private void assertRefused(String name, String reason) {
    assertThatThrownBy(() -> check(name, false, false))
        .isInstanceOf(CardWriter.RefusedException.class)
        .hasMessage("/dev/" + name + reason);
  }

  @Test
  void card_isAllowed() {
    assertThatCode(() -> check("sdb", false, false)).doesNotThrowAnyException();
    assertThatCode(() -> check("mmcblk0", false, false)).doesNotThrowAnyException();
  }

  @Test
  void diskInUse_isRefused_whateverElseIsAllowed() {
    assertRefused(
        "sdc",
        " is in use: /dev/sdc1 is mounted at /media/my card; expected a card that nothing uses: unmount it first");
    assertRefused(
        "sdd",
        " is in use: /dev/sdd2 is swapped to; expected a card that nothing uses: unmount it first");
    assertRefused(
        "sde",
        " is in use: /dev/sde1 is part of dm-0; expected a card that nothing uses: unmount it first");
    assertThatThrownBy(() -> check("sda", true, true))
        .hasMessageContaining("/dev/sda1 is mounted at /");
  }

  @Test
  void diskThatIsNotRemovable_isRefusedUnlessAllowed() {
    String reason =
        " is not removable, so it may be a disk of this computer; if it is the card, add --allow-fixed";
    assertRefused("sdh", reason);
    assertRefused("mmcblk1", reason);
    assertThatCode(() -> check("sdh", false, true)).doesNotThrowAnyException();
  }

  @Test
  void largeDisk_isRefusedUnlessAllowed() {
    assertRefused(
        "sdg",
        " has 128,000,000,000 bytes, more than the cards of boards; if it is the card, add --allow-large");
    assertThatCode(() -> check("sdg", true, false)).doesNotThrowAnyException();
  }

  @Test
  void diskThatIsTooSmall_isRefused() {
    assertThatThrownBy(() -> check("sdf", true, true))
        .hasMessage("the image has 67,108,864 bytes, and /dev/sdf only 33,554,432");
  }

  @Test
  void writeProtectedDisk_isRefused() {
    assertRefused("sdi", " cannot be written; cards have a switch for that");
  }

  @Test
  void partition_isRefused() {
    assertRefused(
        "sdb1", " is a partition; expected the whole disk, since the image has partitions itself");
  }

  @Test
  void whatIsNoDisk_isRefused() throws Exception {
    assertRefused("null", " is no block device; expected one such as /dev/sdb");
    Path image = Files.write(folder.resolve("image"), new byte[512]);
    CardWriter writer = new CardWriter(new BlockDevices(sys, mounts, swaps), true, true);
    Path file = Files.write(folder.resolve("file"), new byte[1024]);
    assertThatThrownBy(() -> writer.check(image, file))
        .hasMessage(file + " is no block device; expected one such as /dev/sdb");
    assertThatThrownBy(() -> writer.check(image, folder.resolve("absent")))
        .hasMessageEndingWith("absent does not exist; is the card in its slot?");
    assertThatThrownBy(() -> writer.check(folder, file))
        .hasMessageContaining("is no file; expected an image of --format sd");
    assertThat(Files.readAllBytes(file)).isEqualTo(new byte[1024]);
  }

  @Test
  void image_isWrittenAndVerified() throws Exception {
    byte[] content = new byte[(9 << 20) + 512];
    new Random(1).nextBytes(content);
    Path image = Files.write(folder.resolve("image"), content);
    Path device = Files.write(folder.resolve("device"), new byte[10 << 20]);
    List<String> progress = new ArrayList<>();
    new CardWriter(new BlockDevices(sys, mounts, swaps), false, false)
        .write(image, device, (what, done, size) -> progress.add(what + " " + done));
    assertThat(Files.readAllBytes(device)).startsWith(content).hasSize(10 << 20);
    assertThat(progress)
        .containsExactly(
            "written 4194304",
            "written 8388608",
            "written 9437696",
            "verified 4194304",
            "verified 8388608",
            "verified 9437696");
  }

  @Test
  void cardThatDoesNotHoldWhatWasWritten_isNoticed() throws Exception {
    byte[] content = new byte[(5 << 20) + 512];
    Path image = Files.write(folder.resolve("image"), content);
    Path device = Files.write(folder.resolve("device"), new byte[8 << 20]);
    CardWriter writer = new CardWriter(new BlockDevices(sys, mounts, swaps), false, false);
    CardWriter.Progress forgetting =
        (what, done, size) -> {
          if (what.equals("written") && done == size) {
            forget(device, 5_000_000);
          }
        };
    assertThatThrownBy(() -> writer.write(image, device, forgetting))
        .isInstanceOf(IOException.class)
        .hasMessage(
            device
                + " does not hold what was written to it, from byte 5000000 on; the card is damaged, or is not as large as it says");
  }

  private static void forget(Path device, int at) {
    try (FileChannel channel = FileChannel.open(device, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {1}), at);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Test
  void loopDevice_isWrittenAndVerified() throws Exception {
    assumeTrue(Files.isWritable(Path.of("/dev/loop-control")), "loop devices need root");
    HostTool losetup = HostTool.find("losetup", "mount");
    byte[] content = new byte[(5 << 20) + 512];
    new Random(2).nextBytes(content);
    Path image = Files.write(folder.resolve("image"), content);
    Path card = Files.write(folder.resolve("card"), new byte[8 << 20]);
    HostTool.Outcome made = losetup.outcome("--find", "--show", card.toString());
    assumeTrue(made.status() == 0, "no loop device is to be had: " + made.output());
    Path device = Path.of(made.output().strip());
    try {
      CardWriter careful = new CardWriter(new BlockDevices(), false, false);
      assertThatThrownBy(() -> careful.check(image, device))
          .hasMessageContaining("is not removable");
      CardWriter writer = new CardWriter(new BlockDevices(), false, true);
      writer.write(image, writer.check(image, device), (what, done, size) -> {});
    } finally {
      losetup.run("--detach", device.toString());
    }
    assertThat(Files.readAllBytes(card)).startsWith(content);
  }
}
