package org.demitasse.kernel.aarch64;

import org.demitasse.kernel.KernelConsole;
import org.demitasse.kernel.boot.DeviceTree;
import org.demitasse.kernel.boot.Drivers;
import org.demitasse.kernel.boot.Processors;
import org.demitasse.kernel.hal.InterruptController;
import org.jspecify.annotations.Nullable;

/**
 * Finds the interrupt controller in the device tree and maps its registers. Bindings: {@code
 * arm,gic} for version 2 ({@code reg}: distributor, CPU interface) and {@code arm,gic-v3} ({@code
 * reg}: distributor, regions of redistributors).
 */
final class GicDiscovery implements InterruptDiscovery {
  private static final int PAGE = 4096;
  private static final int EXCEPTION_LEVEL_3 = 3;

  /** GICv2: a distributor of one page, a CPU interface of two (IHI 0048B, 4.1). */
  private static final int INTERFACE_SIZE = 2 * PAGE;

  /** GICv3: the part of the distributor's frame that has registers we use, up to GICD_IROUTER. */
  private static final int DISTRIBUTOR_SIZE = 8 * PAGE;

  /** A redistributor has two frames of 64 KiB, or four with virtual LPIs (IHI 0069, 12.10). */
  private static final long FRAME = 64 << 10;

  /** GICR_TYPER: affinity in the upper word; Last and VLPIS in the lower. */
  private static final int TYPE = 0x08;

  private static final int TYPE_AFFINITY = 0x0C;
  private static final int TYPE_LAST = 1 << 4;
  private static final int TYPE_VIRTUAL = 1 << 1;

  private static final int RANGES = 8;

  private final ArmPlatform platform;
  private final long[] addresses = new long[RANGES];
  private final long[] sizes = new long[RANGES];
  private int count;

  GicDiscovery(ArmPlatform platform) {
    this.platform = platform;
  }

  @Override
  public int rangeCount() {
    return count;
  }

  @Override
  public long rangeAddress(int index) {
    return addresses[index];
  }

  @Override
  public long rangeSize(int index) {
    return sizes[index];
  }

  /** Binding arm,gic: kind, number, flags. */
  @Override
  public int line(DeviceTree tree, long node, int index) {
    long interrupts = tree.property(node, "interrupts");
    int kind = tree.cell(interrupts, index * 3, -1);
    int number = tree.cell(interrupts, index * 3 + 1, -1);
    if (number < 0) {
      return -1;
    }
    return switch (kind) {
      case 0 -> number + 32;
      case 1 -> number + 16;
      default -> -1;
    };
  }

  @Override
  public @Nullable InterruptController open(
      DeviceTree tree, Processors processors, KernelConsole console) {
    ArmDriver driver = ArmDriver.GIC_V2;
    long node = Drivers.node(tree, driver);
    if (node == 0) {
      driver = ArmDriver.GIC_V3;
      node = Drivers.node(tree, driver);
    }
    if (node == 0) {
      console.line().text("the device tree describes no interrupt controller that is known: ");
      Drivers.compatible(console, ArmDriver.GIC_V2);
      console.text(", ");
      Drivers.compatible(console, ArmDriver.GIC_V3);
      console.text(", ");
      Drivers.compatible(console, ArmDriver.BCM2836_LOCAL);
      console.end();
      return null;
    }
    int version = driver == ArmDriver.GIC_V2 ? 2 : 3;
    readRanges(tree, node);
    InterruptController controller =
        version == 2 ? openVersion2(processors) : openVersion3(tree, node, processors);
    if (controller == null) {
      console
          .line()
          .text("the interrupt controller, GICv")
          .decimal(version)
          .text(", cannot be used: ")
          .text(failure)
          .end();
      return null;
    }
    controller.startProcessor(0);
    platform.leaveSecureState();
    console.line().text("interrupts: GICv").decimal(version);
    console.text(", ").decimal(controller.lines()).text(" lines").end();
    return controller;
  }

  private String failure = "";

  private void readRanges(DeviceTree tree, long node) {
    while (count < RANGES) {
      long address = tree.registers(node, count);
      if (address == -1) {
        return;
      }
      addresses[count] = address & -PAGE;
      sizes[count] = (tree.registersSize(node, count) + PAGE - 1) & -PAGE;
      count++;
    }
  }

  private @Nullable DeviceRegisters map(long physical, int size) {
    long address = platform.mapDevice(physical, size);
    return address == 0
        ? null
        : new MappedRegisters(
            address, physical, platform.entry().exceptionLevel() == EXCEPTION_LEVEL_3);
  }

  private @Nullable InterruptController openVersion2(Processors processors) {
    if (count < 2) {
      failure = "its node does not give distributor and CPU interface";
      return null;
    }
    DeviceRegisters distributor = map(addresses[0], PAGE);
    DeviceRegisters cpuInterface = map(addresses[1], INTERFACE_SIZE);
    if (distributor == null || cpuInterface == null) {
      failure = "too many device registers";
      return null;
    }
    return new GicV2(distributor, cpuInterface, processors.count());
  }

  private @Nullable InterruptController openVersion3(
      DeviceTree tree, long node, Processors processors) {
    int regions = tree.cell(tree.property(node, "#redistributor-regions"), 0, 1);
    if (regions < 1 || count < 1 + regions) {
      failure = "its node does not give distributor and redistributors";
      return null;
    }
    SystemRegisterInterface cpuInterface = new SystemRegisterInterface();
    if (!cpuInterface.start()) {
      failure = "a higher exception level keeps its registers";
      return null;
    }
    int used = processors.count();
    long[] affinities = new long[used];
    DeviceRegisters[] redistributors = new DeviceRegisters[used];
    DeviceRegisters[] privateLines = new DeviceRegisters[used];
    for (int i = 0; i < used; i++) {
      affinities[i] = processors.id(i);
    }
    long stride = tree.cell(tree.property(node, "redistributor-stride"), 1, 0);
    int found = 0;
    for (int i = 1; i <= regions && found < used; i++) {
      long end = addresses[i] + sizes[i];
      long at = addresses[i];
      while (at < end && found < used) {
        DeviceRegisters frame = map(at, PAGE);
        if (frame == null) {
          break;
        }
        int type = frame.load(TYPE);
        int index = indexOf(affinities, frame.load(TYPE_AFFINITY));
        if (index >= 0 && redistributors[index] == null) {
          DeviceRegisters lines = map(at + FRAME, PAGE);
          if (lines == null) {
            break;
          }
          redistributors[index] = frame;
          privateLines[index] = lines;
          found++;
        }
        if ((type & TYPE_LAST) != 0) {
          break;
        }
        at += stride != 0 ? stride : (type & TYPE_VIRTUAL) != 0 ? 4 * FRAME : 2 * FRAME;
      }
    }
    DeviceRegisters distributor = map(addresses[0], DISTRIBUTOR_SIZE);
    if (found < used || distributor == null) {
      failure = "a processor has no redistributor";
      return null;
    }
    return new GicV3(distributor, redistributors, privateLines, cpuInterface, affinities);
  }

  /** Finds an affinity as GICR_TYPER has it: Aff3 to Aff0, 8 bits each. */
  private static int indexOf(long[] affinities, int packed) {
    for (int i = 0; i < affinities.length; i++) {
      int affinity = (int) ((affinities[i] & 0xFF_FFFF) | (affinities[i] >>> 8 & 0xFF00_0000L));
      if (affinity == packed) {
        return i;
      }
    }
    return -1;
  }
}
