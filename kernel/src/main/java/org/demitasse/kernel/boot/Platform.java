package org.demitasse.kernel.boot;

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
import org.jspecify.annotations.Nullable;

/** What a processor architecture does for the boot sequence, in the order in which it is asked. */
public interface Platform {
  /** How functions of the firmware are called. */
  enum Conduit {
    NONE,
    HVC,
    SMC
  }

  /** Where the entry code found things; physical addresses. */
  record Entry(
      int exceptionLevel,
      long deviceTreeCandidate,
      long image,
      long imageSize,
      long kernelSize,
      long zeroWindow,
      long zeroWindowSize) {}

  /** Reads the kernel's own addresses: its image, and windows that {@link #window} opened. */
  Memory virtualMemory();

  Entry entry();

  /** Returns the kernel's drivers for this architecture. */
  Drivers drivers();

  /** Returns the node of the firmware that can power off and start processors, or 0. */
  long firmware(DeviceTree tree);

  /** Returns the kernel's address of the first byte of the image. */
  long imageAddress();

  /**
   * Makes physical memory readable for a while; an earlier window closes.
   *
   * @return the kernel's address of it; at least 2 MiB from there on may be read
   */
  long window(long physical);

  /** Opens a console of a kind ({@link org.demitasse.abi.ImageHeader} CONSOLE_...), or null. */
  @Nullable Console openConsole(int kind, long physical);

  /** Returns the kind of console that a device tree node describes, or CONSOLE_NONE. */
  int consoleKind(DeviceTree tree, long node);

  /**
   * Maps all RAM for the kernel.
   *
   * @param image RAM from here on, up to its size, is mapped read-only
   * @return access to it, or null if the boot tables do not suffice
   */
  @Nullable PhysicalMemory mapMemory(MemoryMap map, long image, long imageSize);

  Mmu mmu(PhysicalMemory memory, PageAllocator pages);

  UserRegisters registers();

  Cpu cpu();

  /** Returns the id by which the tree names the processor that boots. */
  long bootProcessor();

  /**
   * Lets another processor into the kernel, where it waits until the first thread runs, and gives
   * it the next index.
   *
   * @return null if it waits, else what is wrong
   */
  @Nullable String startProcessor(Processors processors, int index, Conduit conduit);

  /**
   * Asks the board's firmware what it can tell about the board, and says it on the console.
   *
   * @return where the RAM ends that the firmware leaves to the processors; {@link Long#MAX_VALUE}
   *     if there is nobody to ask
   */
  long askBoard(DeviceTree tree, KernelConsole console);

  /**
   * Finds and prepares the interrupt controller, all lines masked, and the calling processor's part
   * of it; null, after a line on the console, if there is none that is known and works.
   *
   * @param processors those in use
   */
  @Nullable InterruptController interruptController(
      DeviceTree tree, Processors processors, KernelConsole console);

  /** Finds the timer to preempt with; null, after a line on the console, if there is none. */
  @Nullable Timer timer(DeviceTree tree, KernelConsole console);

  /** Returns how many ranges of device registers belong to the kernel alone. */
  int ownDeviceCount();

  /** Returns the physical address of one of them, a multiple of the page size. */
  long ownDeviceAddress(int index);

  /** Returns its size. */
  long ownDeviceSize(int index);

  /**
   * Finds a way to power off.
   *
   * @param tree null if there is none
   */
  Power power(@Nullable DeviceTree tree, Conduit conduit);

  /** Main ID register of this processor. */
  long processorId();

  /** Returns the processor's name in words. */
  String processorName();

  /** Frequency of the counter that time is read from, in hertz. */
  long counterFrequency();

  /** Called when the kernel will allocate no more. */
  void ready();
}
