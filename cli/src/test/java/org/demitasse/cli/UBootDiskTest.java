package org.demitasse.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.demitasse.testkit.Boot;
import org.demitasse.testkit.BootTest;
import org.demitasse.testkit.Console;
import org.demitasse.testkit.Machine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Debian's U-Boot boots our disk: it reads the partition, finds boot.scr, and does what it says.
 */
@BootTest
final class UBootDiskTest {
  private static final Path U_BOOT = Path.of("/usr/lib/u-boot/qemu_arm64/u-boot.bin");

  private static final Path U_BOOT_FOR_RASPBERRY_PI = Path.of("/usr/lib/u-boot/rpi_3/u-boot.bin");

  @TempDir Path folder;

  private Path disk(String... more) throws Exception {
    assumeThat(U_BOOT).as("apt-get install u-boot-qemu").exists();
    Path disk = folder.resolve("hello.sd");
    Path firmware = folder.resolve("firmware");
    Files.createDirectories(firmware.resolve("overlays"));
    Files.writeString(firmware.resolve("overlays/a long name.txt"), "read by another program\n");
    List<String> arguments =
        new ArrayList<>(
            List.of("image", "hello", "--format", "sd", "--firmware", firmware.toString()));
    arguments.addAll(List.of("-o", disk.toString()));
    arguments.addAll(List.of(more));
    Result made =
        Result.of(CommandLineTest.process(arguments.toArray(new String[0])), Duration.ofMinutes(3));
    assertThat(made.status()).as(made.errors()).isZero();
    return disk;
  }

  private static Machine start(Boot boot, Path disk) {
    return boot.firmware(U_BOOT)
        .arguments(
            "-drive",
            "file=" + disk + ",if=none,format=raw,id=card",
            "-device",
            "virtio-blk-device,drive=card")
        .timeout(Duration.ofSeconds(90))
        .start();
  }

  @Test
  void disk_bootsByItself(Boot boot) throws Exception {
    Machine machine = start(boot, disk());
    Console console = machine.console();
    console
        .expectText("Found U-Boot script /boot.scr")
        .expectLine("hello for virt")
        .expectText("Starting kernel ...")
        .expectLine("[kernel] Demitasse, image hello for virt")
        .expectLine("[hello] hello from hello");
    assertThat(machine.exitCode()).isZero();
  }

  @Test
  void disk_isReadableToTheEnd(Boot boot) throws Exception {
    Machine machine = start(boot, disk());
    Console console = machine.console();
    console.expectText("Hit any key to stop autoboot").send("\n");
    console.expectText("=> ").send("virtio scan\n");
    console.expectText("=> ").send("fatls virtio 0:1\n");
    console.expectText("boot.scr").expectText("config.txt").expectText("kernel8.img");
    console.expectText("=> ").send("fatload virtio 0:1 0x44000000 \"overlays/a long name.txt\"\n");
    console.expectText("24 bytes read in");
  }

  /** U-Boot speaks on the mini UART; on the PL011 there is the kernel alone. */
  @Test
  void raspberryPi_bootsItsCardByItself(Boot boot) throws Exception {
    assumeThat(U_BOOT_FOR_RASPBERRY_PI).as("apt-get install u-boot-rpi:arm64").exists();
    Path disk = disk("--machine", "raspi3b");
    Machine machine =
        boot.image(U_BOOT_FOR_RASPBERRY_PI)
            .machine("raspi3b")
            .arguments("-drive", "file=" + disk + ",if=sd,format=raw")
            .timeout(Duration.ofMinutes(2))
            .start();
    machine
        .console()
        .expectLine("[kernel] Demitasse, image hello for raspi3b")
        .expectLine("[kernel] entered at EL2, now at EL1")
        .expectText("[kernel] device tree from the loader at 0x")
        .expectLine("[hello] hello from hello");
    assertThat(machine.exitCode()).isZero();
  }
}
