package org.demitasse.devicetree.navigation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.demitasse.devicetree.DeviceTreeProperty;

/**
 * Registers and their translation: Devicetree Specification v0.4, sections 2.3.6, 2.3.8 and 2.3.9;
 * addresses of PCI: IEEE 1275 PCI bus binding, revision 2.1, section 2.2.1.1.
 */
final class Addresses {
  /** More entries than that no device and no bus has. */
  static final int MOST_ENTRIES = 256;

  /** The bits of a PCI address that tell configuration, I/O and memory of 32 and 64 bits. */
  private static final int PCI_SPACE = 0x0300_0000;

  private static final int PCI_MEMORY_64 = 0x0300_0000;
  private static final int PCI_MEMORY_32 = 0x0200_0000;

  private Addresses() {}

  static List<Register> registers(Device device) {
    Optional<DeviceTreeProperty> reg = device.property("reg");
    Optional<Device> bus = device.parent();
    if (reg.isEmpty() || bus.isEmpty()) {
      return List.of();
    }
    int addressCells = bus.get().addressCells();
    int sizeCells = bus.get().sizeCells();
    Cells cells = new Cells(device, reg.get());
    cells.requireEntries(addressCells + sizeCells, MOST_ENTRIES);
    List<Register> registers = new ArrayList<>();
    while (cells.hasMore()) {
      int[] address = cells.next(addressCells);
      long size = cells.number(sizeCells);
      registers.add(
          new Register(
              new AddressRange(Cells.number(address), size),
              translate(bus.get(), address, size, "ranges")));
    }
    return registers;
  }

  /**
   * Returns a range on a bus as the processor sees it, or, with {@code dma-ranges}, as the memory
   * sees it that a device on the bus reads and writes.
   */
  static Optional<AddressRange> translate(
      Device bus, int[] addressOnBus, long size, String rangesName) {
    int[] address = addressOnBus;
    Device below = bus;
    while (below.parent().isPresent()) {
      Device above = below.parent().get();
      Optional<Ranges> ranges = below.ranges(rangesName);
      if (ranges.isEmpty()) {
        return Optional.empty();
      }
      if (!ranges.get().isIdentity()) {
        Optional<int[]> translated = ranges.get().translate(address, size);
        if (translated.isEmpty()) {
          return Optional.empty();
        }
        address = translated.get();
      } else if (above.addressCells() != address.length) {
        address = cells(Cells.number(address), above.addressCells());
      }
      below = above;
    }
    // A root whose addresses have three cells or none is none that a processor sees.
    return address.length == 1 || address.length == 2
        ? Optional.of(new AddressRange(Cells.number(address), size))
        : Optional.empty();
  }

  static boolean isPci(Device bus) {
    Optional<DeviceTreeProperty> type = bus.property("device_type");
    return type.isPresent()
        && (type.get().strings().contains("pci") || type.get().strings().contains("pciex"));
  }

  /** Whether the cells above the lowest 64 bits name the same space. */
  static boolean isSameSpace(boolean pci, int[] address, int[] start) {
    if (pci && address.length == 3) {
      int space = space(address[0]);
      // Configuration space has no place among the processor's addresses.
      return space != 0 && space == space(start[0]);
    }
    for (int i = 0; i < address.length - 2; i++) {
      if (address[i] != start[i]) {
        return false;
      }
    }
    return true;
  }

  private static int space(int high) {
    int space = high & PCI_SPACE;
    return space == PCI_MEMORY_64 ? PCI_MEMORY_32 : space;
  }

  static int[] add(int[] start, long offset) {
    int[] sum = start.clone();
    long low = Cells.number(start) + offset;
    for (int i = sum.length - 1; i >= Math.max(sum.length - 2, 0); i--) {
      sum[i] = (int) low;
      low >>>= 32;
    }
    return sum;
  }

  private static int[] cells(long number, int count) {
    return add(new int[count], number);
  }
}
