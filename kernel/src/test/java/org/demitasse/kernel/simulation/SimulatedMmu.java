package org.demitasse.kernel.simulation;

import java.util.Arrays;
import org.demitasse.abi.Permission;
import org.demitasse.abi.ResultCode;
import org.demitasse.kernel.PageAllocator;
import org.demitasse.kernel.hal.Mmu;

/**
 * Translation by lists of mapped ranges. As in a real one, tables take pages of the kernel: one for
 * the root, and one for each 2 MiB in which something was ever mapped.
 */
public final class SimulatedMmu implements Mmu {
  private static final int PAGE = 4096;
  private static final int TABLE_SHIFT = 21;
  private static final int SLOT_SHIFT = 39;
  private static final int TAG_SHIFT = 48;

  /** Sees each mapping of some tables. */
  public interface Visitor {
    void mapping(long virtual, long physical, long size, int permissions);
  }

  private static final class Tables {
    long root;
    boolean alive;
    boolean dying;
    int tag;
    int recursiveSlot = -1;
    int count;
    long[] virtual = new long[16];
    long[] physical = new long[16];
    long[] sizes = new long[16];
    int[] permissions = new int[16];
    int tableCount;
    long[] tableIndex = new long[8];
    long[] tablePages = new long[8];

    int find(long address) {
      for (int i = 0; i < count; i++) {
        if (address >= virtual[i] && address - virtual[i] < sizes[i]) {
          return i;
        }
      }
      return -1;
    }

    void add(long from, long to, long size, int access) {
      if (count == virtual.length) {
        virtual = Arrays.copyOf(virtual, 2 * count);
        physical = Arrays.copyOf(physical, 2 * count);
        sizes = Arrays.copyOf(sizes, 2 * count);
        permissions = Arrays.copyOf(permissions, 2 * count);
      }
      virtual[count] = from;
      physical[count] = to;
      sizes[count] = size;
      permissions[count++] = access;
    }

    void remove(int index) {
      count--;
      virtual[index] = virtual[count];
      physical[index] = physical[count];
      sizes[index] = sizes[count];
      permissions[index] = permissions[count];
    }

    boolean hasTable(long index) {
      for (int i = 0; i < tableCount; i++) {
        if (tableIndex[i] == index) {
          return true;
        }
      }
      return false;
    }

    boolean usesSlot(int slot) {
      for (int i = 0; i < tableCount; i++) {
        if (tableIndex[i] >>> (SLOT_SHIFT - TABLE_SHIFT) == slot) {
          return true;
        }
      }
      return false;
    }
  }

  private final PageAllocator pages;
  private final SimulatedProcessors processors;
  private final Tables[] tables;

  public SimulatedMmu(PageAllocator pages, SimulatedProcessors processors, int tagCount) {
    this.pages = pages;
    this.processors = processors;
    tables = new Tables[tagCount + 1];
    for (int i = 0; i < tables.length; i++) {
      tables[i] = new Tables();
    }
  }

  private Tables tables(long root) {
    for (Tables each : tables) {
      if (each.alive && each.root == root) {
        return each;
      }
    }
    throw new ContractViolation("tables 0x" + Long.toHexString(root) + " are not alive");
  }

  /** Returns how many of the kernel's pages are tables. */
  public int tablePages() {
    int sum = 0;
    for (Tables each : tables) {
      sum += each.alive ? 1 + each.tableCount : 0;
    }
    return sum;
  }

  /** Returns how many of them are the tables of a space. */
  public int tablePages(long root) {
    return 1 + tables(root).tableCount;
  }

  public void visit(long root, Visitor visitor) {
    Tables space = tables(root);
    for (int i = 0; i < space.count; i++) {
      visitor.mapping(space.virtual[i], space.physical[i], space.sizes[i], space.permissions[i]);
    }
  }

  @Override
  public int tagCount() {
    return tables.length - 1;
  }

  @Override
  public long create() {
    long root = pages.allocate();
    if (root != 0) {
      Tables free = free();
      free.alive = true;
      free.dying = false;
      free.root = root;
      free.tag = 0;
      free.count = 0;
      free.tableCount = 0;
      free.recursiveSlot = -1;
    }
    return root;
  }

  private Tables free() {
    for (Tables each : tables) {
      if (!each.alive) {
        return each;
      }
    }
    throw new ContractViolation("more tables than tags");
  }

  @Override
  public void discard(long root) {
    Tables space = tables(root);
    if (space.count != 0 || space.tableCount != 0) {
      throw new ContractViolation("tables are discarded in which something was mapped");
    }
    space.alive = false;
    pages.release(root);
  }

  @Override
  public boolean destroy(long root, int tag, int most) {
    Tables space = tables(root);
    if (processors.isActiveAnywhere(root)) {
      throw new ContractViolation("active tables are destroyed");
    }
    checkTag(space, tag);
    if (most < 1) {
      throw new ContractViolation("a step that frees nothing");
    }
    space.dying = true;
    space.count = 0;
    for (int i = 0; i < most && space.tableCount > 0; i++) {
      pages.release(space.tablePages[--space.tableCount]);
    }
    if (space.tableCount > 0) {
      return false;
    }
    space.alive = false;
    pages.release(root);
    return true;
  }

  private void checkTag(Tables space, int tag) {
    if (tag < 1 || tag > tagCount()) {
      throw new ContractViolation("tag " + tag);
    }
    for (Tables each : tables) {
      if (each != space && each.alive && each.tag == tag) {
        throw new ContractViolation("tag " + tag + " belongs to other tables");
      }
    }
    space.tag = tag;
  }

  private static void checkUsable(Tables space) {
    if (space.dying) {
      throw new ContractViolation("tables are used that are being destroyed");
    }
  }

  @Override
  public int makeRecursive(long root, int slot) {
    Tables space = tables(root);
    checkUsable(space);
    if (space.recursiveSlot == slot || space.usesSlot(slot)) {
      return ResultCode.ALREADY_MAPPED;
    }
    if (space.recursiveSlot >= 0) {
      // A second window shows the same; one is enough to be simulated.
      return ResultCode.OK;
    }
    space.recursiveSlot = slot;
    return ResultCode.OK;
  }

  @Override
  public int map(long root, long virtual, long physical, long size, int permissions) {
    Tables space = tables(root);
    checkUsable(space);
    int result = prepare(space, virtual, size);
    if (result == ResultCode.OK) {
      for (long offset = 0; offset < size; offset += PAGE) {
        space.add(virtual + offset, physical + offset, PAGE, permissions);
      }
    }
    return result;
  }

  private int prepare(Tables space, long virtual, long size) {
    for (long page = virtual; page < virtual + size; page += PAGE) {
      if (space.find(page) >= 0 || page >>> SLOT_SHIFT == space.recursiveSlot) {
        return ResultCode.ALREADY_MAPPED;
      }
      long index = page >>> TABLE_SHIFT;
      if (!space.hasTable(index)) {
        long table = pages.allocate();
        if (table == 0) {
          return ResultCode.EXHAUSTED;
        }
        if (space.tableCount == space.tableIndex.length) {
          space.tableIndex = Arrays.copyOf(space.tableIndex, 2 * space.tableCount);
          space.tablePages = Arrays.copyOf(space.tablePages, 2 * space.tableCount);
        }
        space.tableIndex[space.tableCount] = index;
        space.tablePages[space.tableCount++] = table;
      }
    }
    return ResultCode.OK;
  }

  @Override
  public int mapBlocks(long root, long virtual, long physical, long size, int permissions) {
    Tables space = tables(root);
    int result = prepare(space, virtual, size);
    if (result == ResultCode.OK) {
      space.add(virtual, physical, size, permissions);
    }
    return result;
  }

  @Override
  public int unmap(long root, int tag, long virtual, long size) {
    Tables space = tables(root);
    checkUsable(space);
    checkTag(space, tag);
    int result = ResultCode.OK;
    for (long page = virtual; page < virtual + size; page += PAGE) {
      int index = space.find(page);
      if (index < 0 || space.sizes[index] != PAGE) {
        result = ResultCode.NOT_MAPPED;
      } else {
        space.remove(index);
      }
    }
    return result;
  }

  private static boolean isRootWindow(Tables space, long virtual) {
    long slot = space.recursiveSlot;
    return slot >= 0 && virtual >>> 12 == (slot << 27 | slot << 18 | slot << 9 | slot);
  }

  @Override
  public long translate(long root, long virtual) {
    Tables space = tables(root);
    if (isRootWindow(space, virtual)) {
      return root + (virtual & (PAGE - 1));
    }
    int index = space.find(virtual);
    return index < 0 ? -1 : space.physical[index] + (virtual - space.virtual[index]);
  }

  @Override
  public int permissions(long root, long virtual) {
    Tables space = tables(root);
    if (isRootWindow(space, virtual)) {
      return Permission.READ;
    }
    int index = space.find(virtual);
    return index < 0 ? 0 : space.permissions[index];
  }

  @Override
  public long activation(long root, int tag) {
    return root | (long) tag << TAG_SHIFT;
  }

  void activate(long activation) {
    long root = activation & ((1L << TAG_SHIFT) - 1);
    int tag = (int) (activation >>> TAG_SHIFT);
    if (root != 0) {
      Tables space = tables(root);
      checkUsable(space);
      checkTag(space, tag);
    }
    processors.activeRoot[processors.here] = root;
  }
}
