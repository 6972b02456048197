package org.demitasse.abi;

/**
 * The word that comes with every message, in x1: what the message is and how long it is.
 *
 * <pre>
 *   bits 0 to 8    number of words, 0 to {@link #WORDS_LIMIT}; the first four travel in x2 to x5, the others in the UTCB
 *   bits 12 to 14  number of capabilities, 0 to {@link #CAPABILITIES_LIMIT}, in the UTCB
 *   bit 15         the kernel sets it for the receiver: it had no room for a capability, which is 0 now
 *   bit 16         the kernel sets it for the receiver: the message came by SEND, nobody waits for a reply
 *   bits 17 to 31  zero; a sender's bits 15 to 31 are ignored
 *   bits 32 to 63  operation, for sender and receiver to agree upon
 * </pre>
 *
 * <p>The four words in registers are passed on whatever the number of words says.
 */
public final class MessageTag {
  private MessageTag() {}

  /** Words that travel in registers, x2 to x5. */
  public static final int SHORT_WORDS = 4;

  /** Most words of a message: 2 KiB. */
  public static final int WORDS_LIMIT = 256;

  /** Most capabilities of a message. */
  public static final int CAPABILITIES_LIMIT = 4;

  public static final long WORDS = 0x1FF;
  public static final int CAPABILITIES_SHIFT = 12;
  public static final long CAPABILITIES = 7L << CAPABILITIES_SHIFT;

  /** Number of words and of capabilities. */
  public static final long LENGTH = 0x7FFF;

  /** All but the operation: of a short message without capabilities at most 4. */
  public static final long LOW = 0xFFFF_FFFFL;

  public static final long CAPABILITIES_LOST = 1L << 15;
  public static final long ONE_WAY = 1L << 16;

  public static final int OPERATION_SHIFT = 32;

  /** What a receiver gets of a sender's tag. */
  public static final long PASSED = 0xFFFF_FFFFL << OPERATION_SHIFT | LENGTH;

  /** Operations of this value and above, unsigned, are the kernel's: {@link FaultMessage}. */
  public static final int KERNEL_OPERATIONS = 0xFFFF_FF00;

  /** Returns the tag of a message. */
  public static long of(int operation, int words, int capabilities) {
    return (long) operation << OPERATION_SHIFT | (long) capabilities << CAPABILITIES_SHIFT | words;
  }

  public static int words(long tag) {
    return (int) (tag & WORDS);
  }

  public static int capabilities(long tag) {
    return (int) (tag >>> CAPABILITIES_SHIFT) & 7;
  }

  public static int operation(long tag) {
    return (int) (tag >>> OPERATION_SHIFT);
  }
}
