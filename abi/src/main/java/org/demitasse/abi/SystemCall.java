package org.demitasse.abi;

/**
 * Numbers of the system calls. A thread puts the number into x8 and the arguments into x0 to x6 and
 * executes {@code svc #0}; the kernel answers with a {@link ResultCode} in x0 and results from x1
 * on. Registers that are not named as results keep their values.
 *
 * <p>Calls from {@link #SPACE_CREATE} on need the control right, which the root program alone has;
 * others get {@link ResultCode#NO_RIGHT}.
 */
public final class SystemCall {
  private SystemCall() {}

  /** Does nothing; the cheapest call. */
  public static final int NULL = 0;

  /**
   * x0 address, x1 length in bytes (at most {@link #CONSOLE_WRITE_LIMIT}). Writes UTF-8 text to the
   * kernel's console. Lines are buffered per space, so that lines of different components do not
   * mix, and carry the label of the space.
   */
  public static final int CONSOLE_WRITE = 1;

  /** x0 exit code. Ends the calling thread's space; does not return. */
  public static final int EXIT = 2;

  /** Gives the processor to the next ready thread. */
  public static final int YIELD = 3;

  /**
   * x0 address, x1 length of the label in UTF-8 (1 to {@link #LABEL_LIMIT} bytes). Result x1:
   * handle of a new, empty space.
   */
  public static final int SPACE_CREATE = 16;

  /** x0 space. Destroys its threads, its translation tables, and the space itself. */
  public static final int SPACE_DESTROY = 17;

  /**
   * x0 space, x1 virtual address, x2 physical address, x3 size, x4 {@link Permission} bits. Maps
   * whole 4 KiB pages; addresses and size are multiples of 4096; nothing may be mapped there yet.
   */
  public static final int MAP = 18;

  /** x0 space, x1 virtual address, x2 size. Removes the mappings of whole pages in the range. */
  public static final int UNMAP = 19;

  /** x0 space, x1 virtual address. Result x1: physical address, x2: {@link Permission} bits. */
  public static final int QUERY = 20;

  /**
   * x0 space, x1 entry address, x2 stack pointer, x3 argument (arrives in x0). Result x1: handle of
   * a new thread, not started yet.
   */
  public static final int THREAD_CREATE = 21;

  /** x0 thread. Makes a new thread ready, or lets one go on that an event has stopped. */
  public static final int THREAD_START = 22;

  /**
   * x0 thread, x1 address of {@link #REGISTERS_SIZE} writable bytes of the caller. Copies x0 to
   * x30, the stack pointer, the instruction pointer and PSTATE of a stopped thread, 8 bytes each.
   */
  public static final int THREAD_REGISTERS = 23;

  /**
   * Waits for an {@link Event}. Results x1 kind, x2 thread, x3 space, x4 address or exit code, x5
   * instruction pointer, x6 {@link FaultKind}, x7 exception syndrome (ESR_EL1). {@link
   * ResultCode#NOTHING_TO_WAIT_FOR} if no other thread can ever cause an event.
   */
  public static final int WAIT = 24;

  /** x0 exit code. Ends the system; does not return unless the machine cannot power off. */
  public static final int POWER_OFF = 25;

  /** Result x1: next byte of console input, or -1 if there is none now. */
  public static final int CONSOLE_READ = 26;

  /** Most bytes that one {@link #CONSOLE_WRITE} takes. */
  public static final int CONSOLE_WRITE_LIMIT = 4096;

  /** Longest label of a space in bytes. */
  public static final int LABEL_LIMIT = 63;

  /** Size of the register block of {@link #THREAD_REGISTERS}: 34 registers. */
  public static final int REGISTERS_SIZE = 34 * 8;
}
