package org.demitasse.base.kernel;

import java.util.ArrayList;
import java.util.List;
import org.demitasse.abi.Permission;
import org.demitasse.abi.ProgramLayout;
import org.demitasse.base.raw.RawMemory;
import org.demitasse.base.raw.RawSystemCall;
import org.teavm.interop.Address;
import org.teavm.interop.Function;
import org.teavm.interop.Import;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Include;

/**
 * A further kernel thread in the own space. It runs raw code: a static method that is
 * {@code @Unmanaged} and exported, calls only such methods and natives, and touches no object,
 * since the Java runtime of a component knows one thread. Such methods have no frame on the shadow
 * stack, so neither the collector nor the check for stack overflow sees them: what stops a stack
 * that is too deep is a guard of three pages below it.
 *
 * <p>Each thread has eight pages of virtual addresses: its control block, the guard, four pages of
 * stack. They serve another thread when it is destroyed.
 */
@Include(value = "raw_thread.h", isSystem = false)
public final class RawThread {
  private static final int PAGE = ProgramLayout.PAGE_SIZE;
  private static final int SLOT_PAGES = 8;
  private static final int STACK_PAGES = 4;

  /** Slots of destroyed threads: control block not mapped, stack still mapped. */
  private static final List<Long> FREE_SLOTS = new ArrayList<>();

  private final long handle;
  private final long id;
  private final long utcb;

  private RawThread(long handle, long id, long utcb) {
    this.handle = handle;
    this.id = id;
    this.utcb = utcb;
  }

  /** The C type of a thread's function: it gets the argument that its creator gave. */
  public abstract static class Body extends Function {
    /** Runs the thread, which ends when this returns. */
    public abstract void run(long argument);
  }

  @Unmanaged
  @Import(name = "demitasse_raw_thread_entry")
  private static native long entry();

  /**
   * Makes a thread; it stands still until it is started.
   *
   * @param body of {@link Function#get}
   * @param word arrives in its control block
   * @throws KernelException EXHAUSTED
   */
  public static RawThread create(RootResources resources, Body body, long argument, long word) {
    long slot = slot(resources);
    long stack = slot + (SLOT_PAGES - STACK_PAGES) * PAGE;
    // Read by the entry before the stack can have grown so far.
    RawMemory.storeLong(stack, ((Address) (Object) body).toLong());
    RawMemory.storeLong(stack + 8, argument);
    return create(resources, slot, entry(), stack, word);
  }

  /** Makes a thread that begins at an address of code, with an argument in x0. */
  public static RawThread create(RootResources resources, long entry, long argument, long word) {
    return create(resources, slot(resources), entry, argument, word);
  }

  private static RawThread create(
      RootResources resources, long slot, long entry, long argument, long word) {
    long thread =
        Kernel.createThread(
            resources.capabilities().factory(),
            resources.capabilities().space(),
            entry,
            slot + SLOT_PAGES * PAGE,
            argument,
            slot,
            word);
    return new RawThread(thread, RawSystemCall.result(2), slot);
  }

  private static long slot(RootResources resources) {
    if (!FREE_SLOTS.isEmpty()) {
      return FREE_SLOTS.removeLast();
    }
    long slot = resources.takeAddresses(SLOT_PAGES);
    resources.map(
        resources.capabilities().space(),
        resources.takePages(STACK_PAGES),
        slot + (SLOT_PAGES - STACK_PAGES) * PAGE,
        STACK_PAGES,
        Permission.READ | Permission.WRITE);
    return slot;
  }

  /** Returns the capability of the thread. */
  public long handle() {
    return handle;
  }

  /** Returns its id, number and version. */
  public long id() {
    return id;
  }

  /** Returns the address of its control block. */
  public long utcb() {
    return utcb;
  }

  /** Sets its priority, at most the caller's own, and lets it run. */
  public RawThread start(int priority) {
    Kernel.setPriority(handle, priority);
    Kernel.start(handle);
    return this;
  }

  /** Ends the thread, whatever it does or waits for. */
  public void destroy() {
    Kernel.destroy(handle);
    FREE_SLOTS.add(utcb);
  }
}
