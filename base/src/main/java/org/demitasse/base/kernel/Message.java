package org.demitasse.base.kernel;

import org.demitasse.abi.MessageTag;
import org.demitasse.abi.ResultCode;
import org.demitasse.abi.SystemCall;
import org.demitasse.abi.UtcbLayout;
import org.demitasse.base.raw.RawMemory;
import org.demitasse.base.raw.RawSystemCall;

/**
 * What a thread sends and receives: an operation, up to 256 words, up to four capabilities. Fill
 * one with {@link #begin} and {@link #put}, send it, and read what has come back from the same
 * object.
 *
 * <p>An object holds the first four words, which travel in registers; the others lie in the
 * thread's control block and are good until its next message.
 */
public final class Message {
  private static final int WORD = 8;

  private final long[] registers = new long[MessageTag.SHORT_WORDS];
  private int operation;
  private int words;
  private int capabilities;
  private boolean oneWay;
  private long label;
  private int next;

  /** Begins a message. */
  public Message begin(int newOperation) {
    operation = newOperation;
    words = 0;
    capabilities = 0;
    next = 0;
    return this;
  }

  private static long slot(int word) {
    return RawSystemCall.utcb() + UtcbLayout.MESSAGE + (long) word * WORD;
  }

  /** Appends a word. */
  public Message put(long word) {
    if (words < registers.length) {
      registers[words] = word;
    } else if (words < MessageTag.WORDS_LIMIT) {
      RawMemory.storeLong(slot(words), word);
    }
    // One too many is for the kernel to refuse; more would not fit the tag.
    words = Math.min(words + 1, MessageTag.WORDS_LIMIT + 1);
    return this;
  }

  /** Appends a capability to be passed on. */
  public Message putCapability(long handle) {
    if (capabilities < MessageTag.CAPABILITIES_LIMIT) {
      RawMemory.storeLong(
          RawSystemCall.utcb() + UtcbLayout.CAPABILITIES_SENT + (long) capabilities * WORD, handle);
    }
    capabilities = Math.min(capabilities + 1, MessageTag.CAPABILITIES_LIMIT + 1);
    return this;
  }

  private int send(int call, long target, long flags) {
    int result =
        (int)
            RawSystemCall.invoke(
                call,
                target,
                MessageTag.of(operation, words, capabilities),
                registers[0],
                registers[1],
                registers[2],
                registers[3],
                flags);
    if (result >= ResultCode.OK && call != SystemCall.SEND && call != SystemCall.REPLY) {
      receive(result);
    }
    return result;
  }

  private void receive(int result) {
    label = RawSystemCall.result(6);
    if (result == ResultCode.SIGNALS) {
      return;
    }
    long tag = RawSystemCall.result(1);
    operation = MessageTag.operation(tag);
    words = MessageTag.words(tag);
    capabilities = MessageTag.capabilities(tag);
    oneWay = (tag & MessageTag.ONE_WAY) != 0;
    for (int i = 0; i < registers.length; i++) {
      registers[i] = RawSystemCall.result(2 + i);
    }
    next = 0;
  }

  /** Sends this, and is the reply afterwards; returns a {@link ResultCode}. */
  public int call(long portal) {
    return send(SystemCall.CALL, portal, 0);
  }

  /** Sends this one-way, when somebody takes it; returns a {@link ResultCode}. */
  public int send(long portal) {
    return send(SystemCall.SEND, portal, 0);
  }

  /** Sends this one-way if somebody waits for it at this moment. */
  public int sendNow(long portal) {
    return send(SystemCall.SEND, portal, SystemCall.NO_WAIT);
  }

  /**
   * Waits at an endpoint or a notification.
   *
   * @return {@link ResultCode#OK}: this is the message; {@link ResultCode#SIGNALS}: {@link #label}
   *     has the bits
   */
  public int waitAt(long target) {
    int result = (int) RawSystemCall.invoke(SystemCall.WAIT, target, 0, 0, 0, 0, 0, 0);
    if (result >= ResultCode.OK) {
      receive(result);
    }
    return result;
  }

  /** Like {@link #waitAt}, but answers {@link ResultCode#WOULD_WAIT} instead of waiting. */
  public int poll(long target) {
    int result =
        (int) RawSystemCall.invoke(SystemCall.WAIT, target, SystemCall.NO_WAIT, 0, 0, 0, 0, 0);
    if (result >= ResultCode.OK) {
      receive(result);
    }
    return result;
  }

  /** Acknowledges an interrupt and waits, in one system call. */
  public int acknowledgeAndWait(long interrupt, long target) {
    int result =
        (int) RawSystemCall.invoke(SystemCall.ACKNOWLEDGE_WAIT, interrupt, target, 0, 0, 0, 0, 0);
    if (result >= ResultCode.OK) {
      receive(result);
    }
    return result;
  }

  /** Answers the last caller with this, and waits for the next message. */
  public int replyAndWait(long target) {
    return send(SystemCall.REPLY_WAIT, target, 0);
  }

  /** Answers the last caller ({@code reply} 0) or the one that was kept. */
  public int reply(long reply) {
    return send(SystemCall.REPLY, reply, 0);
  }

  /** Keeps the last caller for a later answer; returns the capability to answer it with. */
  public static long keepReply() {
    int result = (int) RawSystemCall.invoke(SystemCall.REPLY_KEEP, 0, 0, 0, 0, 0, 0, 0);
    if (result != ResultCode.OK) {
      throw new KernelException("keep the reply", result);
    }
    return RawSystemCall.result(1);
  }

  public int operation() {
    return operation;
  }

  /** Returns how many words the message has. */
  public int words() {
    return words;
  }

  /** Returns a word by its index. */
  public long word(int index) {
    return index < registers.length ? registers[index] : RawMemory.loadLong(slot(index));
  }

  /** Returns the next word, from the first on. */
  public long take() {
    return word(next++);
  }

  /** Returns how many capabilities came along. */
  public int capabilities() {
    return capabilities;
  }

  /** Returns the handle of a capability that came along, or 0. */
  public long capability(int index) {
    return RawMemory.loadLong(
        RawSystemCall.utcb() + UtcbLayout.CAPABILITIES_RECEIVED + (long) index * WORD);
  }

  /** Returns whether nobody waits for an answer. */
  public boolean oneWay() {
    return oneWay;
  }

  /** Returns the label of the portal that the message came by, or the bits of signals. */
  public long label() {
    return label;
  }
}
