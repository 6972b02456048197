package org.demitasse.base.kernel;

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
 * since the Java runtime of a component knows one thread.
 */
@Include(value = "raw_thread.h", isSystem = false)
public final class RawThread {
  private static final int STACK_PAGES = 4;
  private static int utcbs = 1;

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
    /** Runs the thread. */
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
   */
  public static RawThread create(RootResources resources, Body body, long argument, long word) {
    long stack = resources.takePages(STACK_PAGES);
    RawMemory.storeLong(stack, ((Address) (Object) body).toLong());
    RawMemory.storeLong(stack + 8, argument);
    return create(resources, entry(), stack + STACK_PAGES * ProgramLayout.PAGE_SIZE, stack, word);
  }

  /** Makes a thread that begins at an address of code, with an argument in x0. */
  public static RawThread create(
      RootResources resources, long entry, long stackTop, long argument, long word) {
    if (ProgramLayout.UTCB_AREA + (utcbs + 1L) * ProgramLayout.PAGE_SIZE
        > ProgramLayout.PROGRAM_BASE) {
      throw new IllegalStateException("no place for another thread control block");
    }
    long utcb = ProgramLayout.UTCB_AREA + (long) utcbs++ * ProgramLayout.PAGE_SIZE;
    long thread =
        Kernel.createThread(
            resources.capabilities().factory(),
            resources.capabilities().space(),
            entry,
            stackTop,
            argument,
            utcb,
            word);
    return new RawThread(thread, RawSystemCall.result(2), utcb);
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

  /** Sets its priority and lets it run. */
  public RawThread start(int priority) {
    Kernel.setPriority(handle, priority);
    Kernel.start(handle);
    return this;
  }
}
