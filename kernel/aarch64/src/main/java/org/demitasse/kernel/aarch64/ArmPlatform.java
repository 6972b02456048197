package org.demitasse.kernel.aarch64;

import org.demitasse.abi.ImageHeader;
import org.demitasse.abi.Memory;
import org.demitasse.kernel.PageAllocator;
import org.demitasse.kernel.boot.DeviceTree;
import org.demitasse.kernel.boot.MemoryMap;
import org.demitasse.kernel.boot.Platform;
import org.demitasse.kernel.hal.Console;
import org.demitasse.kernel.hal.Mmu;
import org.demitasse.kernel.hal.PhysicalMemory;
import org.demitasse.kernel.hal.Power;
import org.demitasse.kernel.hal.UserRegisters;
import org.jspecify.annotations.Nullable;

/**
 * The boot sequence's view of an AArch64 machine. start.S leaves a fixed window at {@link #FIXED},
 * the top GiB of the address space: its first 2 MiB are pages for device registers, the next blocks
 * show a device tree.
 */
final class ArmPlatform implements Platform {
  private static final int PAGE = 4096;
  private static final long BLOCK = 2 << 20;
  private static final long FIXED = 0xFFFF_FFFF_C000_0000L;

  /** Highest physical address of the architecture without large addresses: 48 bits. */
  private static final long PHYSICAL_LIMIT = 1L << 48;

  private final Memory memory = new KernelMemory();
  private final Entry entry;
  private int devicePages;

  ArmPlatform() {
    long values = Hardware.bootValues();
    long image = Hardware.load64(values + 16);
    entry =
        new Entry(
            (int) Hardware.load64(values + 8),
            Hardware.load64(values),
            image,
            Hardware.load64(values + 32),
            Hardware.imageEnd() - Hardware.imageStart(),
            Hardware.load64(values + 24),
            Hardware.zeroWindowEnd() - zeroWindowStart());
  }

  /** The boot tables are what the zero window begins with. */
  private static long zeroWindowStart() {
    return Hardware.kernelLevel0();
  }

  /** Translates an address in the zero window. */
  private long physical(long address) {
    return address - zeroWindowStart() + entry.zeroWindow();
  }

  @Override
  public Memory virtualMemory() {
    return memory;
  }

  @Override
  public Entry entry() {
    return entry;
  }

  @Override
  public long imageAddress() {
    return Hardware.imageStart();
  }

  @Override
  public long window(long physical) {
    if (physical < 0 || physical >= PHYSICAL_LIMIT - 2 * BLOCK) {
      // Not an address; show something that is no tree.
      return imageAddress();
    }
    long base = physical & -BLOCK;
    for (int i = 0; i < 2; i++) {
      // Break before make: the window may show something else already (Arm ARM D8.14.1).
      Hardware.store64(Hardware.fixedLevel2() + (1 + i) * 8L, 0);
    }
    Hardware.flushAll();
    for (int i = 0; i < 2; i++) {
      Hardware.store64(
          Hardware.fixedLevel2() + (1 + i) * 8L,
          base + i * BLOCK | Descriptor.KERNEL_DATA | Descriptor.READ_ONLY | Descriptor.BLOCK);
    }
    Hardware.tableWritten();
    return FIXED + BLOCK + (physical - base);
  }

  @Override
  public @Nullable Console openConsole(int kind, long physical) {
    if (kind != ImageHeader.CONSOLE_PL011) {
      return null;
    }
    return new Pl011(mapDevice(physical & -PAGE) + (physical & (PAGE - 1)));
  }

  private long mapDevice(long physical) {
    for (int i = 0; i < devicePages; i++) {
      long entryOfPage = Hardware.load64(Hardware.fixedLevel3() + i * 8L);
      if ((entryOfPage & Descriptor.ADDRESS) == physical) {
        return FIXED + (long) i * PAGE;
      }
    }
    int page = devicePages++;
    Hardware.store64(
        Hardware.fixedLevel3() + page * 8L, physical | Descriptor.KERNEL_DEVICE | Descriptor.PAGE);
    Hardware.tableWritten();
    return FIXED + (long) page * PAGE;
  }

  @Override
  public int consoleKind(DeviceTree tree, long node) {
    return tree.lists(tree.property(node, "compatible"), "arm,pl011")
        ? ImageHeader.CONSOLE_PL011
        : ImageHeader.CONSOLE_NONE;
  }

  @Override
  public @Nullable PhysicalMemory mapMemory(MemoryMap map, long image, long imageSize) {
    LinearMap linear =
        new LinearMap(
            memory,
            Hardware.kernelLevel0(),
            Hardware.tablePool(),
            Hardware.tablePoolEnd(),
            zeroWindowStart() - entry.zeroWindow());
    return linear.add(map, image, imageSize) ? new LinearMemory() : null;
  }

  @Override
  public Mmu mmu(PhysicalMemory physicalMemory, PageAllocator pages) {
    return new TranslationTables(
        physicalMemory, pages, new HardwareTranslationBuffer(physical(Hardware.emptyTable())));
  }

  @Override
  public UserRegisters registers() {
    return new Frames();
  }

  @Override
  public Power power(Conduit conduit) {
    return new PsciPower(conduit);
  }

  @Override
  public long processorId() {
    return Hardware.midr();
  }

  /** Part numbers of Arm's cores: MIDR_EL1 in each one's Technical Reference Manual. */
  @Override
  public String processorName() {
    long id = Hardware.midr();
    if ((id >>> 24 & 0xFF) != 0x41) {
      return "not by Arm";
    }
    return switch ((int) (id >>> 4) & 0xFFF) {
      case 0xD03 -> "Cortex-A53";
      case 0xD04 -> "Cortex-A35";
      case 0xD05 -> "Cortex-A55";
      case 0xD07 -> "Cortex-A57";
      case 0xD08 -> "Cortex-A72";
      case 0xD0B -> "Cortex-A76";
      default -> "unknown Arm core";
    };
  }

  @Override
  public long counterFrequency() {
    return Hardware.counterFrequency();
  }

  @Override
  public void ready() {
    Hardware.forbidAllocation();
  }
}
