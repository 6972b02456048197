package org.demitasse.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.demitasse.devicetree.FlattenedDeviceTree;
import org.demitasse.testkit.Boot;
import org.demitasse.testkit.BootRequest;
import org.demitasse.testkit.BootTest;
import org.demitasse.testkit.Console;
import org.demitasse.testkit.Machine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Debian's U-Boot boots a board over a network, as it would on a bench: it asks {@code demitasse
 * netboot} for an address, loads kernel and device tree, and starts them.
 */
@BootTest
final class UBootTest {
  private static final Path U_BOOT = Path.of("/usr/lib/u-boot/qemu_arm64/u-boot.bin");
  private static final String TREE = "0x44000000";

  @TempDir static Path folder;
  private static VirtualNetwork network;
  private static NetbootProcess netboot;

  @BeforeAll
  static void serve() throws Exception {
    assumeThat(U_BOOT).as("apt-get install u-boot-qemu").exists();
    Path tree = folder.resolve("virt.dtb");
    Result dumped =
        Result.of(
            new ProcessBuilder(
                "qemu-system-aarch64",
                "-M",
                "virt,dumpdtb=" + tree,
                "-cpu",
                "cortex-a53",
                "-m",
                "128M",
                "-nographic",
                "-nodefaults"),
            Duration.ofSeconds(30));
    assertThat(tree).as(dumped.errors()).exists();
    // QEMU leaves a megabyte of room in it.
    Files.write(
        tree, FlattenedDeviceTree.write(FlattenedDeviceTree.read(Files.readAllBytes(tree))));
    network = new VirtualNetwork();
    netboot =
        new NetbootProcess(
            network.entrance(),
            folder,
            "hello",
            "--device-tree",
            tree.toString(),
            "--client",
            VirtualNetwork.BOARD,
            "--range",
            "10.7.0.100-10.7.0.150");
  }

  @AfterAll
  static void end() {
    if (netboot != null) {
      netboot.close();
    }
    if (network != null) {
      network.close();
    }
  }

  private static Machine start(Boot boot) {
    BootRequest request =
        boot.firmware(U_BOOT)
            .within(network.entrance())
            .arguments(VirtualNetwork.board())
            .timeout(Duration.ofSeconds(90));
    return request.start();
  }

  /** Types commands at U-Boot's prompt. */
  private static Console type(Machine machine, String... commands) {
    Console console = machine.console();
    console.expectText("Hit any key to stop autoboot").send("\n");
    for (String each : commands) {
      console.expectText("=> ").send(each + "\n");
    }
    return console;
  }

  private static void greets(Machine machine) {
    machine
        .console()
        .expectText("Starting kernel ...")
        .expectLine("[kernel] Demitasse, image hello for virt")
        .expectText("[kernel] device tree from the loader at 0x")
        .expectLine("[hello] hello from hello");
    assertThat(machine.exitCode()).isZero();
  }

  @Test
  void uImage_boots(Boot boot) {
    Machine machine = start(boot);
    type(
            machine,
            "setenv autoload no",
            "dhcp",
            "tftpboot ${kernel_addr_r} hello.uimage",
            "tftpboot " + TREE + " hello.dtb",
            "bootm ${kernel_addr_r} - " + TREE)
        .expectText("Image Name:   hello")
        .expectText("Verifying Checksum ... OK");
    greets(machine);
    assertThat(machine.console().transcript()).contains("DHCP client bound to address 10.7.0.1");
    netboot.expect("tftp 10.7.0.100: hello.uimage: done");
    netboot.expect("tftp 10.7.0.100: hello.dtb: done");
    assertThat(netboot.output())
        .contains("dhcp 52:54:00:12:34:56: discover: offered 10.7.0.100")
        .contains("dhcp 52:54:00:12:34:56: request: has 10.7.0.100");
  }

  @Test
  void linuxImage_boots(Boot boot) {
    Machine machine = start(boot);
    type(
        machine,
        "setenv autoload no",
        "dhcp",
        "tftpboot ${kernel_addr_r} hello.image",
        "tftpboot " + TREE + " hello.dtb",
        "booti ${kernel_addr_r} - " + TREE);
    greets(machine);
  }

  @Test
  void fit_bootsAfterItsChecksumsWereFoundRight(Boot boot) {
    Machine machine = start(boot);
    type(
            machine,
            "setenv autoload no",
            "dhcp",
            "tftpboot ${kernel_addr_r} hello.fit",
            "bootm ${kernel_addr_r}")
        .expectText("Using 'conf-1' configuration")
        .expectText("Trying 'kernel-1' kernel subimage")
        .expectText("crc32+ sha256+ OK")
        .expectText("Trying 'fdt-1' fdt subimage")
        .expectText("crc32+ sha256+ OK");
    greets(machine);
  }

  /** The file that DHCP names is loaded by the same command. */
  @Test
  void dhcp_loadsTheFileThatTheServerNames(Boot boot) {
    Machine machine = start(boot);
    type(machine, "dhcp ${kernel_addr_r}", "bootm ${kernel_addr_r} - ${fdtcontroladdr}");
    greets(machine);
    assertThat(machine.console().transcript()).contains("Filename 'hello.uimage'.");
  }

  /** Nothing is typed: U-Boot finds the script by itself. */
  @Test
  void script_bootsByItself(Boot boot) {
    Machine machine = start(boot);
    machine.console().expectLine("hello for virt");
    greets(machine);
    assertThat(machine.console().transcript())
        .contains("Filename 'boot.scr.uimg'.")
        .contains("Filename 'hello.image'.")
        .contains("Filename 'hello.dtb'.");
  }

  @Test
  void damagedImage_isRefusedByUBoot(Boot boot) {
    Machine machine = start(boot);
    type(
            machine,
            "setenv autoload no",
            "dhcp",
            "tftpboot ${kernel_addr_r} hello.uimage",
            "mw.b 0x40401000 0x55",
            "mw.b 0x40401001 0xaa",
            "bootm ${kernel_addr_r}")
        .expectText("Bad Data CRC");
  }

  @Test
  void fileOutsideTheFolder_isNotServed(Boot boot) {
    Machine machine = start(boot);
    type(machine, "setenv autoload no", "dhcp", "tftpboot ${kernel_addr_r} ../../../pom.xml")
        .expectText("TFTP error:");
    netboot.expect("../../../pom.xml refused: a name with an empty part");
  }

  /** The first step on a new board: a character written to the data register of its serial port. */
  @Test
  void pokedRegister_printsACharacter(Boot boot) {
    Machine machine = start(boot);
    type(machine, "mw.b 0x09000000 0x41").expectText("A=> ");
    List<String> lines = machine.console().lines();
    assertThat(lines.get(lines.size() - 1)).isEqualTo("A=> ");
  }
}
