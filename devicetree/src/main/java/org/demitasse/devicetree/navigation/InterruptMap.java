package org.demitasse.devicetree.navigation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.demitasse.devicetree.DeviceTreeProperty;

/**
 * The {@code interrupt-map} of a nexus node: Devicetree Specification v0.4, section 2.4.3. It is
 * read once, and an entry is found by its masked cells, so that a large map costs no time for each
 * interrupt.
 */
final class InterruptMap {
  private static final int MOST_ENTRIES = 1024;

  /**
   * Where an interrupt goes on.
   *
   * @param unitAddress in the cells of the parent
   * @param specifier in the cells of the parent
   */
  record Entry(Device parent, List<Integer> unitAddress, List<Integer> specifier) {}

  private final int addressCells;
  private final int[] mask;
  private final Map<List<Integer>, Entry> entries = new HashMap<>();

  InterruptMap(Device nexus, DeviceTreeProperty map) {
    addressCells = nexus.addressCells();
    int specifierCells = Interrupts.specifierCells(nexus);
    mask = mask(nexus, addressCells + specifierCells);
    Cells cells = new Cells(nexus, map);
    for (int count = 0; cells.hasMore(); count++) {
      if (count == MOST_ENTRIES) {
        throw cells.malformed("has more than " + MOST_ENTRIES + " entries");
      }
      List<Integer> child = masked(cells.list(mask.length));
      Device parent = Interrupts.byPhandle(nexus, cells, cells.next());
      boolean addressed = parent.property("#address-cells").isPresent();
      List<Integer> unitAddress = cells.list(addressed ? parent.addressCells() : 0);
      List<Integer> specifier = cells.list(Interrupts.specifierCells(parent));
      entries.putIfAbsent(child, new Entry(parent, unitAddress, specifier));
    }
  }

  /** Without a mask all bits count. */
  private static int[] mask(Device nexus, int count) {
    Optional<DeviceTreeProperty> property = nexus.property("interrupt-map-mask");
    int[] mask = new int[count];
    if (property.isEmpty()) {
      for (int i = 0; i < count; i++) {
        mask[i] = -1;
      }
      return mask;
    }
    Cells cells = new Cells(nexus, property.get());
    for (int i = 0; i < count; i++) {
      mask[i] = cells.next();
    }
    if (cells.hasMore()) {
      throw cells.malformed("has more than " + count + " cells");
    }
    return mask;
  }

  private List<Integer> masked(List<Integer> cells) {
    List<Integer> masked = new ArrayList<>();
    for (int i = 0; i < mask.length; i++) {
      masked.add(cells.get(i) & mask[i]);
    }
    return masked;
  }

  /** Returns the first entry for an interrupt. Cells of the unit address that it lacks are zero. */
  Optional<Entry> find(List<Integer> unitAddress, List<Integer> specifier) {
    List<Integer> wanted = new ArrayList<>();
    for (int i = 0; i < addressCells; i++) {
      wanted.add(i < unitAddress.size() ? unitAddress.get(i) : 0);
    }
    wanted.addAll(specifier);
    return Optional.ofNullable(entries.get(masked(wanted)));
  }
}
