package org.demitasse.abi;

/**
 * Numbers of the system calls. A thread puts the number into x8 and the arguments into x0 to x7 and
 * executes {@code svc #0}; the kernel answers with a {@link ResultCode} in x0 and results from x1
 * on. Registers that are not named as results keep their values. {@code docs/system-calls.md} is
 * the reference.
 *
 * <p>Arguments named after an object are handles of capabilities in the caller's space. "Control"
 * means that the capability must carry the control right, which the one who created an object has
 * and can keep from those to whom the capability is passed on.
 */
public final class SystemCall {
  private SystemCall() {}

  /** Does nothing; the cheapest call. */
  public static final int NULL = 0;

  /**
   * x0 portal, x1 {@link MessageTag}, x2 to x5 words. Sends a message and waits for the reply.
   * Results: x1 tag, x2 to x5 words.
   */
  public static final int CALL = 1;

  /**
   * x0 endpoint or notification, x1 tag, x2 to x5 words. Answers the last caller, if there is one
   * to answer, and waits like {@link #WAIT}.
   */
  public static final int REPLY_WAIT = 2;

  /** x0 portal, x1 tag, x2 to x5 words, x6 {@link #NO_WAIT} or 0. One-way message. */
  public static final int SEND = 3;

  /**
   * x0 endpoint or notification, x1 {@link #NO_WAIT} or 0. Waits for a message or for signals. x0:
   * {@link ResultCode#OK} for a message, with x1 tag, x2 to x5 words, x6 label of the portal that
   * it came by; {@link ResultCode#SIGNALS} with x6 the pending bits that the notification accepts.
   */
  public static final int WAIT = 4;

  /**
   * x0 reply capability, or 0 for the last caller; x1 tag, x2 to x5 words. Answers, and goes on.
   */
  public static final int REPLY = 5;

  /** Keeps the last caller for a later answer. Result x1: reply capability. */
  public static final int REPLY_KEEP = 6;

  /**
   * x0 portal to a notification, which sets the bits of its label, or a notification, x1 bits.
   * Never waits.
   */
  public static final int NOTIFY = 7;

  /** Gives the processor to the next ready thread of the same priority. */
  public static final int YIELD = 8;

  /** x0 exit code. Sends {@link FaultMessage#EXIT} to the exception portal; does not return. */
  public static final int EXIT = 9;

  /**
   * x0 address, x1 length in bytes (at most {@link #CONSOLE_WRITE_LIMIT}). Writes UTF-8 text to the
   * kernel's console. Lines are buffered per space, so that lines of different components do not
   * mix, and carry the label of the space. x2 machine control: they carry none, since the caller
   * writes what others have said; otherwise 0. With it, x3 {@link #TERMINAL}: not lines, but bytes
   * that appear at once as they are.
   */
  public static final int CONSOLE_WRITE = 10;

  /**
   * x0 interrupt, x1 endpoint or notification. {@link #INTERRUPT_ACKNOWLEDGE}, then {@link #WAIT}.
   */
  public static final int ACKNOWLEDGE_WAIT = 11;

  /**
   * x0 factory, x1 how many objects the new one may create and pages of the kernel use. Result x1:
   * factory.
   */
  public static final int FACTORY_CREATE = 16;

  /**
   * x0 factory, x1 address and x2 length of the label in UTF-8 (1 to {@link #LABEL_LIMIT} bytes),
   * x3 how many capabilities it may hold. Result x1: space.
   */
  public static final int SPACE_CREATE = 17;

  /**
   * x0 factory, x1 space, x2 entry address, x3 stack pointer, x4 argument (arrives in x0), x5 where
   * the UTCB is mapped, a multiple of 4096, x6 word for the UTCB. Results x1: thread, not started
   * yet, without handlers, on the caller's processor with priority 0; x2: its id.
   */
  public static final int THREAD_CREATE = 18;

  /** x0 factory. Result x1: endpoint. */
  public static final int ENDPOINT_CREATE = 19;

  /** x0 factory, x1 endpoint or notification (control), x2 label. Result x1: portal. */
  public static final int PORTAL_CREATE = 20;

  /** x0 factory. Result x1: notification that accepts all bits. */
  public static final int NOTIFICATION_CREATE = 21;

  /**
   * x0 factory, x1 machine control, x2 line, x3 {@link #LEVEL} or {@link #EDGE}. Result x1:
   * interrupt. {@link ResultCode#IN_USE} if somebody has the line.
   */
  public static final int INTERRUPT_CREATE = 22;

  /**
   * x0 factory, x1 physical range, x2 offset and x3 size in bytes, multiples of 4096, x4 {@link
   * Permission} bits. Result x1: a range that is a part of the given one, with no more permissions.
   */
  public static final int RANGE_CREATE = 23;

  /** x0 capability (control). Destroys the object and all that belongs to it. */
  public static final int DESTROY = 24;

  /** x0 space, x1 capability, x2 1: pass on the control right, too. Result x1: handle there. */
  public static final int CAPABILITY_COPY = 25;

  /** x0 capability. The last one of an object destroys it. */
  public static final int CAPABILITY_DELETE = 26;

  /**
   * x0 handle, x1 endpoint or 0. Results x1: {@link ObjectKind}, x2: 1 with the control right, x3:
   * id of a thread, x4: label of a portal that leads to the endpoint, otherwise 0.
   */
  public static final int CAPABILITY_QUERY = 27;

  /**
   * x0 space, x1 physical range, x2 offset in it, x3 virtual address, x4 size, x5 {@link
   * Permission} bits. Maps whole 4 KiB pages, at most {@link #MAP_LIMIT} bytes at once; nothing may
   * be mapped there yet.
   */
  public static final int MAP = 28;

  /** x0 space, x1 virtual address, x2 size. Removes the mappings of whole pages in the range. */
  public static final int UNMAP = 29;

  /** x0 space, x1 virtual address. Result x1: physical address, x2: {@link Permission} bits. */
  public static final int QUERY = 30;

  /** x0 space, x1 slot. Makes its translation tables readable for itself. */
  public static final int SPACE_RECURSIVE = 31;

  /**
   * x0 thread (control), x1 portal for page faults or 0, x2 portal for exceptions or 0, x3 {@link
   * #SEND_UNKNOWN_CALLS} or 0.
   */
  public static final int THREAD_HANDLERS = 32;

  /** x0 thread (control), x1 priority, 0 to 255, at most the caller's own. */
  public static final int THREAD_PRIORITY = 33;

  /** x0 thread (control), x1 index of a processor. */
  public static final int THREAD_AFFINITY = 34;

  /** x0 thread (control). Lets a new or suspended thread go on. */
  public static final int THREAD_START = 35;

  /** x0 thread (control). Keeps a thread from running until {@link #THREAD_START}. */
  public static final int THREAD_SUSPEND = 36;

  /**
   * x0 thread (control). Ends the wait of a thread in a message or for signals: its call returns
   * {@link ResultCode#CANCELLED}. A thread that does not wait is cancelled at its next wait.
   */
  public static final int THREAD_CANCEL = 37;

  /**
   * x0 thread (control), x1 address of {@link #REGISTERS_SIZE} bytes of the caller, x2 0 to read, 1
   * to write. Registers x0 to x30, stack pointer, instruction pointer, status of a thread that is
   * suspended or waits for a handler.
   */
  public static final int THREAD_REGISTERS = 38;

  /** x0 thread (control), x1 machine control, x2 1 or 0. Lets it program the user timer. */
  public static final int THREAD_TIMER = 39;

  /** x0 notification (control), x1 bits that are delivered; others stay pending. */
  public static final int NOTIFICATION_ACCEPT = 40;

  /** x0 endpoint (control), x1 notification (control) or 0: a wait for one is a wait for both. */
  public static final int ENDPOINT_BIND = 41;

  /** x0 interrupt, x1 notification or 0, x2 bits. The line is masked until it is acknowledged. */
  public static final int INTERRUPT_BIND = 42;

  /** x0 interrupt. Lets the line signal again. */
  public static final int INTERRUPT_ACKNOWLEDGE = 43;

  /** x0 machine control, x1 exit code. Ends the system. */
  public static final int POWER_OFF = 44;

  /** x0 machine control. Result x1: next byte of console input, or -1 if there is none now. */
  public static final int CONSOLE_READ = 45;

  /**
   * x0 machine control, x1 {@link ObjectKind}, or 0 for capabilities, or -1 for kernel pages.
   * Results x1: free, x2: all.
   */
  public static final int STATISTICS = 46;

  /** First number that is no system call. */
  public static final int COUNT = 47;

  /** {@link #SEND}, {@link #WAIT}: answer {@link ResultCode#WOULD_WAIT} instead of waiting. */
  public static final int NO_WAIT = 1;

  public static final int LEVEL = 0;
  public static final int EDGE = 1;

  /** {@link #THREAD_HANDLERS}: unknown system calls are messages to the exception portal, too. */
  public static final int SEND_UNKNOWN_CALLS = 1;

  /** {@link #CONSOLE_WRITE}: every byte appears as it is. */
  public static final int TERMINAL = 1;

  /** Most bytes that one {@link #CONSOLE_WRITE} takes. */
  public static final int CONSOLE_WRITE_LIMIT = 4096;

  /** Most bytes that one {@link #MAP} or {@link #UNMAP} takes. */
  public static final int MAP_LIMIT = 1 << 20;

  /** Longest label of a space in bytes. */
  public static final int LABEL_LIMIT = 63;

  /** Size of the register block of {@link #THREAD_REGISTERS}: 34 registers. */
  public static final int REGISTERS_SIZE = FaultMessage.REGISTER_COUNT * 8;
}
