package org.demitasse.kernel.aarch64;

import org.demitasse.abi.ImageHeader;
import org.demitasse.abi.Memory;
import org.demitasse.kernel.KernelConsole;
import org.demitasse.kernel.PageAllocator;
import org.demitasse.kernel.boot.DeviceTree;
import org.demitasse.kernel.boot.Driver;
import org.demitasse.kernel.boot.Drivers;
import org.demitasse.kernel.boot.MemoryMap;
import org.demitasse.kernel.boot.Platform;
import org.demitasse.kernel.boot.Processors;
import org.demitasse.kernel.hal.Console;
import org.demitasse.kernel.hal.Cpu;
import org.demitasse.kernel.hal.InterruptController;
import org.demitasse.kernel.hal.Mmu;
import org.demitasse.kernel.hal.PhysicalMemory;
import org.demitasse.kernel.hal.Power;
import org.demitasse.kernel.hal.Timer;
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

  /** Entries of the table behind the first 2 MiB of the window. */
  private static final int DEVICE_PAGES = 512;

  private static final int EXCEPTION_LEVEL_3 = 3;

  /** The function of monitor_vectors, start.S, that makes SMC undefined. */
  private static final int CLOSE_MONITOR = 2;

  /** Highest physical address of the architecture without large addresses: 48 bits. */
  private static final long PHYSICAL_LIMIT = 1L << 48;

  private final Memory memory = new KernelMemory();
  private final Entry entry;
  private final OtherProcessors others = new OtherProcessors(this);
  private InterruptDiscovery interrupts = new GicDiscovery(this);
  private final Drivers drivers = new Drivers(ArmDriver.values());
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
  public Drivers drivers() {
    return drivers;
  }

  @Override
  public long firmware(DeviceTree tree) {
    return Drivers.node(tree, ArmDriver.PSCI);
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
    Hardware.kernelTableWritten();
    return FIXED + BLOCK + (physical - base);
  }

  @Override
  public @Nullable Console openConsole(int kind, long physical) {
    if (kind != ImageHeader.CONSOLE_PL011 && kind != ImageHeader.CONSOLE_MINI_UART) {
      return null;
    }
    DeviceRegisters registers = openDevice(physical);
    if (registers == null) {
      return null;
    }
    return kind == ImageHeader.CONSOLE_PL011 ? new Pl011(registers) : new MiniUart(registers);
  }

  /** Maps the page of a device's registers, which begin at an address; null if none is left. */
  @Nullable DeviceRegisters openDevice(long physical) {
    long page = mapDevice(physical & -PAGE, PAGE);
    return page == 0
        ? null
        : new MappedRegisters(
            page + (physical & (PAGE - 1)), physical, entry.exceptionLevel() == EXCEPTION_LEVEL_3);
  }

  /**
   * Maps whole pages of device registers; returns the kernel's address of the first, or 0 if the
   * window is full.
   */
  long mapDevice(long physical, int size) {
    int count = size / PAGE;
    if (devicePages + count > DEVICE_PAGES) {
      return 0;
    }
    long address = FIXED + (long) devicePages * PAGE;
    for (int i = 0; i < count; i++) {
      Hardware.store64(
          Hardware.fixedLevel3() + devicePages * 8L,
          physical + (long) i * PAGE | Descriptor.KERNEL_DEVICE | Descriptor.PAGE);
      devicePages++;
    }
    Hardware.kernelTableWritten();
    return address;
  }

  @Override
  public int consoleKind(DeviceTree tree, long node) {
    Driver driver = drivers.of(tree, node);
    return driver == ArmDriver.PL011
        ? ImageHeader.CONSOLE_PL011
        : driver == ArmDriver.MINI_UART ? ImageHeader.CONSOLE_MINI_UART : ImageHeader.CONSOLE_NONE;
  }

  @Override
  public long askBoard(DeviceTree tree, KernelConsole console) {
    long node = Drivers.node(tree, ArmDriver.VIDEOCORE_MAILBOX);
    long address = node == 0 ? -1 : tree.registers(node);
    DeviceRegisters registers = address == -1 ? null : openDevice(address);
    if (registers == null) {
      return Long.MAX_VALUE;
    }
    long buffer = Hardware.mailboxBuffer();
    long bus = tree.busAddress(physical(buffer));
    return new VideoCoreBoard(
            new VideoCoreMailbox(registers, new MailboxBuffer(buffer, (int) bus)), console)
        .describe();
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
  public Cpu cpu() {
    return new ArmCpu();
  }

  /** MPIDR_EL1 (Arm ARM): Aff3 in bits 39:32, Aff2 to Aff0 in bits 23:0. */
  @Override
  public long bootProcessor() {
    return Hardware.mpidr() & 0xFF_00FF_FFFFL;
  }

  @Override
  public @Nullable String startProcessor(Processors processors, int index, Conduit conduit) {
    return others.start(processors, index, conduit);
  }

  /**
   * Ends the calling processor's access to the Secure state, which it had if it was entered at EL3;
   * its part of the interrupt controller is set up.
   */
  void leaveSecureState() {
    if (entry.exceptionLevel() == EXCEPTION_LEVEL_3) {
      Hardware.monitor(CLOSE_MONITOR, 0, 0);
    }
  }

  /** Returns the slots of the processors that {@link #startProcessor} has started, by index. */
  OtherProcessors others() {
    return others;
  }

  @Override
  public @Nullable InterruptController interruptController(
      DeviceTree tree, Processors processors, KernelConsole console) {
    if (Drivers.node(tree, ArmDriver.BCM2836_LOCAL) != 0) {
      interrupts = new Bcm2836Discovery(this);
    }
    return interrupts.open(tree, processors, console);
  }

  /** Binding arm,arch_timer: interrupts are secure, non-secure, virtual and hypervisor timer. */
  @Override
  public @Nullable Timer timer(DeviceTree tree, KernelConsole console) {
    long node = Drivers.node(tree, ArmDriver.GENERIC_TIMER);
    int named = node == 0 ? -1 : tree.indexOf(tree.property(node, "interrupt-names"), "phys");
    int line = node == 0 ? -1 : interrupts.line(tree, node, named == -1 ? 1 : named);
    if (line == -1) {
      console.line().text("the device tree describes no timer (");
      Drivers.compatible(console, ArmDriver.GENERIC_TIMER);
      console.text(")").end();
      return null;
    }
    int frequency = tree.cell(tree.property(node, "clock-frequency"), 0, 0);
    GenericTimer timer =
        new GenericTimer(line, frequency == 0 ? Hardware.counterFrequency() : frequency);
    console.line().text("timer: line ").decimal(line);
    console.text(", ").decimal(timer.frequency()).text(" Hz").end();
    return timer;
  }

  @Override
  public int ownDeviceCount() {
    return interrupts.rangeCount();
  }

  @Override
  public long ownDeviceAddress(int index) {
    return interrupts.rangeAddress(index);
  }

  @Override
  public long ownDeviceSize(int index) {
    return interrupts.rangeSize(index);
  }

  @Override
  public Power power(@Nullable DeviceTree tree, Conduit conduit) {
    long node =
        tree == null || conduit != Conduit.NONE
            ? 0
            : Drivers.node(tree, ArmDriver.BCM2835_WATCHDOG);
    long address = tree == null || node == 0 ? -1 : tree.registers(node);
    DeviceRegisters registers = address == -1 ? null : openDevice(address);
    return registers == null ? new PsciPower(conduit) : new Bcm2835Watchdog(registers);
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
