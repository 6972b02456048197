package org.demitasse.kernel.boot;

import org.demitasse.kernel.KernelConsole;
import org.jspecify.annotations.Nullable;

/** The drivers that the kernel has, and how device tree nodes and drivers find each other. */
public final class Drivers {
  private final Driver[] all;

  /** Takes the drivers, in the order in which they are asked and listed. */
  public Drivers(Driver... all) {
    this.all = all;
  }

  /** Returns the driver of a node's device, or null if none knows it. */
  public @Nullable Driver of(DeviceTree tree, long node) {
    long property = tree.property(node, "compatible");
    for (Driver driver : all) {
      for (String each : driver.compatible()) {
        if (tree.lists(property, each)) {
          return driver;
        }
      }
    }
    return null;
  }

  /** Returns the node of the first device for a driver that may be used, or 0. */
  public static long node(DeviceTree tree, Driver driver) {
    for (String each : driver.compatible()) {
      long node = tree.findCompatible(each);
      if (node != 0) {
        return node;
      }
    }
    return 0;
  }

  /** Writes all drivers with what they are compatible with into a line. */
  void list(KernelConsole console) {
    String separator = "";
    for (Driver driver : all) {
      console.text(separator).text(driver.label()).text(" (");
      compatible(console, driver);
      console.text(")");
      separator = ", ";
    }
  }

  /** Writes what a driver is compatible with. */
  public static void compatible(KernelConsole console, Driver driver) {
    String separator = "";
    for (String each : driver.compatible()) {
      console.text(separator).text(each);
      separator = ", ";
    }
  }
}
