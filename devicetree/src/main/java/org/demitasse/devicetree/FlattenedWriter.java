package org.demitasse.devicetree;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Writes header, memory reservations, structure, strings, in this order. */
final class FlattenedWriter {
  private final ByteArrayOutputStream structure = new ByteArrayOutputStream();
  private final ByteArrayOutputStream strings = new ByteArrayOutputStream();

  /** Place of every name and of every tail of one. */
  private final Map<String, Integer> places = new HashMap<>();

  byte[] write(DeviceTree tree) {
    if (!tree.root().name().isEmpty()) {
      throw new IllegalArgumentException("the root node has a name: " + tree.root().name());
    }
    node(tree.root());
    number(structure, FlattenedDeviceTree.END);
    ByteArrayOutputStream reservations = new ByteArrayOutputStream();
    for (DeviceTree.MemoryReservation each : tree.reservations()) {
      longNumber(reservations, each.address());
      longNumber(reservations, each.size());
    }
    longNumber(reservations, 0);
    longNumber(reservations, 0);

    int structureStart = FlattenedDeviceTree.HEADER_SIZE + reservations.size();
    int stringsStart = structureStart + structure.size();
    ByteArrayOutputStream blob = new ByteArrayOutputStream();
    number(blob, FlattenedDeviceTree.MAGIC);
    number(blob, stringsStart + strings.size());
    number(blob, structureStart);
    number(blob, stringsStart);
    number(blob, FlattenedDeviceTree.HEADER_SIZE);
    number(blob, FlattenedDeviceTree.VERSION);
    number(blob, FlattenedDeviceTree.COMPATIBLE_VERSION);
    number(blob, tree.bootProcessor());
    number(blob, strings.size());
    number(blob, structure.size());
    append(blob, reservations.toByteArray());
    append(blob, structure.toByteArray());
    append(blob, strings.toByteArray());
    return blob.toByteArray();
  }

  private void node(DeviceTreeNode node) {
    number(structure, FlattenedDeviceTree.BEGIN_NODE);
    append(structure, node.name().getBytes(StandardCharsets.US_ASCII));
    structure.write(0);
    align();
    for (DeviceTreeProperty each : node.properties()) {
      number(structure, FlattenedDeviceTree.PROPERTY);
      number(structure, each.size());
      number(structure, place(each.name()));
      append(structure, each.value());
      align();
    }
    for (DeviceTreeNode each : node.children()) {
      if (each.name().isEmpty()) {
        throw new IllegalArgumentException("a child of node \"" + node.name() + "\" has no name");
      }
      node(each);
    }
    number(structure, FlattenedDeviceTree.END_NODE);
  }

  private int place(String name) {
    Integer known = places.get(name);
    if (known != null) {
      return known;
    }
    int place = strings.size();
    for (int i = 0; i < name.length(); i++) {
      places.putIfAbsent(name.substring(i), place + i);
    }
    append(strings, name.getBytes(StandardCharsets.US_ASCII));
    strings.write(0);
    return place;
  }

  private static void append(ByteArrayOutputStream output, byte[] bytes) {
    // The target's class has no writeBytes.
    output.write(bytes, 0, bytes.length);
  }

  private void align() {
    while (structure.size() % 4 != 0) {
      structure.write(0);
    }
  }

  private static void number(ByteArrayOutputStream output, int number) {
    for (int shift = 24; shift >= 0; shift -= 8) {
      output.write(number >>> shift);
    }
  }

  private static void longNumber(ByteArrayOutputStream output, long number) {
    number(output, (int) (number >>> 32));
    number(output, (int) number);
  }
}
