package org.demitasse.boottest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.demitasse.testkit.Boot;
import org.demitasse.testkit.BootTest;
import org.demitasse.testkit.Machine;
import org.demitasse.toolchain.image.ImageFormat;
import org.demitasse.toolchain.qemu.GdbConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Where the kernel finds its device tree, and what it says when there is none that is sound. QEMU
 * itself refuses to hand over a damaged tree, so the damage is done in the machine's memory, before
 * the first instruction.
 */
@BootTest
final class DeviceTreeBootTest {
  /** QEMU puts the tree of an ELF image here (machine/virt). */
  private static final long TREE = 0x4000_0000L;

  // Offsets in the header of a flattened device tree: Devicetree Specification 0.4, 5.2.
  private static final int MAGIC = 0;
  private static final int TOTAL_SIZE = 4;
  private static final int STRUCTURE_OFFSET = 8;
  private static final int LAST_COMPATIBLE_VERSION = 24;

  private static final String NONE =
      "[kernel] no device tree: none from the loader, none left by the machine, none in the image;"
          + " hand one over in x0, or put one into the image";

  @TempDir Path folder;

  @Test
  void tree_isFoundWhereTheMachineLeavesIt(Boot boot) {
    Machine machine = boot.system(Systems.HELLO).start();

    machine
        .console()
        .expectMatch("^\\[kernel\\] device tree left by the machine at 0x40000000, \\d+ bytes$");
    assertThat(machine.exitCode()).isZero();
  }

  @Test
  void kernel_namesItsDrivers_andFindsTheirDevices(Boot boot) {
    Machine machine = boot.system(Systems.HELLO).start();

    machine
        .console()
        .expectMatch("^\\[kernel\\] console: /chosen stdout-path, registers at 0x[0-9a-f]+$");
    machine
        .console()
        .expectLine(
            "[kernel] drivers: pl011 (arm,pl011), mini uart (brcm,bcm2835-aux-uart),"
                + " gicv2 (arm,gic-400, arm,cortex-a15-gic, arm,cortex-a7-gic),"
                + " gicv3 (arm,gic-v3), bcm2836 local (brcm,bcm2836-l1-intc),"
                + " bcm2836 peripherals (brcm,bcm2836-armctrl-ic),"
                + " generic timer (arm,armv8-timer, arm,armv7-timer),"
                + " psci (arm,psci-1.0, arm,psci-0.2),"
                + " bcm2835 watchdog (brcm,bcm2835-pm-wdt, brcm,bcm2835-pm),"
                + " videocore mailbox (brcm,bcm2835-mbox)")
        .expectLine("[kernel] power off: PSCI by hvc")
        .expectText("[kernel] interrupts: GICv2, ")
        .expectText("[kernel] timer: line ");
    assertThat(machine.exitCode()).isZero();
  }

  @Test
  void tree_isTakenFromTheLoader(Boot boot) {
    Machine machine = boot.system(Systems.HELLO).format(ImageFormat.LINUX).start();

    machine
        .console()
        .expectMatch("^\\[kernel\\] device tree from the loader at 0x[0-9a-f]+, \\d+ bytes$");
    assertThat(machine.exitCode()).isZero();
  }

  @Test
  void tree_thatIsAbsentIsReportedOnTheFallbackConsole(Boot boot) throws Exception {
    Machine machine = withTree(boot, tree -> tree.putInt(MAGIC, 0));

    machine.console().expectLine(NONE);
    ends(machine);
  }

  @Test
  void tree_thatClaimsTooMuchIsReported(Boot boot) throws Exception {
    damaged(
        withTree(boot, tree -> tree.putInt(TOTAL_SIZE, Integer.MAX_VALUE)),
        "it claims a size that is too small or too large");
  }

  @Test
  void tree_ofAnUnknownVersionIsReported(Boot boot) throws Exception {
    damaged(
        withTree(boot, tree -> tree.putInt(LAST_COMPATIBLE_VERSION, 99)),
        "its version is not 16 or 17");
  }

  @Test
  void tree_whoseBlocksLieOutsideIsReported(Boot boot) throws Exception {
    damaged(
        withTree(boot, tree -> tree.putInt(STRUCTURE_OFFSET, tree.getInt(TOTAL_SIZE) + 4)),
        "its blocks lie outside of it");
  }

  @Test
  void tree_withABrokenTokenIsReported(Boot boot) throws Exception {
    damaged(
        withTree(boot, tree -> tree.putInt(tree.getInt(STRUCTURE_OFFSET) + 8, 0x5a5a_5a5a)),
        "it holds an unknown token");
  }

  @Test
  void tree_fullOfRubbishNeverSilencesTheKernel(Boot boot) throws Exception {
    Machine machine =
        withTree(
            boot,
            tree -> {
              for (int i = tree.getInt(STRUCTURE_OFFSET); i + 4 <= 4096; i += 4) {
                tree.putInt(i, i * 0x9e37_79b9);
              }
            });

    machine.console().expectMatch("^\\[kernel\\] device tree left by the machine .* is damaged: ");
    ends(machine);
  }

  @Test
  void tree_inTheImageServesWhenTheMachinesIsDamaged(Boot boot) throws Exception {
    Path own = folder.resolve("own.dtb");
    try (Machine machine = stopped(boot, Systems.HELLO);
        var stub = GdbConnection.connect(socket())) {
      int size = ByteBuffer.wrap(stub.read(TREE, 8)).getInt(TOTAL_SIZE);
      Files.write(own, stub.read(TREE, size));
      assertThat(machine.isRunning()).isTrue();
    }
    Path description =
        Files.writeString(
            folder.resolve("system.xml"),
            new Systems().with("exit-0", Exiting.class).deviceTree(own).description());

    Machine machine = withTree(boot, description, tree -> tree.putInt(LAST_COMPATIBLE_VERSION, 99));
    machine
        .console()
        .expectMatch("^\\[kernel\\] device tree from the image at 0x[0-9a-f]+, \\d+ bytes$");
    assertThat(machine.exitCode()).isZero();
  }

  private static void damaged(Machine machine, String damage) {
    machine
        .console()
        .expectLine("[kernel] device tree left by the machine at 0x40000000 is damaged: " + damage)
        .expectLine(NONE);
    ends(machine);
  }

  /** The kernel knows no way to power off without a tree, and says at least that it has stopped. */
  private static void ends(Machine machine) {
    assertThat(machine.exitCode()).isNotZero();
    machine.console().rewind().expectMatch("^\\[kernel\\] power off: exit code");
  }

  private Machine withTree(Boot boot, Consumer<ByteBuffer> change)
      throws IOException, InterruptedException {
    return withTree(boot, Systems.HELLO, change);
  }

  private Machine withTree(Boot boot, Path description, Consumer<ByteBuffer> change)
      throws IOException, InterruptedException {
    Machine machine = stopped(boot, description);
    try (var stub = GdbConnection.connect(socket())) {
      var tree = ByteBuffer.wrap(stub.read(TREE, 4096));
      change.accept(tree);
      stub.write(TREE, tree.array());
      stub.detach();
    }
    return machine;
  }

  /** Boots a machine that waits before its first instruction. */
  private Machine stopped(Boot boot, Path description) throws IOException {
    Files.deleteIfExists(socket());
    return boot.system(description)
        .arguments(GdbConnection.arguments(socket()).toArray(String[]::new))
        .start();
  }

  private Path socket() {
    return folder.resolve("gdb");
  }
}
