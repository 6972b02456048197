package org.demitasse.devicetree.navigation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.demitasse.devicetree.DeviceTreeProperty;
import org.demitasse.devicetree.MalformedDeviceTreeException;

/**
 * The interrupt tree, which is another one than that of the nodes: Devicetree Specification v0.4,
 * section 2.4. An interrupt passes any number of nexus nodes, which map it, until it arrives at a
 * controller.
 */
final class Interrupts {
  /** Nexus nodes between a device and its controller; real trees have one or two. */
  private static final int MOST_LEVELS = 8;

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
      interrupts.add(resolve(device, parent, cells.next(specifierCells)));
    }
    return interrupts;
  }

  private static List<Interrupt> extended(Device device, DeviceTreeProperty property) {
    Cells cells = new Cells(device, property);
    cells.requireEntries(1, MOST_ENTRIES);
    List<Interrupt> interrupts = new ArrayList<>();
    while (cells.hasMore()) {
      int phandle = cells.next();
      if (phandle == 0 || phandle == -1) {
        // An entry that is left open.
        continue;
      }
      Device parent = byPhandle(device, cells, phandle);
      interrupts.add(resolve(device, parent, cells.next(specifierCells(parent))));
    }
    return interrupts;
  }

  private static Device byPhandle(Device device, Cells cells, int phandle) {
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
    for (int steps = device.navigator().size(); steps >= 0; steps--) {
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
        device.path() + ": the interrupt parents above it go in a circle");
  }

  private static int specifierCells(Device parent) {
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

  private static Interrupt resolve(Device device, Device first, int[] firstSpecifier) {
    Device at = first;
    int[] specifier = firstSpecifier;
    int[] unitAddress = unitAddress(device);
    for (int level = 0; level < MOST_LEVELS; level++) {
      if (at.property("interrupt-controller").isPresent()) {
        List<Integer> cells = new ArrayList<>();
        for (int each : specifier) {
          cells.add(each);
        }
        return new Interrupt(at, cells);
      }
      Optional<DeviceTreeProperty> map = at.property("interrupt-map");
      if (map.isPresent()) {
        Mapped mapped = map(device, at, map.get(), unitAddress, specifier);
        at = mapped.parent;
        unitAddress = mapped.unitAddress;
        specifier = mapped.specifier;
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
        if (specifierCells(at) != specifier.length) {
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
  private static int[] unitAddress(Device device) {
    Optional<DeviceTreeProperty> reg = device.property("reg");
    int count = device.parent().isPresent() ? device.parent().get().addressCells() : 0;
    if (reg.isEmpty() || reg.get().cellCount() < count) {
      return new int[0];
    }
    return new Cells(device, reg.get()).next(count);
  }

  private static final class Mapped {
    private final Device parent;
    private final int[] unitAddress;
    private final int[] specifier;

    Mapped(Device parent, int[] unitAddress, int[] specifier) {
      this.parent = parent;
      this.unitAddress = unitAddress;
      this.specifier = specifier;
    }
  }

  private static Mapped map(
      Device device, Device nexus, DeviceTreeProperty map, int[] unitAddress, int[] specifier) {
    int addressCells = nexus.addressCells();
    int[] wanted = new int[addressCells + specifier.length];
    System.arraycopy(unitAddress, 0, wanted, 0, Math.min(addressCells, unitAddress.length));
    System.arraycopy(specifier, 0, wanted, addressCells, specifier.length);
    int[] mask = mask(nexus, wanted.length);
    Cells cells = new Cells(nexus, map);
    for (int entries = 0; cells.hasMore(); entries++) {
      if (entries == MOST_ENTRIES) {
        throw cells.malformed("has more than " + MOST_ENTRIES + " entries");
      }
      int[] child = cells.next(wanted.length);
      Device parent = byPhandle(nexus, cells, cells.next());
      int[] parentAddress =
          cells.next(parent.property("#address-cells").isPresent() ? parent.addressCells() : 0);
      int[] parentSpecifier = cells.next(specifierCells(parent));
      if (matches(child, wanted, mask)) {
        return new Mapped(parent, parentAddress, parentSpecifier);
      }
    }
    throw new MalformedDeviceTreeException(
        device.path() + ": no entry of \"interrupt-map\" of " + nexus.path() + " is for it");
  }

  private static int[] mask(Device nexus, int count) {
    Optional<DeviceTreeProperty> property = nexus.property("interrupt-map-mask");
    if (property.isEmpty()) {
      int[] all = new int[count];
      Arrays.fill(all, -1);
      return all;
    }
    Cells cells = new Cells(nexus, property.get());
    int[] mask = cells.next(count);
    if (cells.hasMore()) {
      throw cells.malformed("has more than " + count + " cells");
    }
    return mask;
  }

  private static boolean matches(int[] child, int[] wanted, int[] mask) {
    for (int i = 0; i < wanted.length; i++) {
      if ((child[i] & mask[i]) != (wanted[i] & mask[i])) {
        return false;
      }
    }
    return true;
  }
}
