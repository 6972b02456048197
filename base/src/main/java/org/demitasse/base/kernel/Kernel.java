package org.demitasse.base.kernel;

import static org.demitasse.base.raw.RawSystemCall.invoke;

import org.demitasse.abi.FaultMessage;
import org.demitasse.abi.ResultCode;
import org.demitasse.abi.SystemCall;
import org.demitasse.base.raw.RawMemory;
import org.demitasse.base.raw.RawSystemCall;

/**
 * The control calls of the kernel, one method each; messages are {@link Message}. Objects are named
 * by handles of the calling space. Methods that create something return its handle, with the
 * control right. Where a refusal is what one is after, {@link #attempt} returns it as a number.
 *
 * <p>What cannot be done is a {@link KernelException} with a {@link ResultCode}. Any method throws
 * BAD_HANDLE if a handle names nothing (any more), or an object of another kind. Methods that
 * create throw EXHAUSTED if the factory's quota, the pool of such objects or the caller's table of
 * capabilities is used up. Further codes stand with each method.
 */
public final class Kernel {
  private Kernel() {}

  /**
   * Makes any system call and returns its {@link ResultCode}; results from x1 on are {@link
   * RawSystemCall#result}.
   *
   * @param call number, of {@link SystemCall}
   * @param arguments for x0, x1 and so on, at most seven; further registers are 0
   */
  public static int attempt(int call, long... arguments) {
    return (int)
        invoke(
            call,
            at(arguments, 0),
            at(arguments, 1),
            at(arguments, 2),
            at(arguments, 3),
            at(arguments, 4),
            at(arguments, 5),
            at(arguments, 6));
  }

  private static long at(long[] arguments, int index) {
    return index < arguments.length ? arguments[index] : 0;
  }

  private static void make(String name, int call, long... arguments) {
    int result = attempt(call, arguments);
    if (result < ResultCode.OK) {
      throw new KernelException(name, result);
    }
  }

  private static long create(String name, int call, long... arguments) {
    make(name, call, arguments);
    return RawSystemCall.result(1);
  }

  /** Does nothing, in the kernel. */
  public static void doNothing() {
    make("null", SystemCall.NULL);
  }

  /**
   * Returns a factory with a quota of {@code amount}, which is taken from the given one's. An
   * object costs 1, a thread or a space 2, a translation table of a space 1.
   */
  public static long createFactory(long factory, int amount) {
    return create("create factory", SystemCall.FACTORY_CREATE, factory, amount);
  }

  /**
   * Returns a new space.
   *
   * @param label 1 to 63 characters of ASCII
   * @param capabilities how many it may hold
   */
  public static long createSpace(long factory, String label, int capabilities) {
    // Not a Java array: the address must stay what it is.
    long text = RawSystemCall.utcb() + SCRATCH;
    for (int i = 0; i < label.length(); i++) {
      RawMemory.storeByte(text + i, label.charAt(i));
    }
    return create(
        "create space", SystemCall.SPACE_CREATE, factory, text, label.length(), capabilities);
  }

  /** A place in the control block that is user land's. */
  private static final int SCRATCH = 1024;

  /**
   * Returns a new thread, not started, without handlers, with priority 0, on the caller's
   * processor; {@link RawSystemCall#result} 2 is its id.
   *
   * @param entry address of its first instruction
   * @param stackPointer a multiple of 16
   * @param argument arrives in x0
   * @param utcb address in {@code space} for its control block, a multiple of 4096
   * @param word for its control block
   * @throws KernelException INVALID_ARGUMENT, ALREADY_MAPPED: something is at {@code utcb}
   */
  public static long createThread(
      long factory,
      long space,
      long entry,
      long stackPointer,
      long argument,
      long utcb,
      long word) {
    return create(
        "create thread",
        SystemCall.THREAD_CREATE,
        factory,
        space,
        entry,
        stackPointer,
        argument,
        utcb,
        word);
  }

  /** Returns a new endpoint. */
  public static long createEndpoint(long factory) {
    return create("create endpoint", SystemCall.ENDPOINT_CREATE, factory);
  }

  /**
   * Returns a portal to an endpoint, or to a notification whose bits of {@code label} it sets.
   *
   * @throws KernelException NO_RIGHT without control of the target
   */
  public static long createPortal(long factory, long target, long label) {
    return create("create portal", SystemCall.PORTAL_CREATE, factory, target, label);
  }

  /** Returns a notification without pending bits that delivers all. */
  public static long createNotification(long factory) {
    return create("create notification", SystemCall.NOTIFICATION_CREATE, factory);
  }

  /**
   * Returns a line of the interrupt controller, which nobody has by default.
   *
   * @param machineControl the right to hand out lines
   * @param line as the controller's manual counts
   * @param edge whether it signals by edges, otherwise by level
   * @throws KernelException INVALID_ARGUMENT: no such line; IN_USE: it has a driver, or is the
   *     kernel's own
   */
  public static long createInterrupt(long factory, long machineControl, int line, boolean edge) {
    return create(
        "create interrupt",
        SystemCall.INTERRUPT_CREATE,
        factory,
        machineControl,
        line,
        edge ? SystemCall.EDGE : SystemCall.LEVEL);
  }

  /**
   * Returns a part of a physical range.
   *
   * @param offset of the part in the range, and {@code size}: multiples of 4096
   * @param permissions {@link org.demitasse.abi.Permission} bits
   * @throws KernelException INVALID_ARGUMENT; NO_RIGHT: more permissions than the range has
   */
  public static long createRange(
      long factory, long range, long offset, long size, int permissions) {
    return create(
        "create range", SystemCall.RANGE_CREATE, factory, range, offset, size, permissions);
  }

  /**
   * Destroys an object and gives up the handle. Other capabilities of it are stale from now on.
   *
   * @throws KernelException NO_RIGHT without control of it
   */
  public static void destroy(long capability) {
    make("destroy", SystemCall.DESTROY, capability);
  }

  /** Gives up a handle. The last one of an object destroys it. */
  public static void delete(long capability) {
    make("delete", SystemCall.CAPABILITY_DELETE, capability);
  }

  /**
   * Returns the handle that {@code space} now has of the object.
   *
   * @throws KernelException EXHAUSTED: no room there; NO_RIGHT: no control to pass on
   */
  public static long copy(long space, long capability, boolean withControl) {
    return create("copy", SystemCall.CAPABILITY_COPY, space, capability, withControl ? 1 : 0);
  }

  /** Returns the {@link org.demitasse.abi.ObjectKind} of what a handle names. */
  public static int kind(long capability) {
    return (int) create("query capability", SystemCall.CAPABILITY_QUERY, capability);
  }

  /** Returns the id of a thread, number and version. */
  public static long threadId(long thread) {
    make("query capability", SystemCall.CAPABILITY_QUERY, thread);
    return RawSystemCall.result(3);
  }

  /**
   * Maps physical pages into a space; they need not be mapped in the caller's.
   *
   * @param range where they come from
   * @param offset of the first in the range, a multiple of 4096
   * @param virtual address in {@code space}, a multiple of 4096
   * @param size a multiple of 4096, at most {@link SystemCall#MAP_LIMIT}
   * @param permissions {@link org.demitasse.abi.Permission} bits, not WRITE and EXECUTE at once
   * @throws KernelException INVALID_ARGUMENT; NO_RIGHT: more permissions than the range has;
   *     ALREADY_MAPPED; EXHAUSTED: no page for a table. Nothing is mapped then.
   */
  public static void map(
      long space, long range, long offset, long virtual, long size, int permissions) {
    make("map", SystemCall.MAP, space, range, offset, virtual, size, permissions);
  }

  /**
   * Takes pages out of a space, on all processors.
   *
   * @throws KernelException INVALID_ARGUMENT; NOT_MAPPED: one of them was not there, the others are
   *     gone
   */
  public static void unmap(long space, long virtual, long size) {
    make("unmap", SystemCall.UNMAP, space, virtual, size);
  }

  /**
   * Returns the physical address behind a virtual one; {@link #permissions} tells the access.
   *
   * @throws KernelException NOT_MAPPED
   */
  public static long query(long space, long virtual) {
    return create("query", SystemCall.QUERY, space, virtual);
  }

  /** Returns the {@link org.demitasse.abi.Permission} bits that the last {@link #query} found. */
  public static int permissions() {
    return (int) RawSystemCall.result(2);
  }

  /**
   * Sets who handles what a thread does: see {@link FaultMessage}.
   *
   * @param pager portal for page faults, or 0
   * @param handler portal for other exceptions and exits, or 0
   * @param unknownCalls whether system calls that do not exist go to {@code handler}, too
   * @throws KernelException NO_RIGHT without control of the thread
   */
  public static void setHandlers(long thread, long pager, long handler, boolean unknownCalls) {
    make(
        "set handlers",
        SystemCall.THREAD_HANDLERS,
        thread,
        pager,
        handler,
        unknownCalls ? SystemCall.SEND_UNKNOWN_CALLS : 0);
  }

  /**
   * Sets the priority of a thread, 0 to 255.
   *
   * @throws KernelException NO_RIGHT without control of the thread, or above the caller's priority
   */
  public static void setPriority(long thread, int priority) {
    make("set priority", SystemCall.THREAD_PRIORITY, thread, priority);
  }

  /**
   * Moves a thread to another processor, whatever it does.
   *
   * @throws KernelException NO_RIGHT; INVALID_ARGUMENT: no such processor takes part
   */
  public static void setProcessor(long thread, int processor) {
    make("set processor", SystemCall.THREAD_AFFINITY, thread, processor);
  }

  /**
   * Lets a thread run that is new, suspended, or stopped after a fault.
   *
   * @throws KernelException NO_RIGHT; WRONG_STATE: it runs or waits
   */
  public static void start(long thread) {
    make("start", SystemCall.THREAD_START, thread);
  }

  /** Keeps a thread from running, on whatever processor, until {@link #start}. */
  public static void suspend(long thread) {
    make("suspend", SystemCall.THREAD_SUSPEND, thread);
  }

  /** Ends the wait of a thread: its call returns CANCELLED, now or when it waits next. */
  public static void cancel(long thread) {
    make("cancel", SystemCall.THREAD_CANCEL, thread);
  }

  /** Lets a thread program the timer that the kernel does not use. */
  public static void allowTimer(long thread, long machineControl) {
    make("allow timer", SystemCall.THREAD_TIMER, thread, machineControl, 1);
  }

  /** Sets which bits of a notification are delivered; others stay pending. */
  public static void accept(long notification, long bits) {
    make("accept", SystemCall.NOTIFICATION_ACCEPT, notification, bits);
  }

  /**
   * Makes a wait at the endpoint a wait for the notification, too.
   *
   * @param notification or 0 for none
   * @throws KernelException NO_RIGHT; IN_USE: it is bound to another endpoint
   */
  public static void bind(long endpoint, long notification) {
    make("bind", SystemCall.ENDPOINT_BIND, endpoint, notification);
  }

  /** Makes an interrupt set bits of a notification, and lets the line signal. */
  public static void bindInterrupt(long interrupt, long notification, long bits) {
    make("bind interrupt", SystemCall.INTERRUPT_BIND, interrupt, notification, bits);
  }

  /**
   * Lets the line signal again.
   *
   * @throws KernelException WRONG_STATE: it is bound to nothing
   */
  public static void acknowledge(long interrupt) {
    make("acknowledge", SystemCall.INTERRUPT_ACKNOWLEDGE, interrupt);
  }

  /** Sets bits: those of the portal's label, or {@code bits} of a notification itself. */
  public static void signal(long target, long bits) {
    make("notify", SystemCall.NOTIFY, target, bits);
  }

  /** Gives the processor to another thread of the same priority. */
  public static void yieldProcessor() {
    make("yield", SystemCall.YIELD);
  }

  /**
   * Reads the registers of a thread that stands still: x0 to x30, stack pointer, instruction
   * pointer, status.
   *
   * @throws KernelException WRONG_STATE: it runs, is ready, or waits in a call of its own
   */
  public static long[] registers(long thread) {
    long block = RawSystemCall.utcb() + SCRATCH;
    make("registers", SystemCall.THREAD_REGISTERS, thread, block, 0);
    long[] registers = new long[FaultMessage.REGISTER_COUNT];
    for (int i = 0; i < registers.length; i++) {
      registers[i] = RawMemory.loadLong(block + i * 8L);
    }
    return registers;
  }

  /**
   * Sets the registers of a thread that stands still, in the order of {@link #registers}. Of the
   * status, only the flags are the user's to choose.
   *
   * @throws KernelException WRONG_STATE, as there
   */
  public static void setRegisters(long thread, long... registers) {
    long block = RawSystemCall.utcb() + SCRATCH;
    for (int i = 0; i < FaultMessage.REGISTER_COUNT; i++) {
      RawMemory.storeLong(block + i * 8L, registers[i]);
    }
    make("set registers", SystemCall.THREAD_REGISTERS, thread, block, 1);
  }

  /**
   * Makes the tables of a space readable in itself.
   *
   * @param slot of the root table, 0 to 511
   * @throws KernelException ALREADY_MAPPED: the slot is in use
   */
  public static void makeRecursive(long space, int slot) {
    make("recursive tables", SystemCall.SPACE_RECURSIVE, space, slot);
  }

  /** Returns how many objects of a kind are free: see {@link SystemCall#STATISTICS}. */
  public static long free(long machineControl, int kind) {
    return create("statistics", SystemCall.STATISTICS, machineControl, kind);
  }

  /** Ends the system. */
  public static void powerOff(long machineControl, int exitCode) {
    make("power off", SystemCall.POWER_OFF, machineControl, exitCode);
  }
}
