package org.demitasse.abi;

/**
 * The user thread control block: one page of RAM for each thread, always mapped readable and
 * writable in the thread's space, so that the kernel never faults when it copies messages.
 * TPIDRRO_EL0 holds its address. Everything in it is the thread's to change; the kernel reads only
 * what a system call refers to.
 *
 * <pre>
 *     0  8  id of the thread: number in bits 0 to 15, version in bits 16 to 47; written at creation
 *     8  8  word of the creator, an argument of THREAD_CREATE
 *    16 48  free for user land
 *    64 32  capabilities to send, four handles
 *    96 32  capabilities received, four handles; 0 where there is none
 *   128 ..  free for user land
 *  2048 ..  words of a long message: word i, from 4 on, at 2048 + 8 * i
 * </pre>
 */
public final class UtcbLayout {
  private UtcbLayout() {}

  public static final int SIZE = ProgramLayout.PAGE_SIZE;
  public static final int THREAD_ID = 0;
  public static final int CREATOR_WORD = 8;
  public static final int CAPABILITIES_SENT = 64;
  public static final int CAPABILITIES_RECEIVED = 96;
  public static final int USER_AREA = 128;
  public static final int MESSAGE = 2048;

  /** {@link #THREAD_ID}: bits of the number. */
  public static final int NUMBER_BITS = 16;
}
