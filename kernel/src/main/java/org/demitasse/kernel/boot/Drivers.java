package org.demitasse.kernel.boot;

import org.demitasse.abi.OutOfLine;
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
      int index = 0;
      String each = driver.compatible(index);
      while (each != null) {
        if (tree.lists(property, each)) {
          return driver;
        }
        each = driver.compatible(++index);
      }
    }
    return null;
  }

  /** Returns the node of the first device for a driver that may be used, or 0. */
  @OutOfLine
  public static long node(DeviceTree tree, Driver driver) {
    int index = 0;
    String each = driver.compatible(index);
    long node = 0;
    while (each != null && node == 0) {
      node = tree.findCompatible(each);
      each = driver.compatible(++index);
    }
    return node;
  }

  /** Writes all drivers with what they are compatible with into a line. */
  void list(KernelConsole console) {
    String start = "";
    for (Driver driver : all) {
      console.text(start).text(driver.label()).text(" (");
      compatible(console, driver);
      start = "), ";
    }
    console.text(")");
  }

  /** Writes what a driver is compatible with. */
  @OutOfLine
  public static void compatible(KernelConsole console, Driver driver) {
    int index = 0;
    String each = driver.compatible(index);
    while (each != null) {
      console.text(index == 0 ? "" : ", ").text(each);
      each = driver.compatible(++index);
    }
  }
}
