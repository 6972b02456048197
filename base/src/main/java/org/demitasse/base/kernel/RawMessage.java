package org.demitasse.base.kernel;

import org.demitasse.abi.MessageTag;
import org.demitasse.abi.SystemCall;
import org.demitasse.abi.UtcbLayout;
import org.demitasse.base.raw.RawSystemCall;
import org.teavm.interop.Import;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Include;

/**
 * {@link Message} for raw code: no object, nothing to initialize. What was received lies in the
 * calling thread's control block and is good until its next system call; words from the fifth on
 * until its next message.
 */
@Include(value = "raw_memory.h", isSystem = false)
public final class RawMessage {
  private RawMessage() {}

  @Unmanaged
  @Import(name = "demitasse_raw_load64")
  private static native long load(long address);

  @Unmanaged
  @Import(name = "demitasse_raw_store64")
  private static native void store(long address, long value);

  /** Returns the tag of a message of so many words and capabilities. */
  @Unmanaged
  public static long tag(int operation, int words, int capabilities) {
    return (long) operation << MessageTag.OPERATION_SHIFT
        | (long) capabilities << MessageTag.CAPABILITIES_SHIFT
        | words;
  }

  /** Sends a message and waits for the reply; returns a {@link org.demitasse.abi.ResultCode}. */
  @Unmanaged
  public static long call(long portal, long tag, long a, long b, long c, long d) {
    return RawSystemCall.invoke(SystemCall.CALL, portal, tag, a, b, c, d, 0);
  }

  /** Sends a message when somebody takes it. */
  @Unmanaged
  public static long send(long portal, long tag, long a, long b, long c, long d) {
    return RawSystemCall.invoke(SystemCall.SEND, portal, tag, a, b, c, d, 0);
  }

  /** Waits at an endpoint or a notification: OK for a message, SIGNALS for bits. */
  @Unmanaged
  public static long waitAt(long target) {
    return RawSystemCall.invoke(SystemCall.WAIT, target, 0, 0, 0, 0, 0, 0);
  }

  /** Answers the last caller, then waits. */
  @Unmanaged
  public static long replyAndWait(long target, long tag, long a, long b, long c, long d) {
    return RawSystemCall.invoke(SystemCall.REPLY_WAIT, target, tag, a, b, c, d, 0);
  }

  /** Answers the last caller ({@code reply} 0) or one that was kept. */
  @Unmanaged
  public static long reply(long reply, long tag, long a, long b, long c, long d) {
    return RawSystemCall.invoke(SystemCall.REPLY, reply, tag, a, b, c, d, 0);
  }

  /** Keeps the last caller; returns the reply capability, or a negative result code. */
  @Unmanaged
  public static long keepReply() {
    long result = RawSystemCall.invoke(SystemCall.REPLY_KEEP, 0, 0, 0, 0, 0, 0, 0);
    return result < 0 ? result : RawSystemCall.result(1);
  }

  /** Sets bits: those of a portal's label, or {@code bits} of a notification itself. */
  @Unmanaged
  public static long signal(long target, long bits) {
    return RawSystemCall.invoke(SystemCall.NOTIFY, target, bits, 0, 0, 0, 0, 0);
  }

  /** Gives the processor to another thread of the same priority. */
  @Unmanaged
  public static void yieldProcessor() {
    RawSystemCall.invoke(SystemCall.YIELD, 0, 0, 0, 0, 0, 0, 0);
  }

  /** Puts word 4 to 255 of the next message. */
  @Unmanaged
  public static void putWord(int index, long value) {
    store(RawSystemCall.utcb() + UtcbLayout.MESSAGE + index * 8L, value);
  }

  /** Puts capability 0 to 3 of the next message. */
  @Unmanaged
  public static void putCapability(int index, long handle) {
    store(RawSystemCall.utcb() + UtcbLayout.CAPABILITIES_SENT + index * 8L, handle);
  }

  /** Returns the operation of the received message. */
  @Unmanaged
  public static int operation() {
    return (int) (RawSystemCall.result(1) >>> MessageTag.OPERATION_SHIFT);
  }

  /** Returns how many words it has. */
  @Unmanaged
  public static int words() {
    return (int) (RawSystemCall.result(1) & MessageTag.WORDS);
  }

  /** Returns a word of it. */
  @Unmanaged
  public static long word(int index) {
    return index < MessageTag.SHORT_WORDS
        ? RawSystemCall.result(2 + index)
        : load(RawSystemCall.utcb() + UtcbLayout.MESSAGE + index * 8L);
  }

  /** Returns the handle of a capability that came along, or 0. */
  @Unmanaged
  public static long capability(int index) {
    return load(RawSystemCall.utcb() + UtcbLayout.CAPABILITIES_RECEIVED + index * 8L);
  }

  /** Returns the label of the portal that it came by, or the bits of signals. */
  @Unmanaged
  public static long label() {
    return RawSystemCall.result(6);
  }

  /** Returns the calling thread's id, number and version, without a system call. */
  @Unmanaged
  public static long threadId() {
    return load(RawSystemCall.utcb() + UtcbLayout.THREAD_ID);
  }

  /** Returns the word that the calling thread's creator left for it. */
  @Unmanaged
  public static long creatorWord() {
    return load(RawSystemCall.utcb() + UtcbLayout.CREATOR_WORD);
  }
}
