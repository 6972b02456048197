package org.demitasse.ladder;

import org.demitasse.abi.FaultKind;
import org.demitasse.abi.FaultMessage;
import org.demitasse.abi.Permission;
import org.demitasse.abi.ProgramLayout;
import org.demitasse.abi.ResultCode;
import org.demitasse.abi.SystemCall;
import org.demitasse.base.kernel.Kernel;
import org.demitasse.base.kernel.Message;
import org.demitasse.base.kernel.RawThread;
import org.demitasse.base.kernel.RootResources;
import org.demitasse.base.raw.RawMemory;
import org.teavm.interop.Export;
import org.teavm.interop.Function;
import org.teavm.interop.StaticInit;
import org.teavm.interop.Unmanaged;

/**
 * Step 09: recursive paging. One entry of the root table leads to the root table itself, so that a
 * walk through it ends one level early and shows a table where a page would be. This program reads
 * the entries for its own addresses that way, on all four levels, and compares them with what the
 * kernel says. Nobody can write through the window.
 */
@StaticInit
public final class Step09RecursivePaging {
  /** Any slot that nothing is mapped in. */
  private static final int SLOT = 256;

  private static final int LEVELS = 4;
  private static final int ENTRY_BITS = 9;
  private static final long ADDRESS = 0x0000_FFFF_FFFF_F000L;
  private static final long VALID = 1;
  private static final long TABLE_OR_PAGE = 2;
  private static final long USER = 1 << 6;
  private static final long READ_ONLY = 1 << 7;
  private static final long EXECUTE_NEVER = 1L << 54;

  private Step09RecursivePaging() {}

  @Unmanaged
  @Export(name = "ladder_step09_write")
  static void write(long address) {
    LadderMemory.store(address, 0);
  }

  /** Returns the address where the entry of a level for a virtual address appears. */
  private static long window(long virtual, int level) {
    // Passing through the slot once for each level that is skipped.
    long address = virtual & 0x0000_FFFF_FFFF_FFFFL;
    for (int i = level; i < LEVELS; i++) {
      address = address >>> ENTRY_BITS | (long) SLOT << 39;
    }
    return address & 0x0000_FFFF_FFFF_FFF8L;
  }

  public static void main(String[] arguments) {
    RootResources resources = RootResources.open();
    long space = resources.capabilities().space();
    Kernel.makeRecursive(space, SLOT);
    Ladder.check(
        Kernel.attempt(SystemCall.SPACE_RECURSIVE, space, SLOT) == ResultCode.ALREADY_MAPPED,
        "the slot is taken now");
    System.out.println("slot " + SLOT + " of the root table leads to the root table");

    show(ProgramLayout.PROGRAM_BASE);
    int pages = compare(space, ProgramLayout.PROGRAM_BASE, 16);
    pages += compare(space, ProgramLayout.UTCB_AREA, 1);
    pages += compare(space, resources.takePages(4), 4);
    System.out.println("the window agrees with the kernel about " + pages + " pages");

    long selfEntry = RawMemory.loadLong(window((long) SLOT << 39, 0));
    long root = selfEntry & ADDRESS;
    Ladder.check(
        Kernel.query(space, window((long) SLOT << 39, 0) & -4096L) == root,
        "the root table seen through itself is the root table");
    System.out.println("root table at physical 0x" + Long.toHexString(root));
    refuseWrite(resources);
    Ladder.passed(resources, 9);
  }

  /** Prints the entries for an address on all levels. */
  private static void show(long virtual) {
    System.out.println("entries for 0x" + Long.toHexString(virtual));
    for (int level = 0; level < LEVELS; level++) {
      long address = window(virtual, level);
      System.out.println(
          "  level "
              + level
              + ": 0x"
              + Long.toHexString(RawMemory.loadLong(address))
              + " at 0x"
              + Long.toHexString(address));
    }
  }

  /** Walks by the window, and asks the kernel. */
  private static int compare(long space, long first, int pages) {
    for (int i = 0; i < pages; i++) {
      long virtual = first + i * 4096L;
      int level = 0;
      long entry = RawMemory.loadLong(window(virtual, 0));
      while (level < LEVELS - 1 && (entry & TABLE_OR_PAGE) != 0) {
        Ladder.check((entry & VALID) != 0, "the walk does not end in nothing");
        level++;
        entry = RawMemory.loadLong(window(virtual, level));
      }
      long blockSize = 1L << (39 - ENTRY_BITS * level);
      long inBlock = virtual & (blockSize - 1);
      long physical = (entry & ADDRESS & -blockSize) + inBlock;
      Ladder.check(physical == Kernel.query(space, virtual), "window and kernel agree");
      Ladder.check(permissions(entry) == Kernel.permissions(), "about the permissions, too");
    }
    return pages;
  }

  /** Arm ARM D5.3, "Attribute fields in stage 1 descriptors": AP[2:1] in bits 7 and 6, UXN. */
  private static int permissions(long entry) {
    Ladder.check((entry & USER) != 0, "the page is the program's");
    int permissions = Permission.READ;
    if ((entry & READ_ONLY) == 0) {
      permissions |= Permission.WRITE;
    }
    if ((entry & EXECUTE_NEVER) == 0) {
      permissions |= Permission.EXECUTE;
    }
    return permissions;
  }

  private static void refuseWrite(RootResources resources) {
    long factory = resources.capabilities().factory();
    long endpoint = Kernel.createEndpoint(factory);
    long portal = Kernel.createPortal(factory, endpoint, 0);
    RawThread.Body body = Function.get(RawThread.Body.class, Step09RecursivePaging.class, "write");
    long target = window(ProgramLayout.PROGRAM_BASE, LEVELS - 1);
    RawThread thread = RawThread.create(resources, body, target, 0);
    Kernel.setHandlers(thread.handle(), portal, portal, false);
    thread.start(255);
    Message message = new Message();
    Ladder.check(message.waitAt(endpoint) == ResultCode.OK, "the write ends in a message");
    Ladder.check(
        message.operation() == FaultMessage.PAGE_FAULT
            && message.word(0) == target
            && message.word(1) == FaultKind.WRITE,
        "a page fault");
    System.out.println("writing through the window faults");
    thread.destroy();
  }
}
