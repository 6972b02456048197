package org.demitasse.kernel.aarch64;

import org.demitasse.kernel.KernelConsole;
import org.demitasse.kernel.boot.DeviceTree;
import org.demitasse.kernel.boot.Drivers;
import org.demitasse.kernel.boot.Processors;
import org.demitasse.kernel.hal.InterruptController;
import org.jspecify.annotations.Nullable;

/**
 * Finds the two interrupt controllers of BCM2836 and BCM2837: bindings brcm,bcm2836-l1-intc and
 * brcm,bcm2835-armctrl-ic (the one that is chained, brcm,bcm2836-armctrl-ic).
 *
 * <p>The local controller is the kernel's alone. The other one shares its page with the mailboxes
 * of the VideoCore, which have no protection of their own: whoever sends a message there has the
 * VideoCore read and write RAM for him. So the page is left to the root program, which gives it to
 * the one driver that it trusts that much, or to none.
 */
final class Bcm2836Discovery implements InterruptDiscovery {
  private static final int PAGE = 4096;
  private static final int EXCEPTION_LEVEL_3 = 3;

  private final ArmPlatform platform;
  private long localAddress = -1;

  Bcm2836Discovery(ArmPlatform platform) {
    this.platform = platform;
  }

  @Override
  public int rangeCount() {
    return localAddress == -1 ? 0 : 1;
  }

  @Override
  public long rangeAddress(int index) {
    return localAddress & -PAGE;
  }

  @Override
  public long rangeSize(int index) {
    return PAGE;
  }

  @Override
  public int line(DeviceTree tree, long node, int index) {
    return localLine(tree, node, index);
  }

  /** Local interrupts are {@code <number flags>}, in trees of old {@code <number>}. */
  static int localLine(DeviceTree tree, long node, int index) {
    long local = Drivers.node(tree, ArmDriver.BCM2836_LOCAL);
    int cells = local == 0 ? 0 : tree.cell(tree.property(local, "#interrupt-cells"), 0, 1);
    return cells < 1 || cells > 4
        ? -1
        : Bcm2836Interrupts.localLine(
            tree.cell(tree.property(node, "interrupts"), index * cells, -1));
  }

  @Override
  public @Nullable InterruptController open(
      DeviceTree tree, Processors processors, KernelConsole console) {
    DeviceRegisters local = map(tree, ArmDriver.BCM2836_LOCAL);
    localAddress = found;
    DeviceRegisters peripherals = map(tree, ArmDriver.BCM2836_PERIPHERALS);
    if (local == null || peripherals == null) {
      console
          .line()
          .text("the interrupt controller, BCM2836, cannot be used: the device tree does");
      console.text(" not describe the registers of ");
      Drivers.compatible(
          console, local == null ? ArmDriver.BCM2836_LOCAL : ArmDriver.BCM2836_PERIPHERALS);
      console.end();
      return null;
    }
    InterruptController controller =
        new Bcm2836Interrupts(
            local,
            peripherals,
            () -> (int) Hardware.mpidr() & 3,
            processors.count(),
            platform.entry().exceptionLevel() == EXCEPTION_LEVEL_3);
    controller.startProcessor(0);
    platform.leaveSecureState();
    console.line().text("interrupts: BCM2836, ").decimal(controller.lines()).text(" lines").end();
    return controller;
  }

  /** Where the device lies that {@link #map} has mapped last, or -1. */
  private long found = -1;

  private @Nullable DeviceRegisters map(DeviceTree tree, ArmDriver driver) {
    long node = Drivers.node(tree, driver);
    found = node == 0 ? -1 : tree.registers(node);
    return found == -1 ? null : platform.openDevice(found);
  }
}
