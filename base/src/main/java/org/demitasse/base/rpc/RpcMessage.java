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

/**
 * The message of the component that is being written or read. There is one: a component has one
 * kernel thread, a message is written and sent, or received and read, without a wait in between,
 * and its content lies where the kernel looks for it anyway. So nothing is allocated, and there is
 * no object.
 *
 * <p>What was received is good until the next system call, and beyond the first four words until
 * the next message is written: readers take everything before they call anybody.
 *
 * <p>What each call goes through is short and becomes part of generated code; what makes long
 * messages and exceptions stays out of line. Generated code reads messages of up to four numbers
 * with {@link #expect} and {@link #word}, all others with {@link #take()} and its like and {@link
 * #expectEnd}.
 */
public final class RpcMessage {
  private static final int WORD = 8;

  /** One capability more, in a tag. */
  private static final long CAPABILITY = 1L << MessageTag.CAPABILITIES_SHIFT;

  /**
   * Where its tag lies, {@link MessageTag}, and its first four words behind it: these travel in
   * registers.
   */
  private static final int TAG = 1;

  private static final int FIRST = 2;

  /** What was called, if this is the answer. */
  private static @Nullable String called;

  /** How many words and capabilities have been read, as in a tag. */
  private static long read;

  private RpcMessage() {}

  /** Begins a request or an answer. */
  public static void begin(int operation) {
    begin(MessageTag.of(operation, 0, 0), 0, 0, 0, 0);
  }

  /** Begins with a word. */
  public static void begin(int operation, long word) {
    begin(MessageTag.of(operation, 1, 0), word, 0, 0, 0);
  }

  /** Begins with two words. */
  public static void begin(int operation, long word0, long word1) {
    begin(MessageTag.of(operation, 2, 0), word0, word1, 0, 0);
  }

  /** Begins with three words. */
  public static void begin(int operation, long word0, long word1, long word2) {
    begin(MessageTag.of(operation, 3, 0), word0, word1, word2, 0);
  }

  /** Begins with four words. */
  public static void begin(int operation, long word0, long word1, long word2, long word3) {
    begin(MessageTag.of(operation, 4, 0), word0, word1, word2, word3);
  }

  /**
   * The kernel passes on all four words, however many are meant: those that are not may be no
   * remains of what others were sent.
   */
  private static void begin(long newTag, long word0, long word1, long word2, long word3) {
    RawSystemCall.prepare(TAG, newTag);
    RawSystemCall.prepare(FIRST, word0);
    RawSystemCall.prepare(FIRST + 1, word1);
    RawSystemCall.prepare(FIRST + 2, word2);
    RawSystemCall.prepare(FIRST + 3, word3);
  }

  private static long tag() {
    return RawSystemCall.result(TAG);
  }

  private static long slot(int word) {
    return RawSystemCall.utcb() + UtcbLayout.MESSAGE + (long) word * WORD;
  }

  // ---- writing

  /** Appends a word. Numbers that are smaller are extended by their sign. */
  @OutOfLine
  public static void put(long word) {
    int words = MessageTag.words(tag());
    if (words < MessageTag.SHORT_WORDS) {
      RawSystemCall.prepare(FIRST + words, word);
    } else if (words < MessageTag.WORDS_LIMIT) {
      RawMemory.storeLong(slot(words), word);
    } else {
      throw new IllegalArgumentException(
          "the message has no room beyond " + RpcLimits.MESSAGE + " bytes");
    }
    RawSystemCall.prepare(TAG, tag() + 1);
  }

  /**
   * Appends a text.
   *
   * @param limit most bytes that it may have in UTF-8
   * @param name of the parameter, for the message
   * @throws IllegalArgumentException if it has more
   */
  @OutOfLine
  public static void putText(String text, int limit, String name) {
    char[] characters = text.toCharArray();
    if (characters.length <= limit && isAscii(characters)) {
      putAscii(characters);
    } else {
      putBytes(Utf8.encode(text), limit, name);
    }
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
  private static void putAscii(char[] characters) {
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
    if (shift != 0) {
      put(word);
    }
  }

  /** Appends the beginning of a text, as much of it as the limit lets through. */
  @OutOfLine
  public static void putCutText(String text, int limit) {
    byte[] bytes = Utf8.encode(text);
    putBytes(bytes, Utf8.cut(bytes, limit));
  }

  /** Appends bytes; parameters as for {@link #putText}. */
  public static void putBytes(byte[] bytes, int limit, String name) {
    if (bytes.length > limit) {
      throw new IllegalArgumentException(
          name + " has " + bytes.length + " bytes; at most " + limit + " are allowed");
    }
    putBytes(bytes, bytes.length);
  }

  private static void putBytes(byte[] bytes, int length) {
    put(length);
    for (int i = 0; i < length; i += WORD) {
      long word = 0;
      for (int j = Math.min(WORD, length - i) - 1; j >= 0; j--) {
        word = word << 8 | (bytes[i + j] & 0xFF);
      }
      put(word);
    }
  }

  /** Appends a capability; an invalid one arrives as such. */
  @OutOfLine
  public static void putCapability(Capability<?> capability) {
    int capabilities = MessageTag.capabilities(tag());
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
      RawSystemCall.prepare(TAG, tag() + CAPABILITY);
    }
  }

  // ---- sending

  /**
   * Calls an object with this message, which is its answer afterwards. An answer that cannot be
   * read as what is expected is an {@link RpcException}, too.
   *
   * @param name what is called, for exceptions: {@code Interface.method}
   * @param exceptions how many the method declares: {@link #status()} is at most that
   * @throws RpcException if there is no such answer
   */
  public static void call(Capability<?> target, String name, int exceptions) {
    answered(send(SystemCall.CALL, target.handle()), name, exceptions);
  }

  /** Calls with a message of no words. */
  public static void call(Capability<?> target, String name, int exceptions, int operation) {
    call(target, name, exceptions, MessageTag.of(operation, 0, 0), 0, 0, 0, 0);
  }

  /** Calls with a message of a word. */
  public static void call(
      Capability<?> target, String name, int exceptions, int operation, long word) {
    call(target, name, exceptions, MessageTag.of(operation, 1, 0), word, 0, 0, 0);
  }

  /** Calls with a message of two words. */
  public static void call(
      Capability<?> target, String name, int exceptions, int operation, long word0, long word1) {
    call(target, name, exceptions, MessageTag.of(operation, 2, 0), word0, word1, 0, 0);
  }

  /** Calls with a message of three words. */
  public static void call(
      Capability<?> target,
      String name,
      int exceptions,
      int operation,
      long word0,
      long word1,
      long word2) {
    call(target, name, exceptions, MessageTag.of(operation, 3, 0), word0, word1, word2, 0);
  }

  /** Calls with a message of four words. */
  public static void call(
      Capability<?> target,
      String name,
      int exceptions,
      int operation,
      long word0,
      long word1,
      long word2,
      long word3) {
    call(target, name, exceptions, MessageTag.of(operation, 4, 0), word0, word1, word2, word3);
  }

  /** Straight from the caller's variables into the registers. */
  private static void call(
      Capability<?> target,
      String name,
      int exceptions,
      long request,
      long word0,
      long word1,
      long word2,
      long word3) {
    long result =
        RawSystemCall.invoke(
            SystemCall.CALL, target.handle(), request, word0, word1, word2, word3, 0);
    answered((int) result, name, exceptions);
  }

  private static void answered(int result, String name, int exceptions) {
    if (result != ResultCode.OK) {
      throw failed(result, name);
    }
    read = 0;
    called = name;
    int status = status();
    if (status < RpcStatus.OK || status > exceptions) {
      throw refused(name);
    }
  }

  @OutOfLine
  private static RpcException failed(int result, String name) {
    return new RpcException(RpcException.reasonOf(result), name + ": " + ResultCode.name(result));
  }

  @OutOfLine
  private static RuntimeException refused(String name) {
    if (status() > RpcStatus.OK) {
      return malformed("it has the unknown status " + status());
    }
    RpcException refusal = refusal(name);
    releaseUnread();
    return refusal;
  }

  private static RpcException refusal(String name) {
    return switch (status()) {
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

  /** Makes a system call that sends this to a target; returns its {@link ResultCode}. */
  static int send(int call, long target) {
    return (int) RawSystemCall.invokePrepared(call, target);
  }

  /** Makes this the request that the kernel has just delivered. */
  static void received() {
    read = 0;
    called = null;
  }

  // ---- reading

  /** Returns which operation a request wants, or how a call went: {@link RpcStatus}. */
  public static int status() {
    return MessageTag.operation(tag());
  }

  /**
   * Gives up all capabilities of the message, those that were read before the mistake, too: nobody
   * has got them.
   */
  @OutOfLine
  private static RuntimeException malformed(String mistake) {
    read = 0;
    releaseUnread();
    return called == null
        ? new MalformedMessageException(mistake)
        : new RpcException(
            RpcException.Reason.MALFORMED, called + ": the answer could not be read: " + mistake);
  }

  /**
   * Checks that so many words, and no capabilities, are the whole message: {@link #word} reads them
   * then.
   *
   * @param words from 0 to 4
   * @throws MalformedMessageException if there are more or fewer; of an answer, an {@link
   *     RpcException}
   */
  public static void expect(int words) {
    if ((tag() & MessageTag.LENGTH) != words) {
      throw otherLength(words);
    }
  }

  @OutOfLine
  private static RuntimeException otherLength(int words) {
    return MessageTag.words(tag()) < words ? endsTooEarly() : goesOn();
  }

  /** Returns a word of a message that has it, as {@link #expect} has made sure. */
  public static long word(int index) {
    return RawSystemCall.result(FIRST + index);
  }

  /**
   * Returns the next word.
   *
   * @throws MalformedMessageException if there is none; of an answer, an {@link RpcException}, as
   *     in all methods that read
   */
  public static long take() {
    int index = MessageTag.words(read++);
    if (index >= MessageTag.words(tag())) {
      throw endsTooEarly();
    }
    return index < MessageTag.SHORT_WORDS ? word(index) : RawMemory.loadLong(slot(index));
  }

  @OutOfLine
  private static RuntimeException endsTooEarly() {
    return malformed("the message ends too early");
  }

  /** Returns a word that was read as a number of the range. */
  @OutOfLine
  private static long within(long value, long least, long most) {
    if (value < least || value > most) {
      throw malformed(value + " is not from " + least + " to " + most);
    }
    return value;
  }

  public static int toInt(long word) {
    if (word != (int) word) {
      throw noInt(word);
    }
    return (int) word;
  }

  @OutOfLine
  private static RuntimeException noInt(long value) {
    return malformed(value + " is no int");
  }

  public static short toShort(long word) {
    return (short) within(word, Short.MIN_VALUE, Short.MAX_VALUE);
  }

  public static byte toByte(long word) {
    return (byte) within(word, Byte.MIN_VALUE, Byte.MAX_VALUE);
  }

  public static char toChar(long word) {
    return (char) within(word, Character.MIN_VALUE, Character.MAX_VALUE);
  }

  public static boolean toBoolean(long word) {
    return within(word, 0, 1) == 1;
  }

  public static long fromBoolean(boolean value) {
    return value ? 1 : 0;
  }

  public static double toDouble(long word) {
    return Double.longBitsToDouble(word);
  }

  public static long fromDouble(double value) {
    return Double.doubleToRawLongBits(value);
  }

  public static float toFloat(long word) {
    return Float.intBitsToFloat(toInt(word));
  }

  public static long fromFloat(float value) {
    return Float.floatToRawIntBits(value);
  }

  /** Returns a word as the place of an enum's constant. */
  public static int toOrdinal(long word, int count) {
    return (int) within(word, 0, count - 1L);
  }

  /** Returns the next text. */
  @OutOfLine
  public static String takeText(int limit) {
    int length = (int) within(take(), 0, limit);
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
  public static String takeExceptionMessage() {
    String text = takeText(RpcLimits.EXCEPTION_MESSAGE);
    expectEnd();
    return text;
  }

  /** Returns the next bytes. */
  public static byte[] takeBytes(int limit) {
    int length = (int) within(take(), 0, limit);
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
  public static <T> Capability<T> takeCapability() {
    if (!toBoolean(take())) {
      return Capability.invalid();
    }
    int index = MessageTag.capabilities(read);
    if (index >= MessageTag.capabilities(tag())) {
      throw malformed("a capability is missing");
    }
    read += CAPABILITY;
    return capability(index);
  }

  private static <T> Capability<T> capability(int index) {
    return Capability.ofHandle(
        RawMemory.loadLong(
            RawSystemCall.utcb() + UtcbLayout.CAPABILITIES_RECEIVED + (long) index * WORD));
  }

  /**
   * Checks that everything has been read.
   *
   * @throws MalformedMessageException if there is more
   */
  public static void expectEnd() {
    if ((tag() & MessageTag.LENGTH) != read) {
      throw goesOn();
    }
  }

  @OutOfLine
  private static RuntimeException goesOn() {
    return malformed("the message goes on");
  }

  /** Gives up capabilities that have not been read. */
  static void releaseUnread() {
    // Giving up the first one ends the message.
    int capabilities = MessageTag.capabilities(tag());
    for (int i = MessageTag.capabilities(read); i < capabilities; i++) {
      capability(i).release();
    }
  }
}
