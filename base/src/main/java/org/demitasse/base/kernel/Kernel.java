package org.demitasse.base.kernel;

import static org.demitasse.base.raw.RawSystemCall.invoke;

import org.demitasse.abi.FaultMessage;
import org.demitasse.abi.ResultCode;
import org.demitasse.abi.SystemCall;
import org.demitasse.base.raw.RawMemory;
import org.demitasse.base.raw.RawSystemCall;

/**
 * The control calls of the kernel, one method each. Objects are named by handles of the calling
 * space. Methods that create something return its handle; what cannot be done is a {@link
 * KernelException}. Where a refusal is what one is after, {@link #attempt} returns it as a number.
 */
public final class Kernel {
  private Kernel() {}

  /** Makes any system call and returns its {@link ResultCode}. */
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

  /** Returns a factory that may create {@code objects} objects. */
  public static long createFactory(long factory, int objects) {
    return create("create factory", SystemCall.FACTORY_CREATE, factory, objects);
  }

  /**
   * Returns a new space.
   *
   * @param label 1 to 63 characters of ASCII
   * @param capabilities how many it may hold
   */
  public static long createSpace(long factory, String label, int capabilities) {
    // Not a Java array: the address must stay what it is.
    long text = RawSystemCall.utcb() + LABEL;
    for (int i = 0; i < label.length(); i++) {
      RawMemory.storeByte(text + i, label.charAt(i));
    }
    return create(
        "create space", SystemCall.SPACE_CREATE, factory, text, label.length(), capabilities);
  }

  /** A place in the control block that is user land's. */
  private static final int LABEL = 1024;

  /**
   * Returns a new thread, not started, without handlers, with priority 0.
   *
   * @param utcb address for its control block, a multiple of 4096
   * @param word for its control block
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

  public static long createEndpoint(long factory) {
    return create("create endpoint", SystemCall.ENDPOINT_CREATE, factory);
  }

  /** Returns a portal to an endpoint, or to a notification whose bits of {@code label} it sets. */
  public static long createPortal(long factory, long target, long label) {
    return create("create portal", SystemCall.PORTAL_CREATE, factory, target, label);
  }

  public static long createNotification(long factory) {
    return create("create notification", SystemCall.NOTIFICATION_CREATE, factory);
  }

  /** Returns a line of the interrupt controller; {@code edge}: it signals by edges. */
  public static long createInterrupt(long factory, long machineControl, int line, boolean edge) {
    return create(
        "create interrupt",
        SystemCall.INTERRUPT_CREATE,
        factory,
        machineControl,
        line,
        edge ? SystemCall.EDGE : SystemCall.LEVEL);
  }

  /** Returns a part of a physical range. */
  public static long createRange(
      long factory, long range, long offset, long size, int permissions) {
    return create(
        "create range", SystemCall.RANGE_CREATE, factory, range, offset, size, permissions);
  }

  /** Destroys an object and gives up the handle. */
  public static void destroy(long capability) {
    make("destroy", SystemCall.DESTROY, capability);
  }

  /** Gives up a handle. */
  public static void delete(long capability) {
    make("delete", SystemCall.CAPABILITY_DELETE, capability);
  }

  /** Returns the handle that {@code space} now has of the object. */
  public static long copy(long space, long capability, boolean withControl) {
    return create("copy", SystemCall.CAPABILITY_COPY, space, capability, withControl ? 1 : 0);
  }

  /** Maps {@code size} bytes of a physical range from {@code offset} on. */
  public static void map(
      long space, long range, long offset, long virtual, long size, int permissions) {
    make("map", SystemCall.MAP, space, range, offset, virtual, size, permissions);
  }

  public static void unmap(long space, long virtual, long size) {
    make("unmap", SystemCall.UNMAP, space, virtual, size);
  }

  /** Returns the physical address behind a virtual one; {@link #permissions} tells the access. */
  public static long query(long space, long virtual) {
    return create("query", SystemCall.QUERY, space, virtual);
  }

  /** Returns what {@link #query} found out besides. */
  public static int permissions() {
    return (int) RawSystemCall.result(2);
  }

  /** Portals for page faults and other exceptions of a thread; 0: none. */
  public static void setHandlers(long thread, long pager, long handler, boolean unknownCalls) {
    make(
        "set handlers",
        SystemCall.THREAD_HANDLERS,
        thread,
        pager,
        handler,
        unknownCalls ? SystemCall.SEND_UNKNOWN_CALLS : 0);
  }

  /** Sets the priority of a thread, 0 to 255. */
  public static void setPriority(long thread, int priority) {
    make("set priority", SystemCall.THREAD_PRIORITY, thread, priority);
  }

  /** Moves a thread to another processor. */
  public static void setProcessor(long thread, int processor) {
    make("set processor", SystemCall.THREAD_AFFINITY, thread, processor);
  }

  public static void start(long thread) {
    make("start", SystemCall.THREAD_START, thread);
  }

  public static void suspend(long thread) {
    make("suspend", SystemCall.THREAD_SUSPEND, thread);
  }

  /** Ends the wait of a thread. */
  public static void cancel(long thread) {
    make("cancel", SystemCall.THREAD_CANCEL, thread);
  }

  /** Lets a thread program the timer that the kernel does not use. */
  public static void allowTimer(long thread, long machineControl) {
    make("allow timer", SystemCall.THREAD_TIMER, thread, machineControl, 1);
  }

  /** Sets which bits of a notification are delivered. */
  public static void accept(long notification, long bits) {
    make("accept", SystemCall.NOTIFICATION_ACCEPT, notification, bits);
  }

  /** Makes a wait at the endpoint a wait for the notification, too. */
  public static void bind(long endpoint, long notification) {
    make("bind", SystemCall.ENDPOINT_BIND, endpoint, notification);
  }

  /** Makes an interrupt set bits of a notification, and lets the line signal. */
  public static void bindInterrupt(long interrupt, long notification, long bits) {
    make("bind interrupt", SystemCall.INTERRUPT_BIND, interrupt, notification, bits);
  }

  /** Lets the line signal again. */
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

  /** Reads the registers of a thread that stands still; x0 to x30, stack, instruction, status. */
  public static long[] registers(long thread) {
    long block = RawSystemCall.utcb() + LABEL;
    make("registers", SystemCall.THREAD_REGISTERS, thread, block, 0);
    long[] registers = new long[FaultMessage.REGISTER_COUNT];
    for (int i = 0; i < registers.length; i++) {
      registers[i] = RawMemory.loadLong(block + i * 8L);
    }
    return registers;
  }

  /** Makes the tables of a space readable in itself. */
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
