package org.demitasse.devicetree.navigation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.demitasse.devicetree.DeviceTreeNode;
import org.demitasse.devicetree.DeviceTreeProperty;
import org.demitasse.devicetree.MalformedDeviceTreeException;
import org.jspecify.annotations.Nullable;

/**
 * A node that knows where it stands.
 *
 * <p>What a property says is looked at when it is asked for; if it makes no sense, a {@link
 * MalformedDeviceTreeException} names node and property.
 */
public final class Device {
  private static final int MOST_CELLS = 8;

  private final Navigator navigator;
  private final @Nullable Device parent;
  private final DeviceTreeNode node;
  private final List<Device> children = new ArrayList<>();
  private final Map<String, DeviceTreeProperty> properties = new HashMap<>();
  private final Map<String, Device> childrenByName = new HashMap<>();

  private final Map<String, Ranges> ranges = new HashMap<>();
  private @Nullable InterruptMap interruptMap;

  Device(Navigator navigator, @Nullable Device parent, DeviceTreeNode node) {
    this.navigator = navigator;
    this.parent = parent;
    this.node = node;
    for (DeviceTreeProperty each : node.properties()) {
      properties.putIfAbsent(each.name(), each);
    }
  }

  void add(Device child) {
    children.add(child);
    childrenByName.putIfAbsent(child.name(), child);
  }

  Navigator navigator() {
    return navigator;
  }

  /** Returns the name with unit address; empty for the root. */
  public String name() {
    return node.name();
  }

  /** Returns the name without unit address. */
  public String baseName() {
    int at = node.name().indexOf('@');
    return at < 0 ? node.name() : node.name().substring(0, at);
  }

  /** Returns the full path; {@code /} is the root. */
  public String path() {
    if (parent == null) {
      return "/";
    }
    return parent.parent == null ? "/" + node.name() : parent.path() + "/" + node.name();
  }

  /** Returns the node above; the root has none. */
  public Optional<Device> parent() {
    return Optional.ofNullable(parent);
  }

  /** Returns the nodes below, in the order of the tree. */
  public List<Device> children() {
    return Collections.unmodifiableList(children);
  }

  /**
   * Returns a node below by its name. The unit address may be left out if there is but one.
   *
   * @param name such as {@code serial@9000000} or {@code serial}
   */
  public Optional<Device> child(String name) {
    Device exact = childrenByName.get(name);
    if (exact != null || name.indexOf('@') >= 0) {
      return Optional.ofNullable(exact);
    }
    Device found = null;
    for (Device each : children) {
      if (each.baseName().equals(name)) {
        if (found != null) {
          return Optional.empty();
        }
        found = each;
      }
    }
    return Optional.ofNullable(found);
  }

  /** Returns a property. */
  public Optional<DeviceTreeProperty> property(String name) {
    return Optional.ofNullable(properties.get(name));
  }

  /** Returns the node itself. */
  public DeviceTreeNode node() {
    return node;
  }

  /** Returns the first string of a property, or nothing if there is none. */
  public Optional<String> text(String property) {
    DeviceTreeProperty found = properties.get(property);
    return found == null ? Optional.empty() : found.strings().stream().findFirst();
  }

  /**
   * Returns a property that is one cell.
   *
   * @param absent returned if there is none
   */
  public int number(String property, int absent) {
    DeviceTreeProperty found = properties.get(property);
    if (found == null) {
      return absent;
    }
    if (found.size() != 4) {
      throw new MalformedDeviceTreeException(
          path() + ": \"" + property + "\" has " + found.size() + " bytes; expected 4");
    }
    return found.cell(0);
  }

  /** Returns what it is compatible with, the most special first. */
  public List<String> compatible() {
    DeviceTreeProperty found = properties.get("compatible");
    return found == null ? List.of() : found.strings();
  }

  /** Returns {@code okay} if it says nothing of itself. */
  public String status() {
    return text("status").orElse("okay");
  }

  /** Whether it, and each node above it, is there to be used. */
  public boolean isEnabled() {
    String status = status();
    return (status.equals("okay") || status.equals("ok")) && (parent == null || parent.isEnabled());
  }

  /** Returns how many cells an address of a child has; 2 if it does not say. */
  public int addressCells() {
    return cells("#address-cells", 2);
  }

  /** Returns how many cells a size of a child has; 1 if it does not say. */
  public int sizeCells() {
    return cells("#size-cells", 1);
  }

  private int cells(String property, int absent) {
    int cells = number(property, absent);
    if (cells < 0 || cells > MOST_CELLS) {
      throw new MalformedDeviceTreeException(
          path()
              + ": \""
              + property
              + "\" is "
              + Integer.toUnsignedString(cells)
              + "; expected 0 to "
              + MOST_CELLS);
    }
    return cells;
  }

  /** Returns how addresses are translated to the bus above, or nothing if they cannot be. */
  Optional<Ranges> ranges(String property) {
    DeviceTreeProperty found = properties.get(property);
    if (found == null || parent == null) {
      return Optional.empty();
    }
    Ranges known = ranges.get(property);
    if (known == null) {
      known = new Ranges(this, parent, found);
      ranges.put(property, known);
    }
    return Optional.of(known);
  }

  /** Returns how interrupts are passed on, or nothing if there is no map. */
  Optional<InterruptMap> interruptMap() {
    DeviceTreeProperty found = properties.get("interrupt-map");
    if (interruptMap == null && found != null) {
      interruptMap = new InterruptMap(this, found);
    }
    return Optional.ofNullable(interruptMap);
  }

  /** Returns the entries of {@code reg}, translated. */
  public List<Register> registers() {
    return Addresses.registers(this);
  }

  /** Returns the entry of {@code reg} that has the name in {@code reg-names}. */
  public Optional<Register> register(String name) {
    DeviceTreeProperty names = properties.get("reg-names");
    int index = names == null ? -1 : names.strings().indexOf(name);
    List<Register> registers = registers();
    return index < 0 || index >= registers.size()
        ? Optional.empty()
        : Optional.of(registers.get(index));
  }

  /**
   * Returns where memory is for the processor that this device finds at an address: {@code
   * dma-ranges} of each bus above it.
   */
  public Optional<AddressRange> memoryOf(AddressRange asDeviceSees) {
    if (parent == null) {
      return Optional.empty();
    }
    int[] address = new int[parent.addressCells()];
    long number = asDeviceSees.address();
    for (int i = address.length - 1; i >= 0; i--) {
      address[i] = (int) number;
      number >>>= 32;
    }
    return Addresses.translate(parent, address, asDeviceSees.size(), "dma-ranges");
  }

  /** Returns its interrupts where they arrive. */
  public List<Interrupt> interrupts() {
    return Interrupts.interrupts(this);
  }

  /** Returns its path. */
  @Override
  public String toString() {
    return path();
  }
}
