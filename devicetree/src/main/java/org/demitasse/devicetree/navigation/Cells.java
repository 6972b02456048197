package org.demitasse.devicetree.navigation;

import java.util.ArrayList;
import java.util.List;
import org.demitasse.devicetree.DeviceTreeProperty;
import org.demitasse.devicetree.MalformedDeviceTreeException;

/** Reads a value cell by cell. Who asks for more than there is gets a clear error. */
final class Cells {
  private final Device device;
  private final DeviceTreeProperty property;
  private int next;

  /**
   * @throws MalformedDeviceTreeException if the value is not made of whole cells
   */
  Cells(Device device, DeviceTreeProperty property) {
    this.device = device;
    this.property = property;
    if (property.size() % 4 != 0) {
      throw malformed("has " + property.size() + " bytes, no whole number of cells");
    }
  }

  boolean hasMore() {
    return next < property.cellCount();
  }

  int next() {
    if (!hasMore()) {
      throw malformed("ends within an entry, after " + next + " cells");
    }
    return property.cell(next++);
  }

  int[] next(int count) {
    int[] cells = new int[count];
    for (int i = 0; i < count; i++) {
      cells[i] = next();
    }
    return cells;
  }

  List<Integer> list(int count) {
    List<Integer> cells = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      cells.add(next());
    }
    return cells;
  }

  /** Returns the lowest 64 bits of a number of so many cells. */
  long number(int count) {
    return number(next(count));
  }

  static long number(int[] cells) {
    long number = 0;
    for (int each : cells) {
      number = number << 32 | (each & 0xFFFF_FFFFL);
    }
    return number;
  }

  /**
   * Refuses a value that does not have a whole number of entries, or has too many: each entry costs
   * time, and no device has so many.
   */
  void requireEntries(int cellsPerEntry, int most) {
    int count = property.cellCount();
    if (cellsPerEntry == 0 ? count != 0 : count % cellsPerEntry != 0) {
      throw malformed(
          "has " + count + " cells, no multiple of the " + cellsPerEntry + " of an entry");
    }
    if (cellsPerEntry != 0 && count / cellsPerEntry > most) {
      throw malformed("has more than " + most + " entries");
    }
  }

  MalformedDeviceTreeException malformed(String problem) {
    return new MalformedDeviceTreeException(
        device.path() + ": \"" + property.name() + "\" " + problem);
  }
}
