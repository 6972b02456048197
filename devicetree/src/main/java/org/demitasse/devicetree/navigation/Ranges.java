package org.demitasse.devicetree.navigation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.demitasse.devicetree.DeviceTreeProperty;

/** The {@code ranges} or {@code dma-ranges} of a bus, read once. */
final class Ranges {
  private record Entry(int[] start, AddressRange range, int[] startAbove) {}

  private final boolean pci;
  private final List<Entry> entries = new ArrayList<>();

  Ranges(Device below, Device above, DeviceTreeProperty property) {
    pci = Addresses.isPci(below);
    int addressCells = below.addressCells();
    int sizeCells = below.sizeCells();
    Cells cells = new Cells(below, property);
    cells.requireEntries(addressCells + above.addressCells() + sizeCells, Addresses.MOST_ENTRIES);
    while (cells.hasMore()) {
      int[] start = cells.next(addressCells);
      int[] startAbove = cells.next(above.addressCells());
      AddressRange range = new AddressRange(Cells.number(start), cells.number(sizeCells));
      entries.add(new Entry(start, range, startAbove));
    }
  }

  /** Whether addresses are the same below and above the bus. */
  boolean isIdentity() {
    return entries.isEmpty();
  }

  /** Returns the address above the bus, or nothing if no entry holds the whole range. */
  Optional<int[]> translate(int[] address, long size) {
    AddressRange wanted = new AddressRange(Cells.number(address), size);
    for (Entry each : entries) {
      if (wanted.isIn(each.range) && Addresses.isSameSpace(pci, address, each.start)) {
        return Optional.of(Addresses.add(each.startAbove, wanted.address() - each.range.address()));
      }
    }
    return Optional.empty();
  }
}
