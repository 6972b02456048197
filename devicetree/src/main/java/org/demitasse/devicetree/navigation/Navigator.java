package org.demitasse.devicetree.navigation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.demitasse.devicetree.DeviceTree;
import org.demitasse.devicetree.DeviceTreeNode;
import org.demitasse.devicetree.DeviceTreeProperty;
import org.demitasse.devicetree.MalformedDeviceTreeException;
import org.jspecify.annotations.Nullable;

/** A tree whose nodes are found by path, alias and phandle, and know the nodes above them. */
public final class Navigator {
  private final DeviceTree tree;
  private final Device root;
  private final List<Device> all = new ArrayList<>();
  private final Map<Integer, Device> byPhandle = new HashMap<>();

  /**
   * @param tree not deeper than {@link org.demitasse.devicetree.FlattenedDeviceTree#MAXIMUM_DEPTH},
   *     as those are that were read
   */
  public Navigator(DeviceTree tree) {
    this.tree = tree;
    root = device(null, tree.root());
  }

  private Device device(@Nullable Device parent, DeviceTreeNode node) {
    Device device = new Device(this, parent, node);
    all.add(device);
    for (String name : new String[] {"phandle", "linux,phandle"}) {
      Optional<DeviceTreeProperty> phandle = device.property(name);
      if (phandle.isPresent() && phandle.get().size() == 4) {
        byPhandle.putIfAbsent(phandle.get().cell(0), device);
      }
    }
    for (DeviceTreeNode each : node.children()) {
      device.add(device(device, each));
    }
    return device;
  }

  /** Returns the node above all others. */
  public Device root() {
    return root;
  }

  /** Returns all nodes, each before those below it. */
  public List<Device> all() {
    return Collections.unmodifiableList(all);
  }

  /** Returns the node that other nodes refer to by this number. */
  public Optional<Device> byPhandle(int phandle) {
    return Optional.ofNullable(byPhandle.get(phandle));
  }

  /**
   * Returns the node of a path. Unit addresses may be left out where there is but one node of the
   * name; a path that does not start with a slash starts with an alias.
   */
  public Optional<Device> find(String path) {
    Optional<Device> device = Optional.of(root);
    int start = 1;
    if (!path.startsWith("/")) {
      int slash = path.indexOf('/');
      device = alias(slash < 0 ? path : path.substring(0, slash));
      start = slash < 0 ? path.length() : slash + 1;
    }
    while (device.isPresent() && start < path.length()) {
      int slash = path.indexOf('/', start);
      int end = slash < 0 ? path.length() : slash;
      device = device.get().child(path.substring(start, end));
      start = end + 1;
    }
    return device;
  }

  /** Returns the node of an alias in {@code /aliases}. */
  public Optional<Device> alias(String name) {
    Optional<Device> aliases = root.child("aliases");
    Optional<String> path = aliases.isEmpty() ? Optional.empty() : aliases.get().text(name);
    // An alias is a full path, never another alias: so there are no circles.
    return path.isPresent() && path.get().startsWith("/") ? find(path.get()) : Optional.empty();
  }

  /** Returns the nodes that are there to be used and compatible with a name. */
  public List<Device> compatible(String name) {
    List<Device> found = new ArrayList<>();
    for (Device each : all) {
      if (each.compatible().contains(name) && each.isEnabled()) {
        found.add(each);
      }
    }
    return found;
  }

  /** Returns what the board is called, or nothing if the tree does not say. */
  public Optional<String> model() {
    return root.text("model");
  }

  /** Returns where messages are to be written to, if the tree says so. */
  public Optional<Console> console() {
    Optional<Device> chosen = root.child("chosen");
    Optional<String> path = Optional.empty();
    if (chosen.isPresent()) {
      path = chosen.get().text("stdout-path");
      if (path.isEmpty()) {
        path = chosen.get().text("linux,stdout-path");
      }
    }
    if (path.isEmpty()) {
      return Optional.empty();
    }
    String text = path.get();
    int colon = text.indexOf(':');
    Optional<Device> device = find(colon < 0 ? text : text.substring(0, colon));
    return device.isEmpty()
        ? Optional.empty()
        : Optional.of(new Console(device.get(), colon < 0 ? "" : text.substring(colon + 1)));
  }

  /** Returns the RAM. */
  public List<AddressRange> memory() {
    List<AddressRange> memory = new ArrayList<>();
    for (Device each : root.children()) {
      if (each.text("device_type").orElse("").equals("memory") && each.isEnabled()) {
        for (Register register : each.registers()) {
          if (register.physical().isPresent() && register.onBus().size() != 0) {
            memory.add(register.physical().get());
          }
        }
      }
    }
    return memory;
  }

  /**
   * Returns the memory that is reserved: of the reservation block and of {@code /reserved-memory}.
   */
  public List<ReservedMemory> reservedMemory() {
    List<ReservedMemory> reserved = new ArrayList<>();
    for (DeviceTree.MemoryReservation each : tree.reservations()) {
      reserved.add(
          new ReservedMemory.Fixed(
              "/memreserve/", new AddressRange(each.address(), each.size()), false, false));
    }
    Optional<Device> parent = root.child("reserved-memory");
    if (parent.isPresent()) {
      for (Device each : parent.get().children()) {
        if (each.isEnabled()) {
          reserve(parent.get(), each, reserved);
        }
      }
    }
    return reserved;
  }

  private static void reserve(Device parent, Device device, List<ReservedMemory> reserved) {
    boolean unmapped = device.property("no-map").isPresent();
    boolean reusable = device.property("reusable").isPresent();
    if (device.property("reg").isPresent()) {
      for (Register each : device.registers()) {
        if (each.onBus().size() != 0) {
          // Without "ranges" it is reserved all the same: what is meant is clear.
          AddressRange range = each.physical().orElse(each.onBus());
          reserved.add(new ReservedMemory.Fixed(device.path(), range, unmapped, reusable));
        }
      }
      return;
    }
    Optional<DeviceTreeProperty> size = device.property("size");
    if (size.isEmpty()) {
      throw new MalformedDeviceTreeException(
          device.path() + " has neither \"reg\" nor \"size\": what is reserved?");
    }
    reserved.add(
        new ReservedMemory.Requested(
            device.path(),
            number(device, size.get(), parent.sizeCells()),
            alignment(parent, device),
            within(parent, device),
            unmapped,
            reusable));
  }

  private static long alignment(Device parent, Device device) {
    Optional<DeviceTreeProperty> alignment = device.property("alignment");
    return alignment.isEmpty() ? 0 : number(device, alignment.get(), parent.sizeCells());
  }

  private static List<AddressRange> within(Device parent, Device device) {
    List<AddressRange> within = new ArrayList<>();
    Optional<DeviceTreeProperty> ranges = device.property("alloc-ranges");
    if (ranges.isPresent()) {
      Cells cells = new Cells(device, ranges.get());
      cells.requireEntries(parent.addressCells() + parent.sizeCells(), Addresses.MOST_ENTRIES);
      while (cells.hasMore()) {
        long address = cells.number(parent.addressCells());
        within.add(new AddressRange(address, cells.number(parent.sizeCells())));
      }
    }
    return within;
  }

  private static long number(Device device, DeviceTreeProperty property, int count) {
    Cells cells = new Cells(device, property);
    long number = cells.number(count);
    if (cells.hasMore()) {
      throw cells.malformed("has more than the " + count + " cells of a size");
    }
    return number;
  }
}
