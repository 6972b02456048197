package org.demitasse.kernel.aarch64;

import org.demitasse.kernel.KernelConsole;
import org.demitasse.kernel.boot.DeviceTree;
import org.demitasse.kernel.boot.Processors;
import org.demitasse.kernel.hal.InterruptController;
import org.jspecify.annotations.Nullable;

/** Finds a family of interrupt controllers in the device tree, and reads how devices name lines. */
interface InterruptDiscovery {
  /**
   * Opens the controller and the calling processor's part of it; null, after a line on the console,
   * if it cannot be used.
   */
  @Nullable InterruptController open(DeviceTree tree, Processors processors, KernelConsole console);

  /**
   * Returns the interrupt line of a device that is part of the processors, such as their timer, or
   * -1.
   *
   * @param index which of its interrupts
   */
  int line(DeviceTree tree, long node, int index);

  /** Returns how many ranges of registers the controller has that are the kernel's alone. */
  int rangeCount();

  /** Returns the physical address of a range. */
  long rangeAddress(int index);

  /** Returns the size of a range, a multiple of the page size. */
  long rangeSize(int index);
}
