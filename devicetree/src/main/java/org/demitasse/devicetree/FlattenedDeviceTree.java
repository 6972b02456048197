package org.demitasse.devicetree;

/**
 * The format in which device trees are handed over: Devicetree Specification v0.4, chapter 5. All
 * numbers are big-endian.
 */
public final class FlattenedDeviceTree {
  /** Deepest nesting of nodes that is read or compiled; real trees have about eight levels. */
  public static final int MAXIMUM_DEPTH = 64;

  static final int MAGIC = 0xD00DFEED;

  /** Written; the header has had ten fields since then. */
  static final int VERSION = 17;

  /** Oldest version whose structure block is the same; its header lacks size_dt_struct. */
  static final int COMPATIBLE_VERSION = 16;

  static final int HEADER_SIZE = 40;
  static final int RESERVATION_SIZE = 16;

  static final int BEGIN_NODE = 1;
  static final int END_NODE = 2;
  static final int PROPERTY = 3;
  static final int NO_OPERATION = 4;
  static final int END = 9;

  private FlattenedDeviceTree() {}

  /**
   * Reads a blob. Bytes behind its stated size are ignored.
   *
   * @throws MalformedDeviceTreeException if it is not valid
   */
  public static DeviceTree read(byte[] blob) {
    return new FlattenedReader(blob).read();
  }

  /**
   * Writes a blob of version 17. Names that are equal to, or the tail of, an earlier one share its
   * place in the strings block, as {@code dtc} has them.
   *
   * @throws IllegalArgumentException if a node other than the root has no name
   */
  public static byte[] write(DeviceTree tree) {
    return new FlattenedWriter().write(tree);
  }

  /**
   * Returns whether names of nodes and properties may have the character: those of the
   * specification, sections 2.2.1 and 2.2.4.1, and the asterisk that old trees have.
   */
  static boolean isNameCharacter(int character) {
    return (character >= '0' && character <= '9')
        || (character >= 'a' && character <= 'z')
        || (character >= 'A' && character <= 'Z')
        || ",._+-?#*@".indexOf(character) >= 0;
  }
}
