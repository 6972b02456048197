package org.demitasse.base.rpc;

import org.demitasse.abi.MessageTag;
import org.demitasse.abi.OutOfLine;
import org.demitasse.abi.ResultCode;
import org.demitasse.abi.SystemCall;
import org.demitasse.abi.UtcbLayout;
import org.demitasse.base.Capability;
import org.demitasse.base.raw.RawMemory;
import org.demitasse.base.raw.RawSystemCall;
import org.demitasse.base.runtime.Utf8;
import org.jspecify.annotations.Nullable;
import org.teavm.interop.StaticInit;

/**
 * The message of the component that is being written or read. There is one: a component has one
 * kernel thread, a message is written and sent, or received and read, without a wait in between,
 * and its content lies where the kernel looks for it anyway. So nothing is allocated.
 *
 * <p>What was received is good until the next system call, and beyond the first four words until
 * the next message is written: readers take everything before they call anybody.
 *
 * <p>What each call goes through is short and becomes part of generated code; what makes long
 * messages and exceptions stays out of line.
 */
@StaticInit // Each use would ask otherwise whether the message is there.
public final class RpcMessage {
  private static final int WORD = 8;
  private static final RpcMessage SHARED = new RpcMessage();

  private long first;
  private long second;
  private long third;
  private long fourth;
  private int operation;

  /** What was called, if this is the answer. */
  private @Nullable String called;

  /** Words and capabilities written so far, or received. */
  private int words;

  private int capabilities;

  /** The next ones to be read. */
  private int nextWord;

  private int nextCapability;

  private RpcMessage() {}

  /** Returns the message, empty, for a request or an answer. */
  public static RpcMessage begin(int operation) {
    RpcMessage message = SHARED;
    message.operation = operation;
    message.words = 0;
    message.capabilities = 0;
    message.called = null;
    return message;
  }

  /** Returns the message with a word. */
  public static RpcMessage begin(int operation, long word) {
    RpcMessage message = begin(operation);
    message.first = word;
    message.words = 1;
    return message;
  }

  /** Returns the message with two words. */
  public static RpcMessage begin(int operation, long word0, long word1) {
    RpcMessage message = begin(operation);
    message.first = word0;
    message.second = word1;
    message.words = 2;
    return message;
  }

  /** Returns the message with three words. */
  public static RpcMessage begin(int operation, long word0, long word1, long word2) {
    RpcMessage message = begin(operation);
    message.first = word0;
    message.second = word1;
    message.third = word2;
    message.words = 3;
    return message;
  }

  /** Returns the message with four words. */
  public static RpcMessage begin(int operation, long word0, long word1, long word2, long word3) {
    RpcMessage message = begin(operation);
    message.first = word0;
    message.second = word1;
    message.third = word2;
    message.fourth = word3;
    message.words = 4;
    return message;
  }

  private static long slot(int word) {
    return RawSystemCall.utcb() + UtcbLayout.MESSAGE + (long) word * WORD;
  }

  // ---- writing

  /** Appends a word. Numbers that are smaller are extended by their sign. */
  @OutOfLine
  public RpcMessage put(long word) {
    switch (words) {
      case 0 -> first = word;
      case 1 -> second = word;
      case 2 -> third = word;
      case 3 -> fourth = word;
      default -> {
        if (words >= MessageTag.WORDS_LIMIT) {
          throw new IllegalArgumentException(
              "the message has no room beyond " + RpcLimits.MESSAGE + " bytes");
        }
        RawMemory.storeLong(slot(words), word);
      }
    }
    words++;
    return this;
  }

  public RpcMessage putBoolean(boolean value) {
    return put(value ? 1 : 0);
  }

  public RpcMessage putDouble(double value) {
    return put(Double.doubleToRawLongBits(value));
  }

  public RpcMessage putFloat(float value) {
    return put(Float.floatToRawIntBits(value));
  }

  /**
   * Appends a text.
   *
   * @param limit most bytes that it may have in UTF-8
   * @param name of the parameter, for the message
   * @throws IllegalArgumentException if it has more
   */
  @OutOfLine
  public RpcMessage putText(String text, int limit, String name) {
    char[] characters = text.toCharArray();
    return characters.length <= limit && isAscii(characters)
        ? putAscii(characters)
        : putBytes(Utf8.encode(text), limit, name);
  }

  private static boolean isAscii(char[] characters) {
    int all = 0;
    for (char each : characters) {
      all |= each;
    }
    return all < 0x80;
  }

  /**
   * Appends characters that are their own encoding: the rule, and worth the second way, which saves
   * 400 instructions for 16 letters.
   */
  private RpcMessage putAscii(char[] characters) {
    put(characters.length);
    long word = 0;
    int shift = 0;
    for (char each : characters) {
      word |= (long) each << shift;
      shift += 8;
      if (shift == Long.SIZE) {
        put(word);
        word = 0;
        shift = 0;
      }
    }
    return shift == 0 ? this : put(word);
  }

  /** Appends the beginning of a text, as much of it as the limit lets through. */
  @OutOfLine
  public RpcMessage putCutText(String text, int limit) {
    byte[] bytes = Utf8.encode(text);
    return putBytes(bytes, Utf8.cut(bytes, limit));
  }

  /** Appends bytes; parameters as for {@link #putText}. */
  public RpcMessage putBytes(byte[] bytes, int limit, String name) {
    if (bytes.length > limit) {
      throw new IllegalArgumentException(
          name + " has " + bytes.length + " bytes; at most " + limit + " are allowed");
    }
    return putBytes(bytes, bytes.length);
  }

  private RpcMessage putBytes(byte[] bytes, int length) {
    put(length);
    for (int i = 0; i < length; i += WORD) {
      long word = 0;
      for (int j = Math.min(WORD, length - i) - 1; j >= 0; j--) {
        word = word << 8 | (bytes[i + j] & 0xFF);
      }
      put(word);
    }
    return this;
  }

  /** Appends a capability; an invalid one arrives as such. */
  @OutOfLine
  public RpcMessage putCapability(Capability<?> capability) {
    if (capabilities == MessageTag.CAPABILITIES_LIMIT) {
      throw new IllegalArgumentException(
          "a message takes at most " + RpcLimits.CAPABILITIES + " capabilities");
    }
    // A word tells which ones are there: the kernel takes valid ones only.
    put(capability.valid() ? 1 : 0);
    if (capability.valid()) {
      RawMemory.storeLong(
          RawSystemCall.utcb() + UtcbLayout.CAPABILITIES_SENT + (long) capabilities * WORD,
          capability.handle());
      capabilities++;
    }
    return this;
  }

  // ---- sending

  /** Calls a method that declares no exceptions, as {@link #call(Capability, String, int)} does. */
  public RpcMessage call(Capability<?> target, String name) {
    return call(target, name, 0);
  }

  /**
   * Calls an object with this message, which is its answer afterwards. An answer that cannot be
   * read as what is expected is an {@link RpcException}, too.
   *
   * @param name what is called, for exceptions: {@code Interface.method}
   * @param exceptions how many the method declares: {@link #status()} is at most that
   * @throws RpcException if there is no such answer
   */
  public RpcMessage call(Capability<?> target, String name, int exceptions) {
    int result = send(SystemCall.CALL, target.handle());
    if (result != ResultCode.OK) {
      throw failed(result, name);
    }
    receive();
    called = name;
    if (operation < RpcStatus.OK || operation > exceptions) {
      throw refused(name);
    }
    return this;
  }

  @OutOfLine
  private static RpcException failed(int result, String name) {
    return new RpcException(RpcException.reasonOf(result), name + ": " + ResultCode.name(result));
  }

  @OutOfLine
  private RuntimeException refused(String name) {
    if (operation > RpcStatus.OK) {
      return malformed("it has the unknown status " + operation);
    }
    RpcException refusal = refusal(name);
    releaseUnread();
    return refusal;
  }

  private RpcException refusal(String name) {
    return switch (operation) {
      case RpcStatus.MALFORMED ->
          new RpcException(
              RpcException.Reason.MALFORMED, name + ": the message could not be read there");
      case RpcStatus.UNKNOWN_OPERATION ->
          new RpcException(
              RpcException.Reason.UNKNOWN_OPERATION, name + ": the object has no such operation");
      case RpcStatus.ILLEGAL_ARGUMENT ->
          new RpcException(
              RpcException.Reason.ILLEGAL_ARGUMENT, name + ": " + takeExceptionMessage());
      default -> new RpcException(RpcException.Reason.FAILED, name + ": " + takeExceptionMessage());
    };
  }

  /** Returns the message as it has been written last. */
  static RpcMessage current() {
    return SHARED;
  }

  /** Makes a system call that sends this to a target; returns its {@link ResultCode}. */
  int send(int call, long target) {
    return (int) RawSystemCall.invoke(call, target, tag(), first, second, third, fourth, 0);
  }

  /** Makes this what the kernel has just delivered. */
  static RpcMessage received() {
    SHARED.receive();
    SHARED.called = null;
    return SHARED;
  }

  private void receive() {
    long tag = RawSystemCall.result(1);
    operation = MessageTag.operation(tag);
    words = MessageTag.words(tag);
    capabilities = MessageTag.capabilities(tag);
    nextWord = 0;
    nextCapability = 0;
  }

  private long tag() {
    return MessageTag.of(operation, words, capabilities);
  }

  // ---- reading

  /** Returns which operation a request wants, or how a call went: {@link RpcStatus}. */
  public int status() {
    return operation;
  }

  /**
   * Gives up all capabilities of the message, those that were read before the mistake, too: nobody
   * has got them.
   */
  @OutOfLine
  private RuntimeException malformed(String mistake) {
    nextCapability = 0;
    releaseUnread();
    return called == null
        ? new MalformedMessageException(mistake)
        : new RpcException(
            RpcException.Reason.MALFORMED, called + ": the answer could not be read: " + mistake);
  }

  /**
   * Returns the next word.
   *
   * @throws MalformedMessageException if there is none
   */
  public long take() {
    int index = nextWord++;
    if (index >= words) {
      throw endsTooEarly();
    }
    return index < MessageTag.SHORT_WORDS
        ? RawSystemCall.result(2 + index)
        : RawMemory.loadLong(slot(index));
  }

  @OutOfLine
  private RuntimeException endsTooEarly() {
    return malformed("the message ends too early");
  }

  /** Returns the next word as a number of the range. */
  @OutOfLine
  private long take(long least, long most) {
    long value = take();
    if (value < least || value > most) {
      throw malformed(value + " is not from " + least + " to " + most);
    }
    return value;
  }

  public int takeInt() {
    long value = take();
    if (value != (int) value) {
      throw noInt(value);
    }
    return (int) value;
  }

  @OutOfLine
  private RuntimeException noInt(long value) {
    return malformed(value + " is no int");
  }

  public short takeShort() {
    return (short) take(Short.MIN_VALUE, Short.MAX_VALUE);
  }

  public byte takeByte() {
    return (byte) take(Byte.MIN_VALUE, Byte.MAX_VALUE);
  }

  public char takeChar() {
    return (char) take(Character.MIN_VALUE, Character.MAX_VALUE);
  }

  public boolean takeBoolean() {
    return take(0, 1) == 1;
  }

  public double takeDouble() {
    return Double.longBitsToDouble(take());
  }

  public float takeFloat() {
    return Float.intBitsToFloat(takeInt());
  }

  /** Returns the next word as the place of an enum's constant. */
  public int takeOrdinal(int count) {
    return (int) take(0, count - 1L);
  }

  /** Returns the next text. */
  @OutOfLine
  public String takeText(int limit) {
    int length = (int) take(0, limit);
    if (length == 0) {
      return "";
    }
    char[] characters = new char[length];
    long word = 0;
    int all = 0;
    for (int i = 0; i < length; i++) {
      word = (i & (WORD - 1)) == 0 ? take() : word >>> 8;
      characters[i] = (char) (word & 0xFF);
      all |= characters[i];
    }
    return all < 0x80 ? new String(characters) : Utf8.decode(bytes(characters));
  }

  private static byte[] bytes(char[] values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  /** Returns what an answer with an exception consists of. */
  @OutOfLine
  public String takeExceptionMessage() {
    String text = takeText(RpcLimits.EXCEPTION_MESSAGE);
    expectEnd();
    return text;
  }

  /** Returns the next bytes. */
  public byte[] takeBytes(int limit) {
    int length = (int) take(0, limit);
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i += WORD) {
      long word = take();
      for (int j = 0; j < WORD && i + j < length; j++) {
        bytes[i + j] = (byte) (word >>> (8 * j));
      }
    }
    return bytes;
  }

  /** Returns the next capability; an invalid one if that was sent, or there was no room for it. */
  @OutOfLine
  public <T> Capability<T> takeCapability() {
    if (!takeBoolean()) {
      return Capability.invalid();
    }
    if (nextCapability >= capabilities) {
      throw malformed("a capability is missing");
    }
    long handle =
        RawMemory.loadLong(
            RawSystemCall.utcb() + UtcbLayout.CAPABILITIES_RECEIVED + (long) nextCapability * WORD);
    nextCapability++;
    return Capability.ofHandle(handle);
  }

  /**
   * Checks that everything has been read.
   *
   * @throws MalformedMessageException if there is more
   */
  public void expectEnd() {
    if (nextWord != words || nextCapability != capabilities) {
      throw goesOn();
    }
  }

  @OutOfLine
  private RuntimeException goesOn() {
    return malformed("the message goes on");
  }

  /** Gives up capabilities that have not been read. */
  void releaseUnread() {
    while (nextCapability < capabilities) {
      Capability.ofHandle(
              RawMemory.loadLong(
                  RawSystemCall.utcb()
                      + UtcbLayout.CAPABILITIES_RECEIVED
                      + (long) nextCapability++ * WORD))
          .release();
    }
  }
}
