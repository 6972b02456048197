package org.demitasse.kernel;

import org.jspecify.annotations.Nullable;

/**
 * All capabilities of all spaces. One pool serves everybody, up to each space's own limit; an entry
 * belongs to one space and is found by nobody else.
 */
final class CapabilityTable {
  final Capability[] entries;
  @Nullable Capability firstFree;
  private int free;

  CapabilityTable(int size) {
    entries = new Capability[Math.min(size, Capability.INDEX)];
    for (int i = entries.length - 1; i >= 0; i--) {
      Capability entry = new Capability(i);
      entries[i] = entry;
      if (i > 0) {
        entry.next = firstFree;
        firstFree = entry;
        free++;
      }
    }
    // Entry 0 is never given out: handle 0 names nothing.
    entries[0].handle = -1;
  }

  int free() {
    return free;
  }

  /** Returns what a space's handle names, if that is still alive. */
  @Nullable Capability find(Space space, long handle) {
    int index = (int) handle & Capability.INDEX;
    if (index >= entries.length) {
      return null;
    }
    Capability entry = entries[index];
    KernelObject object = entry.object;
    return entry.handle == handle
            && entry.owner == space
            && object != null
            && object.generation == entry.objectGeneration
        ? entry
        : null;
  }

  /** Returns what a space's handle names, gone or not; for deletion. */
  @Nullable Capability findAny(Space space, long handle) {
    int index = (int) handle & Capability.INDEX;
    if (index >= entries.length) {
      return null;
    }
    Capability entry = entries[index];
    return entry.handle == handle && entry.owner == space ? entry : null;
  }

  /** Says whether a space can hold another capability. */
  boolean hasRoom(Space space) {
    return firstFree != null && space.capabilities < space.capabilityLimit;
  }

  /** Gives a space a capability; the caller has asked {@link #hasRoom}. */
  long insert(Space space, KernelObject object, boolean control) {
    Capability entry = firstFree;
    if (entry == null) {
      throw new IllegalStateException("no free capability");
    }
    firstFree = entry.next;
    free--;
    int life = entry.life + 1 & 0x7FFF_FFFF;
    entry.life = life == 0 ? 1 : life;
    entry.handle = (long) entry.life << Capability.INDEX_BITS | entry.index;
    entry.owner = space;
    entry.object = object;
    entry.objectGeneration = object.generation;
    entry.control = control;
    entry.portal = object instanceof Portal portal ? portal : null;
    entry.endpoint = object instanceof Endpoint endpoint ? endpoint : null;
    entry.previous = null;
    Capability first = space.firstCapability;
    entry.next = first;
    if (first != null) {
      first.previous = entry;
    }
    space.firstCapability = entry;
    space.capabilities++;
    object.references++;
    return entry.handle;
  }

  /**
   * Takes an entry out of its space.
   *
   * @return the object, if it is alive and nobody has a capability of it any more
   */
  @Nullable KernelObject remove(Capability entry) {
    Space space = entry.owner;
    KernelObject object = entry.object;
    if (space == null || object == null) {
      throw new IllegalStateException("free capability");
    }
    Capability before = entry.previous;
    Capability after = entry.next;
    if (before == null) {
      space.firstCapability = after;
    } else {
      before.next = after;
    }
    if (after != null) {
      after.previous = before;
    }
    space.capabilities--;
    boolean current = object.generation == entry.objectGeneration;
    entry.handle = 0;
    entry.owner = null;
    entry.object = null;
    entry.portal = null;
    entry.endpoint = null;
    entry.previous = null;
    entry.next = firstFree;
    firstFree = entry;
    free++;
    if (!current) {
      return null;
    }
    object.references--;
    return object.references == 0 ? object : null;
  }
}
