package org.demitasse.kernel.boot;

import org.demitasse.abi.Memory;
import org.demitasse.abi.OutOfLine;
import org.jspecify.annotations.Nullable;

/**
 * Reads a flattened device tree in place (Devicetree Specification 0.4, chapter 5). {@link #check}
 * walks all of it once and says whether it is sound; everything else relies on that. Nodes and
 * properties are named by their addresses; 0 means "none".
 */
public final class DeviceTree {
  private static final int MAGIC = 0xD00DFEED;
  private static final int BEGIN_NODE = 1;
  private static final int END_NODE = 2;
  private static final int PROPERTY = 3;
  private static final int NOP = 4;
  private static final int END = 9;

  /** The deepest nesting we follow; real trees stay below 10. */
  private static final int DEPTH_LIMIT = 32;

  private static final int HEADER_SIZE = 40;

  private final Memory memory;
  private final long start;
  private long structure;
  private long structureEnd;
  private long strings;
  private long stringsSize;

  public DeviceTree(Memory memory, long start) {
    this.memory = memory;
    this.start = start;
  }

  /** Says whether the bytes at an address look like a tree, reading 4 bytes. */
  public static boolean isTree(Memory memory, long address) {
    return Integer.reverseBytes(memory.loadInt(address)) == MAGIC;
  }

  /** Returns the size that the header claims, reading 8 bytes. */
  public static long sizeOf(Memory memory, long address) {
    return Integer.reverseBytes(memory.loadInt(address + 4)) & 0xFFFF_FFFFL;
  }

  @OutOfLine
  private int word(long address) {
    return Integer.reverseBytes(memory.loadInt(address));
  }

  /**
   * Checks the whole tree.
   *
   * @param limit bytes that may be read
   * @return null if it is sound, else what is wrong with it
   */
  public @Nullable String check(long limit) {
    if ((start & 3) != 0) {
      return "its address is not a multiple of 4";
    }
    if (limit < HEADER_SIZE || word(start) != MAGIC) {
      return "its magic number is wrong";
    }
    long size = sizeOf(memory, start);
    if (size < HEADER_SIZE || size > limit) {
      return "it claims a size that is too small or too large";
    }
    // Version 16 brought names without padding paths; 17 is current (5.2).
    if (word(start + 20) < 16 || word(start + 24) > 17) {
      return "its version is not 16 or 17";
    }
    long structureOffset = word(start + 8) & 0xFFFF_FFFFL;
    long stringsOffset = word(start + 12) & 0xFFFF_FFFFL;
    long reserveOffset = word(start + 16) & 0xFFFF_FFFFL;
    stringsSize = word(start + 32) & 0xFFFF_FFFFL;
    if (structureOffset > size
        || (structureOffset & 3) != 0
        || stringsOffset > size
        || stringsSize > size - stringsOffset
        || reserveOffset > size - 16
        || (reserveOffset & 7) != 0) {
      return "its blocks lie outside of it";
    }
    structure = start + structureOffset;
    structureEnd = start + size;
    strings = start + stringsOffset;
    if (!reservationsEnd(start + reserveOffset)) {
      return "its memory reservations do not end";
    }
    return checkStructure();
  }

  private boolean reservationsEnd(long entry) {
    for (long each = entry; each <= structureEnd - 16; each += 16) {
      if (doubleWord(each) == 0 && doubleWord(each + 8) == 0) {
        return true;
      }
    }
    return false;
  }

  private @Nullable String checkStructure() {
    int depth = 0;
    boolean rootSeen = false;
    long cursor = structure;
    while (cursor <= structureEnd - 4) {
      int token = word(cursor);
      switch (token) {
        case BEGIN_NODE -> {
          if (depth == 0 && rootSeen) {
            return "it has two roots";
          }
          rootSeen = true;
          if (++depth > DEPTH_LIMIT) {
            return "its nodes are nested too deeply";
          }
          long nameEnd = stringEnd(cursor + 4, structureEnd);
          if (nameEnd == 0) {
            return "a node's name does not end";
          }
          cursor = align(nameEnd + 1);
        }
        case END_NODE -> {
          if (--depth < 0) {
            return "a node ends that has not begun";
          }
          cursor += 4;
        }
        case PROPERTY -> {
          long length = cursor <= structureEnd - 12 ? word(cursor + 4) & 0xFFFF_FFFFL : -1;
          if (depth == 0 || length < 0 || length > structureEnd - cursor - 12) {
            return "a property lies outside of its node or of the tree";
          }
          long name = word(cursor + 8) & 0xFFFF_FFFFL;
          if (name >= stringsSize || stringEnd(strings + name, strings + stringsSize) == 0) {
            return "a property's name lies outside of the strings";
          }
          cursor = align(cursor + 12 + length);
        }
        case NOP -> cursor += 4;
        case END -> {
          return depth == 0 && rootSeen ? null : "it ends inside a node";
        }
        default -> {
          return "it holds an unknown token";
        }
      }
    }
    return "it does not end";
  }

  @OutOfLine
  private long stringEnd(long from, long limit) {
    for (long each = from; each < limit; each++) {
      if (memory.loadByte(each) == 0) {
        return each;
      }
    }
    return 0;
  }

  @OutOfLine
  private static long align(long address) {
    return (address + 3) & -4L;
  }

  @OutOfLine
  private long doubleWord(long address) {
    return (word(address) & 0xFFFF_FFFFL) << 32 | (word(address + 4) & 0xFFFF_FFFFL);
  }

  public long start() {
    return start;
  }

  public long size() {
    return sizeOf(memory, start);
  }

  /** Returns the number of entries of the memory reservation block (5.3). */
  public int reservationCount() {
    int count = 0;
    while (reservationAddress(count) != 0 || reservationSize(count) != 0) {
      count++;
    }
    return count;
  }

  public long reservationAddress(int index) {
    return doubleWord(start + (word(start + 16) & 0xFFFF_FFFFL) + index * 16L);
  }

  public long reservationSize(int index) {
    return doubleWord(start + (word(start + 16) & 0xFFFF_FFFFL) + index * 16L + 8);
  }

  /** Returns the root node. */
  public long root() {
    long cursor = structure;
    while (word(cursor) == NOP) {
      cursor += 4;
    }
    return cursor;
  }

  @OutOfLine
  private long firstItem(long node) {
    return align(stringEnd(node + 4, structureEnd) + 1);
  }

  @OutOfLine
  private long afterProperty(long property) {
    return align(property + 12 + (word(property + 4) & 0xFFFF_FFFFL));
  }

  /** Returns the first child of a node, or 0. */
  @OutOfLine
  public long firstChild(long node) {
    return nodeAt(firstItem(node));
  }

  /** Returns the next node beside a node, or 0. */
  @OutOfLine
  public long nextSibling(long node) {
    int depth = 0;
    long cursor = node;
    while (true) {
      switch (word(cursor)) {
        case BEGIN_NODE -> {
          depth++;
          cursor = firstItem(cursor);
        }
        case END_NODE -> {
          depth--;
          cursor += 4;
        }
        case PROPERTY -> cursor = afterProperty(cursor);
        case NOP -> cursor += 4;
        default -> {
          return 0;
        }
      }
      if (depth == 0) {
        return nodeAt(cursor);
      }
    }
  }

  @OutOfLine
  private long nodeAt(long from) {
    long cursor = from;
    while (true) {
      switch (word(cursor)) {
        case BEGIN_NODE -> {
          return cursor;
        }
        case PROPERTY -> cursor = afterProperty(cursor);
        case NOP -> cursor += 4;
        default -> {
          return 0;
        }
      }
    }
  }

  /** Returns the property of a node, or 0. */
  @OutOfLine
  public long property(long node, String name) {
    long cursor = firstItem(node);
    while (true) {
      int token = word(cursor);
      if (token == PROPERTY) {
        long nameAddress = strings + (word(cursor + 8) & 0xFFFF_FFFFL);
        if (matches(nameAddress, name, 0, name.length())
            && memory.loadByte(nameAddress + name.length()) == 0) {
          return cursor;
        }
        cursor = afterProperty(cursor);
      } else if (token == NOP) {
        cursor += 4;
      } else {
        return 0;
      }
    }
  }

  @OutOfLine
  private boolean matches(long address, String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (memory.loadByte(address + i - from) != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Returns the address of a property's value. */
  public long value(long property) {
    return property + 12;
  }

  /** Returns the size of a property's value in bytes. */
  public int length(long property) {
    return word(property + 4);
  }

  /** Returns a 32-bit cell of a property, or the default if there is no such cell. */
  @OutOfLine
  public int cell(long property, int index, int otherwise) {
    return property != 0 && index * 4 + 4 <= length(property)
        ? word(property + 12 + index * 4L)
        : otherwise;
  }

  /** Returns a number of {@code cells} 32-bit cells, the lower 64 bits of it. */
  @OutOfLine
  public long number(long property, int index, int cells) {
    long result = 0;
    for (int i = 0; i < cells; i++) {
      result = result << 32 | (cell(property, index + i, 0) & 0xFFFF_FFFFL);
    }
    return result;
  }

  /** Says whether the list of strings in a property holds one. */
  @OutOfLine
  public boolean lists(long property, String text) {
    return indexOf(property, text) >= 0;
  }

  /**
   * Says whether a node may be used (2.3.4); memory of the secure world, for one, is listed as
   * disabled for everybody else.
   */
  public boolean isEnabled(long node) {
    long status = property(node, "status");
    return status == 0 || lists(status, "okay") || lists(status, "ok");
  }

  /** Says whether a node's name, or its name up to the unit address, is {@code text[from, to)}. */
  @OutOfLine
  boolean isNamed(long node, String text, int from, int to) {
    if (!matches(node + 4, text, from, to)) {
      return false;
    }
    int next = memory.loadByte(node + 4 + to - from);
    return next == 0 || next == '@';
  }

  /** Finds a child by name, with or without its unit address. */
  @OutOfLine
  public long child(long node, String name) {
    for (long each = firstChild(node); each != 0; each = nextSibling(each)) {
      if (isNamed(each, name, 0, name.length())) {
        return each;
      }
    }
    return 0;
  }

  /** Finds a child by a name in memory that ends at {@code end}. */
  private long child(long node, long name, long end) {
    for (long each = firstChild(node); each != 0; each = nextSibling(each)) {
      long i = 0;
      while (name + i < end && memory.loadByte(each + 4 + i) == memory.loadByte(name + i)) {
        i++;
      }
      int next = memory.loadByte(each + 4 + i);
      if (name + i == end && (next == 0 || next == '@')) {
        return each;
      }
    }
    return 0;
  }

  /**
   * Returns the position of a string in a list of strings, or -1.
   *
   * @param property 0 has no strings
   */
  @OutOfLine
  public int indexOf(long property, String text) {
    if (property == 0) {
      return -1;
    }
    long cursor = value(property);
    long end = cursor + length(property);
    for (int index = 0; cursor < end; index++) {
      long next = stringEnd(cursor, end);
      if (next == 0) {
        return -1;
      }
      if (next - cursor == text.length() && matches(cursor, text, 0, text.length())) {
        return index;
      }
      cursor = next + 1;
    }
    return -1;
  }

  /**
   * Finds the first node, in the order of the tree, that may be used and is compatible with
   * something.
   *
   * @return the node, whose registers {@link #registers} can then give, or 0
   */
  @OutOfLine
  public long findCompatible(String text) {
    int depth = 0;
    long cursor = structure;
    while (true) {
      switch (word(cursor)) {
        case BEGIN_NODE -> {
          if (depth > 0 && lists(property(cursor, "compatible"), text) && isEnabled(cursor)) {
            pathLength = depth;
            return cursor;
          }
          path[depth++] = cursor;
          cursor = firstItem(cursor);
        }
        case END_NODE -> {
          depth--;
          cursor += 4;
        }
        case PROPERTY -> cursor = afterProperty(cursor);
        case NOP -> cursor += 4;
        default -> {
          return 0;
        }
      }
    }
  }

  /** Which buses lead to the node that was found last, root first. */
  private final long[] path = new long[DEPTH_LIMIT + 1];

  private int pathLength;

  /**
   * Finds a node by the text of a property: a path from the root or an alias, ended by ':' or the
   * end.
   *
   * @return the node, whose registers {@link #registers} can then give, or 0
   */
  public long locate(long property) {
    if (property == 0) {
      return 0;
    }
    long cursor = value(property);
    long end = cursor + length(property);
    if (cursor < end && memory.loadByte(cursor) != '/') {
      long alias = aliasOf(cursor, end);
      if (alias == 0) {
        return 0;
      }
      cursor = value(alias);
      end = cursor + length(alias);
    }
    long node = root();
    pathLength = 0;
    while (cursor < end && memory.loadByte(cursor) == '/') {
      long next = cursor + 1;
      long partEnd = next;
      while (partEnd < end && !endsPart(memory.loadByte(partEnd))) {
        partEnd++;
      }
      if (partEnd > next) {
        path[pathLength++] = node;
        node = child(node, next, partEnd);
        if (node == 0 || pathLength > DEPTH_LIMIT) {
          return 0;
        }
      }
      cursor = partEnd;
    }
    return pathLength == 0 ? 0 : node;
  }

  private static boolean endsPart(int value) {
    return value == 0 || value == ':' || value == '/';
  }

  private long aliasOf(long name, long end) {
    long aliases = child(root(), "aliases");
    if (aliases == 0) {
      return 0;
    }
    long cursor = firstItem(aliases);
    while (true) {
      int token = word(cursor);
      if (token == PROPERTY) {
        long candidate = strings + (word(cursor + 8) & 0xFFFF_FFFFL);
        long i = 0;
        while (name + i < end
            && memory.loadByte(candidate + i) != 0
            && memory.loadByte(candidate + i) == memory.loadByte(name + i)) {
          i++;
        }
        boolean nameEnds = name + i == end || endsPart(memory.loadByte(name + i));
        if (memory.loadByte(candidate + i) == 0 && nameEnds) {
          return cursor;
        }
        cursor = afterProperty(cursor);
      } else if (token == NOP) {
        cursor += 4;
      } else {
        return 0;
      }
    }
  }

  /** Returns #address-cells of a bus; 2 if it does not say (2.3.5). */
  public int addressCells(long bus) {
    return cells(bus, "#address-cells", 2);
  }

  /** Returns #size-cells of a bus; 1 if it does not say (2.3.5). */
  public int sizeCells(long bus) {
    return cells(bus, "#size-cells", 1);
  }

  /** Numbers have 4 cells at most; a bus that claims more is taken to say nothing. */
  @OutOfLine
  private int cells(long bus, String name, int otherwise) {
    int count = cell(property(bus, name), 0, otherwise);
    return count >= 0 && count <= 4 ? count : otherwise;
  }

  /** Returns {@link #registers(long, int)} of the first registers. */
  public long registers(long node) {
    return registers(node, 0);
  }

  /**
   * Returns the physical address of registers of the node that {@link #locate} or {@link
   * #findCompatible} found, through the {@code ranges} of every bus above it (2.3.8), or -1 if it
   * has none or one does not lead up.
   *
   * @param index which entry of {@code reg}
   */
  public long registers(long node, int index) {
    long bus = path[pathLength - 1];
    long reg = property(node, "reg");
    int entryCells = addressCells(bus) + sizeCells(bus);
    if (reg == 0 || length(reg) < (index * entryCells + addressCells(bus)) * 4) {
      return -1;
    }
    long address = number(reg, index * entryCells, addressCells(bus));
    for (int i = pathLength - 1; i > 0; i--) {
      address = throughRanges(path[i], path[i - 1], address);
      if (address == -1) {
        return -1;
      }
    }
    return address;
  }

  /** Returns the size that goes with {@link #registers(long, int)}, or 0. */
  public long registersSize(long node, int index) {
    long bus = path[pathLength - 1];
    long reg = property(node, "reg");
    int cells = sizeCells(bus);
    int at = index * (addressCells(bus) + cells) + addressCells(bus);
    return reg == 0 || length(reg) < (at + cells) * 4 ? 0 : number(reg, at, cells);
  }

  /**
   * Returns the address by which the device that {@link #locate} or {@link #findCompatible} found
   * reaches a physical address, through the {@code dma-ranges} of every bus above it (2.3.9). A bus
   * that has none, or none for the address, leaves it as it is.
   */
  public long busAddress(long physical) {
    long address = physical;
    for (int i = 1; i < pathLength; i++) {
      address = throughDmaRanges(path[i], path[i - 1], address);
    }
    return address;
  }

  private long throughDmaRanges(long bus, long parent, long address) {
    long ranges = property(bus, "dma-ranges");
    int childCells = addressCells(bus);
    int parentCells = addressCells(parent);
    int entry = childCells + parentCells + sizeCells(bus);
    for (int i = 0; ranges != 0 && entry > 0 && (i + entry) * 4 <= length(ranges); i += entry) {
      long from = number(ranges, i + childCells, parentCells);
      long size = number(ranges, i + childCells + parentCells, sizeCells(bus));
      if (Long.compareUnsigned(address, from) >= 0
          && Long.compareUnsigned(address - from, size) < 0) {
        return number(ranges, i, childCells) + address - from;
      }
    }
    return address;
  }

  private long throughRanges(long bus, long parent, long address) {
    long ranges = property(bus, "ranges");
    if (ranges == 0) {
      return -1;
    }
    if (length(ranges) == 0) {
      return address;
    }
    int childCells = addressCells(bus);
    int parentCells = addressCells(parent);
    int sizeCells = sizeCells(bus);
    int entry = childCells + parentCells + sizeCells;
    for (int i = 0; entry > 0 && (i + entry) * 4 <= length(ranges); i += entry) {
      long from = number(ranges, i, childCells);
      long size = number(ranges, i + childCells + parentCells, sizeCells);
      if (Long.compareUnsigned(address, from) >= 0
          && Long.compareUnsigned(address - from, size) < 0) {
        return number(ranges, i + childCells, parentCells) + address - from;
      }
    }
    return -1;
  }
}
