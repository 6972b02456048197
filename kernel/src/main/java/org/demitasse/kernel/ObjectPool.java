package org.demitasse.kernel;

import org.demitasse.abi.ProgramLayout;
import org.demitasse.kernel.hal.Machine;
import org.jspecify.annotations.Nullable;

/**
 * The kernel's objects: a fixed number of spaces and threads, made at boot. A handle is kind (8
 * bits), generation (32 bits), index (24 bits); whoever holds a handle of an earlier life of a
 * slot, or a made-up one, finds nothing.
 */
final class ObjectPool {
  private static final long SPACE = 0x51L << 56;
  private static final long THREAD = 0x54L << 56;
  private static final long KIND = 0xFFL << 56;

  private final Machine machine;
  private final PageAllocator pages;
  private final Space[] spaces;
  private final UserThread[] threads;

  ObjectPool(Machine machine, PageAllocator pages, int spaceCount, int threadCount) {
    this.machine = machine;
    this.pages = pages;
    spaces = new Space[Math.min(spaceCount, machine.mmu().tagCount())];
    for (int i = 0; i < spaces.length; i++) {
      spaces[i] = new Space(i);
    }
    threads = new UserThread[threadCount];
    for (int i = 0; i < threads.length; i++) {
      threads[i] = new UserThread(i);
    }
  }

  /** Makes the frames of all threads; false if the pages do not suffice. */
  boolean prepare() {
    int size = machine.registers().frameSize();
    long page = 0;
    for (int i = 0; i < threads.length; i++) {
      int inPage = i * size % ProgramLayout.PAGE_SIZE;
      if (inPage == 0) {
        page = pages.allocate();
        if (page == 0) {
          return false;
        }
      }
      threads[i].frame = machine.registers().frame(page + inPage);
    }
    return true;
  }

  @Nullable Space newSpace() {
    for (Space space : spaces) {
      if (!space.alive) {
        long tables = machine.mmu().create();
        if (tables == 0) {
          return null;
        }
        space.tables = tables;
        space.alive = true;
        space.ended = false;
        space.mayControl = false;
        space.generation++;
        space.lineLength = 0;
        return space;
      }
    }
    return null;
  }

  void free(Space space) {
    machine.mmu().destroy(space.tables, space.tag());
    space.tables = 0;
    space.alive = false;
  }

  @Nullable UserThread newThread(Space space) {
    for (UserThread thread : threads) {
      if (thread.state == UserThread.FREE) {
        thread.state = UserThread.STOPPED;
        thread.generation++;
        thread.space = space;
        thread.event = 0;
        return thread;
      }
    }
    return null;
  }

  void free(UserThread thread) {
    thread.state = UserThread.FREE;
    thread.space = null;
    thread.event = 0;
  }

  long handle(Space space) {
    return SPACE | (space.generation & 0xFFFF_FFFFL) << 24 | space.index;
  }

  long handle(UserThread thread) {
    return THREAD | (thread.generation & 0xFFFF_FFFFL) << 24 | thread.index;
  }

  @Nullable Space space(long handle) {
    int index = (int) handle & 0xFF_FFFF;
    if ((handle & KIND) != SPACE || index >= spaces.length) {
      return null;
    }
    Space space = spaces[index];
    return space.alive && handle(space) == handle ? space : null;
  }

  @Nullable UserThread thread(long handle) {
    int index = (int) handle & 0xFF_FFFF;
    if ((handle & KIND) != THREAD || index >= threads.length) {
      return null;
    }
    UserThread thread = threads[index];
    return thread.state != UserThread.FREE && handle(thread) == handle ? thread : null;
  }

  int threadCount() {
    return threads.length;
  }

  UserThread threadAt(int index) {
    return threads[index];
  }
}
