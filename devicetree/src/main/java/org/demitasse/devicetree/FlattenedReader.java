package org.demitasse.devicetree;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads a blob of which nothing is trusted. Nodes are kept on a list, not on the stack. */
final class FlattenedReader {
  private static final class OpenNode {
    private final String name;
    private final List<DeviceTreeProperty> properties = new ArrayList<>();
    private final List<DeviceTreeNode> children = new ArrayList<>();
    private final Set<String> propertyNames = new HashSet<>();
    private final Set<String> childNames = new HashSet<>();

    OpenNode(String name) {
      this.name = name;
    }
  }

  private final byte[] blob;
  private int size;
  private int stringsStart;
  private int stringsEnd;
  private int structureEnd;
  private int position;
  private final List<OpenNode> open = new ArrayList<>();

  FlattenedReader(byte[] blob) {
    this.blob = blob;
  }

  DeviceTree read() {
    if (blob.length < FlattenedDeviceTree.HEADER_SIZE) {
      throw malformed(blob.length + " bytes; a header has " + FlattenedDeviceTree.HEADER_SIZE);
    }
    if (number(0) != FlattenedDeviceTree.MAGIC) {
      throw malformed("magic number " + hex(number(0)) + "; expected 0xd00dfeed");
    }
    size = number(4);
    if (size < FlattenedDeviceTree.HEADER_SIZE || size > blob.length) {
      throw malformed("its size is " + hex(size) + ", there are " + hex(blob.length) + " bytes");
    }
    int version = number(20);
    int compatible = number(24);
    if (version < FlattenedDeviceTree.COMPATIBLE_VERSION
        || compatible > FlattenedDeviceTree.VERSION
        || compatible > version) {
      throw malformed(
          "version " + version + ", compatible with " + compatible + "; expected 16 or 17");
    }
    int structure = block("structure", number(8), 0, 4);
    structureEnd =
        version >= FlattenedDeviceTree.VERSION
            ? structure + blockSize("structure", structure, number(36))
            : size;
    stringsStart = block("strings", number(12), 0, 1);
    stringsEnd = stringsStart + blockSize("strings", stringsStart, number(32));
    List<DeviceTree.MemoryReservation> reservations = reservations();
    position = structure;
    return new DeviceTree(root(), reservations, number(28));
  }

  private int block(String name, int offset, int length, int alignment) {
    if (offset < 0 || offset > size - length || offset % alignment != 0) {
      throw malformed(
          "its " + name + " block is at " + hex(offset) + " of " + hex(size) + " bytes");
    }
    return offset;
  }

  private int blockSize(String name, int offset, int length) {
    if (length < 0 || length > size - offset) {
      throw malformed(
          "its "
              + name
              + " block has "
              + hex(length)
              + " bytes at "
              + hex(offset)
              + " of "
              + hex(size));
    }
    return length;
  }

  private List<DeviceTree.MemoryReservation> reservations() {
    List<DeviceTree.MemoryReservation> reservations = new ArrayList<>();
    int at = block("memory reservation", number(16), FlattenedDeviceTree.RESERVATION_SIZE, 8);
    while (true) {
      if (at > size - FlattenedDeviceTree.RESERVATION_SIZE) {
        throw malformed("its memory reservation block has no end");
      }
      long address = longNumber(at);
      long length = longNumber(at + 8);
      if (address == 0 && length == 0) {
        return reservations;
      }
      reservations.add(new DeviceTree.MemoryReservation(address, length));
      at += FlattenedDeviceTree.RESERVATION_SIZE;
    }
  }

  private DeviceTreeNode root() {
    while (true) {
      int at = position;
      switch (token()) {
        case FlattenedDeviceTree.BEGIN_NODE -> begin(at);
        case FlattenedDeviceTree.PROPERTY -> property(at);
        case FlattenedDeviceTree.NO_OPERATION -> {
          // Left behind where something was deleted in place.
        }
        case FlattenedDeviceTree.END_NODE -> {
          if (open.isEmpty()) {
            throw malformed("a node ends at " + hex(at) + " but none is open");
          }
          OpenNode ended = open.remove(open.size() - 1);
          DeviceTreeNode node = new DeviceTreeNode(ended.name, ended.properties, ended.children);
          if (open.isEmpty()) {
            return end(node);
          }
          open.get(open.size() - 1).children.add(node);
        }
        case FlattenedDeviceTree.END ->
            throw malformed("the structure block ends at " + hex(at) + " inside a node");
        default -> throw malformed("unknown token " + hex(number(at)) + " at " + hex(at));
      }
    }
  }

  private DeviceTreeNode end(DeviceTreeNode root) {
    int at = position;
    int token = token();
    while (token == FlattenedDeviceTree.NO_OPERATION) {
      at = position;
      token = token();
    }
    if (token != FlattenedDeviceTree.END) {
      throw malformed("token " + hex(token) + " at " + hex(at) + " behind the root node");
    }
    return root;
  }

  private void begin(int at) {
    String name = name("node", position, structureEnd);
    position = align(position + name.length() + 1);
    if (open.isEmpty() != name.isEmpty()) {
      throw malformed(
          open.isEmpty()
              ? "the root node at " + hex(at) + " has the name \"" + name + "\"; expected none"
              : "the node at " + hex(at) + " has no name");
    }
    if (open.size() == FlattenedDeviceTree.MAXIMUM_DEPTH) {
      throw malformed(
          "the node at "
              + hex(at)
              + " is nested deeper than "
              + FlattenedDeviceTree.MAXIMUM_DEPTH
              + " levels");
    }
    if (!open.isEmpty() && !open.get(open.size() - 1).childNames.add(name)) {
      throw malformed("a second node \"" + name + "\" at " + hex(at));
    }
    open.add(new OpenNode(name));
  }

  private void property(int at) {
    if (open.isEmpty()) {
      throw malformed("a property at " + hex(at) + " outside any node");
    }
    if (position > structureEnd - 8) {
      throw malformed("the structure block is cut off in the property at " + hex(at));
    }
    int length = number(position);
    int nameOffset = number(position + 4);
    position += 8;
    if (length < 0 || length > structureEnd - position) {
      throw malformed("the property at " + hex(at) + " has " + hex(length) + " bytes");
    }
    if (nameOffset < 0 || nameOffset >= stringsEnd - stringsStart) {
      throw malformed(
          "the property at "
              + hex(at)
              + " has its name at "
              + hex(nameOffset)
              + " of "
              + hex(stringsEnd - stringsStart)
              + " bytes of strings");
    }
    String name = name("property", stringsStart + nameOffset, stringsEnd);
    OpenNode node = open.get(open.size() - 1);
    if (name.isEmpty()) {
      throw malformed("the property at " + hex(at) + " has no name");
    }
    if (!node.children.isEmpty()) {
      throw malformed("the property \"" + name + "\" at " + hex(at) + " stands behind a node");
    }
    if (!node.propertyNames.add(name)) {
      throw malformed("a second property \"" + name + "\" at " + hex(at));
    }
    node.properties.add(
        new DeviceTreeProperty(name, Arrays.copyOfRange(blob, position, position + length)));
    position = align(position + length);
  }

  /** Returns the zero-terminated name at {@code at}; a longer one than a path may be is damage. */
  private String name(String what, int at, int limit) {
    int end = at;
    while (end < limit && blob[end] != 0) {
      if (!FlattenedDeviceTree.isNameCharacter(blob[end]) || end - at == 255) {
        throw malformed("the name of the " + what + " at " + hex(at) + " is damaged");
      }
      end++;
    }
    if (end >= limit) {
      throw malformed("the name of the " + what + " at " + hex(at) + " has no end");
    }
    return new String(blob, at, end - at, StandardCharsets.US_ASCII);
  }

  private int token() {
    if (position > structureEnd - 4) {
      throw malformed("the structure block is cut off at " + hex(position));
    }
    position += 4;
    return number(position - 4);
  }

  private static int align(int offset) {
    return (offset + 3) & -4;
  }

  private int number(int at) {
    return (blob[at] & 0xFF) << 24
        | (blob[at + 1] & 0xFF) << 16
        | (blob[at + 2] & 0xFF) << 8
        | (blob[at + 3] & 0xFF);
  }

  private long longNumber(int at) {
    return ((long) number(at) << 32) | (number(at + 4) & 0xFFFF_FFFFL);
  }

  private static String hex(int number) {
    return "0x" + Integer.toHexString(number);
  }

  private static MalformedDeviceTreeException malformed(String problem) {
    return new MalformedDeviceTreeException(problem);
  }
}
