package org.demitasse.kernel.boot;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.demitasse.abi.ImageHeader;
import org.demitasse.abi.Memory;
import org.demitasse.kernel.KernelConsole;
import org.demitasse.kernel.PageAllocator;
import org.demitasse.kernel.hal.Console;
import org.demitasse.kernel.hal.Cpu;
import org.demitasse.kernel.hal.InterruptController;
import org.demitasse.kernel.hal.Mmu;
import org.demitasse.kernel.hal.PhysicalMemory;
import org.demitasse.kernel.hal.Power;
import org.demitasse.kernel.hal.Timer;
import org.demitasse.kernel.hal.UserRegisters;
import org.demitasse.kernel.simulation.SimulatedCpu;
import org.demitasse.kernel.simulation.SimulatedInterrupts;
import org.demitasse.kernel.simulation.SimulatedMachine.PoweredOff;
import org.demitasse.kernel.simulation.SimulatedMemory;
import org.demitasse.kernel.simulation.SimulatedMmu;
import org.demitasse.kernel.simulation.SimulatedProcessors;
import org.demitasse.kernel.simulation.SimulatedRegisters;
import org.demitasse.kernel.simulation.SimulatedTimer;
import org.jspecify.annotations.Nullable;

/**
 * A board on the JVM: 8 MiB of RAM, the kernel's image at {@link #IMAGE}, a device tree at its
 * start. The kernel's addresses equal the physical ones.
 */
final class SimulatedPlatform implements Platform {
  static final long RAM = 0x4000_0000L;
  static final int RAM_SIZE = 8 << 20;
  static final long IMAGE = RAM + 0x20_0000;
  static final int KERNEL_SIZE = 0x4000;

  /** Registers that the kernel keeps for itself. */
  static final long OWN_DEVICE = 0x800_0000L;

  private static final Driver UART_DRIVER = driver("uart", "arm,pl011", "test,uart");
  private static final Driver FIRMWARE_DRIVER = driver("firmware", "arm,psci-0.2");
  private static final Drivers DRIVERS = new Drivers(UART_DRIVER, FIRMWARE_DRIVER);

  /** Kinds of consoles that this board knows. */
  static final int UART = ImageHeader.CONSOLE_PL011;

  final SimulatedMemory memory = new SimulatedMemory(RAM, RAM_SIZE);
  final SimulatedProcessors processors = new SimulatedProcessors(1);
  final SimulatedRegisters registers = new SimulatedRegisters(memory, processors);
  final SimulatedTimer timer = new SimulatedTimer(processors);
  final SimulatedInterrupts interrupts = new SimulatedInterrupts(processors, timer);
  private @Nullable SimulatedMmu mmu;
  boolean hasInterruptController = true;
  final StringBuilder output = new StringBuilder();
  final StringBuilder secondOutput = new StringBuilder();
  private final long header = IMAGE + KERNEL_SIZE;
  long treeCandidate;
  boolean ready;

  /** What the board's firmware says about the RAM. */
  long ramLimit = Long.MAX_VALUE;

  private long imageEnd = header + 4096;
  private int members;

  SimulatedPlatform() {
    memory.storeLong(header, ImageHeader.MAGIC);
    memory.storeInt(header + ImageHeader.CONSOLE_KIND_OFFSET, UART);
    memory.storeLong(header + ImageHeader.CONSOLE_ADDRESS_OFFSET, 0x900_0000L);
    memory.storeLong(header + ImageHeader.DEVICE_TREE_HINT_OFFSET, -1);
    memory.storeLong(header + ImageHeader.HEADER_SIZE_OFFSET, 4096);
    text(header + ImageHeader.MACHINE_NAME_OFFSET, "simulated");
    text(header + ImageHeader.SYSTEM_NAME_OFFSET, "test");
  }

  private void text(long address, String text) {
    put(address, text.getBytes(StandardCharsets.UTF_8));
  }

  void put(long address, byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      memory.storeByte(address + i, bytes[i]);
    }
  }

  void hint(long address) {
    memory.storeLong(header + ImageHeader.DEVICE_TREE_HINT_OFFSET, address);
  }

  void addMember(int kind, String name, byte[] bytes) {
    long member = header + ImageHeader.MEMBERS_OFFSET + (long) members * ImageHeader.MEMBER_SIZE;
    text(member, name);
    memory.storeInt(member + ImageHeader.MEMBER_KIND_OFFSET, kind);
    memory.storeInt(member + ImageHeader.MEMBER_CRC32_OFFSET, 0xC5C);
    memory.storeLong(member + ImageHeader.MEMBER_START_OFFSET, imageEnd - IMAGE);
    memory.storeLong(member + ImageHeader.MEMBER_LENGTH_OFFSET, bytes.length);
    put(imageEnd, bytes);
    imageEnd += (bytes.length + 4095) & -4096L;
    memory.storeInt(header + ImageHeader.MEMBER_COUNT_OFFSET, ++members);
  }

  static Driver driver(String label, String... compatible) {
    return new Driver() {
      @Override
      public String label() {
        return label;
      }

      @Override
      public @Nullable String compatible(int index) {
        return index < compatible.length ? compatible[index] : null;
      }
    };
  }

  @Override
  public Drivers drivers() {
    return DRIVERS;
  }

  @Override
  public long firmware(DeviceTree tree) {
    return Drivers.node(tree, FIRMWARE_DRIVER);
  }

  @Override
  public Memory virtualMemory() {
    return memory;
  }

  @Override
  public Entry entry() {
    return new Entry(2, treeCandidate, IMAGE, imageEnd - IMAGE, KERNEL_SIZE, imageEnd, 0x10000);
  }

  @Override
  public long imageAddress() {
    return IMAGE;
  }

  @Override
  public long window(long physical) {
    return physical >= RAM && physical < RAM + RAM_SIZE ? physical : IMAGE;
  }

  @Override
  public @Nullable Console openConsole(int kind, long physical) {
    StringBuilder target = physical == 0x900_0000L ? output : secondOutput;
    return kind != UART
        ? null
        : new Console() {
          @Override
          public void put(int value) {
            target.append((char) value);
          }

          @Override
          public int get() {
            return -1;
          }
        };
  }

  @Override
  public int consoleKind(DeviceTree tree, long node) {
    return UART_DRIVER.equals(DRIVERS.of(tree, node)) ? UART : ImageHeader.CONSOLE_NONE;
  }

  @Override
  public PhysicalMemory mapMemory(MemoryMap map, long image, long imageSize) {
    return memory;
  }

  @Override
  public Mmu mmu(PhysicalMemory physicalMemory, PageAllocator pages) {
    mmu = new SimulatedMmu(pages, processors, 16);
    return mmu;
  }

  /** Returns the tables that were made at boot. */
  SimulatedMmu mmu() {
    return Objects.requireNonNull(mmu, "not booted");
  }

  @Override
  public Cpu cpu() {
    return new SimulatedCpu(processors, registers, mmu());
  }

  @Override
  public @Nullable InterruptController interruptController(
      DeviceTree tree, Processors found, KernelConsole console) {
    return hasInterruptController ? interrupts : null;
  }

  @Override
  public Timer timer(DeviceTree tree, KernelConsole console) {
    return timer;
  }

  @Override
  public long bootProcessor() {
    return 0;
  }

  @Override
  public @Nullable String startProcessor(Processors found, int index, Conduit conduit) {
    return found.start(index) == Processors.Start.PSCI ? null : "it does not answer";
  }

  @Override
  public long askBoard(DeviceTree tree, KernelConsole console) {
    return ramLimit;
  }

  @Override
  public int ownDeviceCount() {
    return 1;
  }

  @Override
  public long ownDeviceAddress(int index) {
    return OWN_DEVICE;
  }

  @Override
  public long ownDeviceSize(int index) {
    return 0x1000;
  }

  @Override
  public UserRegisters registers() {
    return registers;
  }

  @Override
  public Power power(@Nullable DeviceTree tree, Conduit conduit) {
    return new Power() {
      @Override
      public String label() {
        return conduit == Conduit.NONE ? "by hand" : "by firmware";
      }

      @Override
      public void off() {
        if (conduit != Conduit.NONE) {
          throw new PoweredOff();
        }
      }

      @Override
      public void halt() {
        throw new PoweredOff();
      }
    };
  }

  @Override
  public long processorId() {
    return 0x410F_D034L;
  }

  @Override
  public String processorName() {
    return "Cortex-A53";
  }

  @Override
  public long counterFrequency() {
    return 62_500_000;
  }

  @Override
  public void ready() {
    ready = true;
  }
}
