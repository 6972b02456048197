package org.demitasse.devicetree.navigation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.demitasse.devicetree.DeviceTreeProperty;
import org.demitasse.devicetree.FlattenedDeviceTree;
import org.demitasse.devicetree.MalformedDeviceTreeException;

/**
 * The interrupt tree, which is another one than that of the nodes: Devicetree Specification v0.4,
 * section 2.4. An interrupt passes any number of nexus nodes, which map it, until it arrives at a
 * controller.
 */
final class Interrupts {
  /** Nexus nodes between a device and its controller; real trees have one or two. */
  private static final int MOST_LEVELS = 8;

  /** Nodes above a device that say nothing of interrupts: twice the depth of a tree. */
  private static final int MOST_STEPS = 2 * FlattenedDeviceTree.MAXIMUM_DEPTH;

  private static final int MOST_ENTRIES = 1024;
  private static final int MOST_CELLS = 16;

  private Interrupts() {}

  static List<Interrupt> interrupts(Device device) {
    Optional<DeviceTreeProperty> extended = device.property("interrupts-extended");
    if (extended.isPresent()) {
      return extended(device, extended.get());
    }
    Optional<DeviceTreeProperty> plain = device.property("interrupts");
    return plain.isPresent() ? plain(device, plain.get()) : List.of();
  }

  private static List<Interrupt> plain(Device device, DeviceTreeProperty property) {
    Device parent =
        parent(device)
            .orElseThrow(
                () -> new MalformedDeviceTreeException(device.path() + " has no interrupt parent"));
    Cells cells = new Cells(device, property);
    int specifierCells = specifierCells(parent);
    cells.requireEntries(specifierCells, MOST_ENTRIES);
    List<Interrupt> interrupts = new ArrayList<>();
    while (cells.hasMore()) {
      interrupts.add(resolve(device, parent, cells.list(specifierCells)));
    }
    return interrupts;
  }

  private static List<Interrupt> extended(Device device, DeviceTreeProperty property) {
    Cells cells = new Cells(device, property);
    List<Interrupt> interrupts = new ArrayList<>();
    while (cells.hasMore()) {
      int phandle = cells.next();
      if (phandle == 0 || phandle == -1) {
        // An entry that is left open.
        continue;
      }
      Device parent = byPhandle(device, cells, phandle);
      if (interrupts.size() == MOST_ENTRIES) {
        throw cells.malformed("has more than " + MOST_ENTRIES + " entries");
      }
      interrupts.add(resolve(device, parent, cells.list(specifierCells(parent))));
    }
    return interrupts;
  }

  static Device byPhandle(Device device, Cells cells, int phandle) {
    return device
        .navigator()
        .byPhandle(phandle)
        .orElseThrow(
            () ->
                cells.malformed(
                    "names phandle 0x" + Integer.toHexString(phandle) + ", which no node has"));
  }

  /**
   * Returns the nearest node up the interrupt tree that takes interrupts: has {@code
   * #interrupt-cells}. Each step goes to the {@code interrupt-parent}, else to the node above.
   */
  static Optional<Device> parent(Device device) {
    Device at = device;
    for (int step = 0; step < MOST_STEPS; step++) {
      Optional<DeviceTreeProperty> named = at.property("interrupt-parent");
      Optional<Device> above;
      if (named.isPresent()) {
        Cells cells = new Cells(at, named.get());
        above = Optional.of(byPhandle(at, cells, cells.next()));
      } else {
        above = at.parent();
      }
      if (above.isEmpty() || above.get().property("#interrupt-cells").isPresent()) {
        return above;
      }
      at = above.get();
    }
    throw new MalformedDeviceTreeException(
        device.path()
            + ": its interrupt parents go in a circle, or on for more than "
            + MOST_STEPS
            + " steps");
  }

  static int specifierCells(Device parent) {
    int cells = parent.number("#interrupt-cells", 0);
    if (cells < 1 || cells > MOST_CELLS) {
      throw new MalformedDeviceTreeException(
          parent.path()
              + ": \"#interrupt-cells\" is "
              + Integer.toUnsignedString(cells)
              + "; expected 1 to "
              + MOST_CELLS);
    }
    return cells;
  }

  private static Interrupt resolve(Device device, Device first, List<Integer> firstSpecifier) {
    Device at = first;
    List<Integer> specifier = firstSpecifier;
    List<Integer> unitAddress = unitAddress(device);
    for (int level = 0; level < MOST_LEVELS; level++) {
      if (at.property("interrupt-controller").isPresent()) {
        return new Interrupt(at, specifier);
      }
      Optional<InterruptMap> map = at.interruptMap();
      if (map.isPresent()) {
        Device nexus = at;
        InterruptMap.Entry entry =
            map.get()
                .find(unitAddress, specifier)
                .orElseThrow(
                    () ->
                        new MalformedDeviceTreeException(
                            device.path()
                                + ": no entry of \"interrupt-map\" of "
                                + nexus.path()
                                + " is for it"));
        at = entry.parent();
        unitAddress = entry.unitAddress();
        specifier = entry.specifier();
      } else {
        Device nexus = at;
        at =
            parent(at)
                .orElseThrow(
                    () ->
                        new MalformedDeviceTreeException(
                            nexus.path()
                                + " takes interrupts of "
                                + device.path()
                                + " but is no controller and has no interrupt parent"));
        if (specifierCells(at) != specifier.size()) {
          throw new MalformedDeviceTreeException(
              nexus.path() + " passes interrupts on that have another number of cells");
        }
      }
    }
    throw new MalformedDeviceTreeException(
        device.path()
            + ": an interrupt does not arrive at a controller after "
            + MOST_LEVELS
            + " levels");
  }

  /** Returns the first address of {@code reg}, no cells if there is none. */
  private static List<Integer> unitAddress(Device device) {
    Optional<DeviceTreeProperty> reg = device.property("reg");
    int count = device.parent().isPresent() ? device.parent().get().addressCells() : 0;
    if (reg.isEmpty() || reg.get().cellCount() < count) {
      return List.of();
    }
    return new Cells(device, reg.get()).list(count);
  }
}
