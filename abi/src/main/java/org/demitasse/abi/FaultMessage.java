package org.demitasse.abi;

/**
 * Messages that the kernel sends in the name of a thread that cannot go on: to the thread's pager
 * portal, or to its exception portal. The thread waits for the reply like any caller.
 *
 * <p>Page fault: four words, address, {@link FaultKind}, instruction pointer, syndrome (ESR_EL1 on
 * AArch64). Any reply lets the thread go on where it was.
 *
 * <p>Exception, exit and unknown system call: the four words of a page fault (of an exit, the first
 * word is the exit code; of an unknown call, its number), then from word {@link #REGISTERS} on the
 * thread's registers x0 to x30, stack pointer, instruction pointer, status. A reply with fewer
 * words than {@link #WORDS} lets the thread go on with the registers as they were, one with {@link
 * #WORDS} sets them first; status bits that are not the user's to choose keep their value.
 */
public final class FaultMessage {
  private FaultMessage() {}

  public static final int PAGE_FAULT = MessageTag.KERNEL_OPERATIONS;
  public static final int EXCEPTION = MessageTag.KERNEL_OPERATIONS + 1;

  /** The thread made the system call EXIT. */
  public static final int EXIT = MessageTag.KERNEL_OPERATIONS + 2;

  /** The thread made a system call that does not exist; see {@link SystemCall#THREAD_HANDLERS}. */
  public static final int UNKNOWN_CALL = MessageTag.KERNEL_OPERATIONS + 3;

  /** First word that holds a register. */
  public static final int REGISTERS = 4;

  public static final int REGISTER_COUNT = 34;

  /** Words of a message with registers. */
  public static final int WORDS = REGISTERS + REGISTER_COUNT;
}
