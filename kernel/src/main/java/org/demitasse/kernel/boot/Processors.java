package org.demitasse.kernel.boot;

/**
 * The processors of the machine, from the {@code /cpus} node of its tree (Devicetree Specification
 * 0.4, 3.7 and 3.8): first the one that boots, then the others in the order of the tree. Those that
 * do not start are taken out again, so that an index names a processor that is in use.
 */
public final class Processors {
  /** The most processors that are used. */
  public static final int LIMIT = 8;

  /** How another processor comes to run the kernel's code. */
  public enum Start {
    /** It does already, and waits in the entry code: the tree says nothing about starting it. */
    RUNNING,
    /** Power State Coordination Interface. */
    PSCI,
    /**
     * Firmware holds it until a word in memory names where it shall go on (Devicetree Specification
     * 0.4, 3.8.1, enable-method "spin-table"; for Arm, Linux, Documentation/arch/arm64/booting.rst:
     * the word is an address, the processor waits by WFE).
     */
    SPIN_TABLE,
    /** In a way that nobody here knows. */
    UNKNOWN
  }

  private final long[] ids = new long[LIMIT];
  private final Start[] starts = new Start[LIMIT];
  private final long[] releases = new long[LIMIT];
  private int count;
  private int listed;

  private Processors() {}

  /**
   * Reads the tree.
   *
   * @param bootId hardware id of the processor that boots
   */
  static Processors read(DeviceTree tree, long bootId) {
    Processors processors = new Processors();
    processors.add(bootId, Start.RUNNING, 0);
    long cpus = tree.child(tree.root(), "cpus");
    if (cpus != 0) {
      int cells = tree.addressCells(cpus);
      for (long node = tree.firstChild(cpus); node != 0; node = tree.nextSibling(node)) {
        if (tree.isNamed(node, "cpu", 0, 3)) {
          processors.listed++;
          long reg = tree.property(node, "reg");
          long id = reg == 0 ? 0 : tree.number(reg, 0, cells);
          if (reg != 0 && id != bootId) {
            long release = tree.property(node, "cpu-release-addr");
            long address = release == 0 ? 0 : tree.number(release, 0, tree.length(release) / 4);
            processors.add(id, start(tree, node, address), address);
          }
        }
      }
    }
    return processors;
  }

  private static Start start(DeviceTree tree, long node, long release) {
    long method = tree.property(node, "enable-method");
    if (method == 0) {
      return Start.RUNNING;
    }
    if (tree.lists(method, "psci")) {
      return Start.PSCI;
    }
    // A word that no processor could read or write as a whole is none.
    return tree.lists(method, "spin-table") && release > 0 && (release & 7) == 0
        ? Start.SPIN_TABLE
        : Start.UNKNOWN;
  }

  private void add(long id, Start start, long release) {
    if (count < LIMIT) {
      ids[count] = id;
      starts[count] = start;
      releases[count] = release;
      count++;
    }
  }

  /** Takes a processor out; those behind it move up. */
  void remove(int index) {
    count--;
    for (int i = index; i < count; i++) {
      ids[i] = ids[i + 1];
      starts[i] = starts[i + 1];
      releases[i] = releases[i + 1];
    }
  }

  /** Returns how many there are; at least 1. */
  public int count() {
    return count;
  }

  /** Returns how many the tree lists. */
  int listed() {
    return Math.max(1, listed);
  }

  /** Returns a processor's hardware id as the tree has it; on Arm its affinity. */
  public long id(int index) {
    return ids[index];
  }

  public Start start(int index) {
    return starts[index];
  }

  /**
   * Returns the physical address of the word that lets a processor go: {@link Start#SPIN_TABLE}.
   */
  public long release(int index) {
    return releases[index];
  }
}
