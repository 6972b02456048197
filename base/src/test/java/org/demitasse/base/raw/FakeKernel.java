package org.demitasse.base.raw;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import org.demitasse.abi.MessageTag;
import org.demitasse.abi.ObjectKind;
import org.demitasse.abi.ResultCode;
import org.demitasse.abi.SystemCall;
import org.demitasse.abi.UtcbLayout;
import org.jspecify.annotations.Nullable;

/**
 * So much of the kernel that code with messages runs on a JVM: one control block, capabilities,
 * calls, signals. Caller and callee are the same thread. A call runs what was registered for its
 * portal, in which the message is received and answered with REPLY, as in a component that was
 * waiting. Signals wait until {@link #deliverSignals}.
 *
 * <p>Components are numbers, their spaces; each handle belongs to the one that was running when it
 * came, and each portal to the one that serves it.
 *
 * <p>It is not kinder than the kernel: registers and control block hold rubbish where the kernel
 * promises nothing, each capability arrives under a new handle, and a handle that was deleted is
 * refused.
 *
 * <p>{@code RawSystemCall} and {@code RawMemory} beside this class lead here; they come before the
 * real ones on the class path of the tests. Tests begin with {@link #reset}.
 */
public final class FakeKernel {
  static final long UTCB = 0x7000_0000L;

  private static final long RUBBISH = 0x5555_5555_5555_5555L;
  private static final int REGISTERS = 8;

  private static final long[] UTCB_WORDS = new long[UtcbLayout.SIZE / 8];
  private static final long[] RESULTS = new long[REGISTERS];

  private static final Map<Long, Entry> CAPABILITIES = new LinkedHashMap<>();

  /** Callers that wait for an answer, the last one at the end. */
  private static final Deque<Caller> CALLERS = new ArrayDeque<>();

  /** Callers that were kept, by handle. */
  private static final Map<Long, Caller> KEPT = new LinkedHashMap<>();

  private static final Deque<Runnable> LATER = new ArrayDeque<>();
  private static final Map<Long, Receiver> RECEIVERS = new LinkedHashMap<>();

  /** What a component sees at its own addresses. */
  private static final Map<Long, WritableMemory> MEMORIES = new LinkedHashMap<>();

  private static long nextHandle;
  private static long nextEndpoint;
  private static long running;

  private FakeKernel() {}

  /**
   * A message or an answer.
   *
   * @param result of the call; the others are empty if it is not OK
   * @param capabilities handles, of the receiver
   */
  public record Answer(int result, int operation, List<Long> words, List<Long> capabilities) {}

  private abstract static sealed class KernelObject {
    /** The component that it goes with. */
    final long component = running;

    boolean destroyed;
  }

  private static final class Portal extends KernelObject {
    final long endpoint;
    final long label;
    final Runnable server;

    Portal(long endpoint, long label, Runnable server) {
      this.endpoint = endpoint;
      this.label = label;
      this.server = server;
    }
  }

  /** Sets bits of a notification. */
  private static final class SignalPortal extends KernelObject {
    final Receiver receiver;
    final long bits;

    SignalPortal(Receiver receiver, long bits) {
      this.receiver = receiver;
      this.bits = bits;
    }
  }

  /** Anything that only counts. */
  private static final class Plain extends KernelObject {}

  /** A notification, and what is told of its bits. */
  private static final class Receiver {
    final long component = running;
    final LongConsumer handler;
    long bits;

    Receiver(LongConsumer handler) {
      this.handler = handler;
    }
  }

  private record Entry(KernelObject object, long holder) {}

  /** A message on its way, with objects in place of handles. */
  private record Message(int operation, List<Long> words, List<KernelObject> capabilities) {}

  private static final class Caller {
    @Nullable Message answer;
  }

  /** Forgets everything. */
  public static void reset() {
    CAPABILITIES.clear();
    CALLERS.clear();
    KEPT.clear();
    LATER.clear();
    RECEIVERS.clear();
    MEMORIES.clear();
    nextEndpoint = 1;
    running = 0;
    nextHandle = 0x1_0001;
    Arrays.fill(UTCB_WORDS, RUBBISH);
    Arrays.fill(RESULTS, RUBBISH);
  }

  /**
   * Makes a portal.
   *
   * @param label arrives in result 6
   * @param server handles a message of it
   * @return its handle
   */
  public static long createPortal(long label, Runnable server) {
    return createPortal(0, label, server);
  }

  /** Likewise, to an endpoint of {@link #createEndpoint}. */
  public static long createPortal(long endpoint, long label, Runnable server) {
    return add(new Portal(endpoint, label, server));
  }

  /** Returns a number that portals can be told apart by. */
  public static long createEndpoint() {
    return nextEndpoint++;
  }

  /** Returns a notification of the running component, of which no capability is known. */
  public static long createNotification(LongConsumer handler) {
    long name = nextEndpoint++;
    RECEIVERS.put(name, new Receiver(handler));
    return name;
  }

  /** Makes a capability that sets bits of a notification. */
  public static long createSignal(long notification, long bits) {
    return add(new SignalPortal(Objects.requireNonNull(RECEIVERS.get(notification)), bits));
  }

  /** Makes an object that nothing can be done with. */
  public static long createObject() {
    return add(new Plain());
  }

  /** Destroys the object behind a handle; the handle stays, and is stale. */
  public static void destroy(long handle) {
    Entry entry = CAPABILITIES.get(handle);
    if (entry != null) {
      entry.object().destroyed = true;
    }
  }

  /** Gives up a handle. */
  public static void deleteHandle(long handle) {
    CAPABILITIES.remove(handle);
  }

  /** Gives a component a capability of the object behind a handle; returns its handle, or 0. */
  public static long copy(long component, long handle) {
    Entry entry = CAPABILITIES.get(handle);
    return entry == null ? 0 : add(entry.object(), component);
  }

  /** Returns the label of a portal to an endpoint; 0 for anything else. */
  public static long labelOf(long handle, long endpoint) {
    Entry entry = CAPABILITIES.get(handle);
    return entry != null
            && entry.object() instanceof Portal portal
            && !portal.destroyed
            && portal.endpoint == endpoint
        ? portal.label
        : 0;
  }

  /** Returns how many handles there are that have not been deleted. */
  public static int handles() {
    return CAPABILITIES.size();
  }

  /** Returns how many of them a component holds. */
  public static int handlesOf(long component) {
    int count = 0;
    for (Entry each : CAPABILITIES.values()) {
      count += each.holder() == component ? 1 : 0;
    }
    return count;
  }

  // ---- components

  /** Runs something as a component. */
  public static <T> T as(long component, Callable<T> action) throws Exception {
    long before = running;
    running = component;
    try {
      return action.call();
    } finally {
      running = before;
    }
  }

  /** Says what a component sees at addresses that are not those of its control block. */
  public static void useMemory(long component, WritableMemory memory) {
    MEMORIES.put(component, memory);
  }

  static WritableMemory memory(long address) {
    WritableMemory memory = MEMORIES.get(running);
    if (memory == null) {
      throw new IllegalStateException("fault at 0x" + Long.toHexString(address));
    }
    return memory;
  }

  /** Destroys a component with all that it holds and serves. */
  public static void destroyComponent(long component) {
    for (Entry each : CAPABILITIES.values()) {
      each.object().destroyed |= each.object().component == component;
    }
    CAPABILITIES.values().removeIf(each -> each.holder() == component);
    RECEIVERS.values().removeIf(each -> each.component == component);
    MEMORIES.remove(component);
  }

  /**
   * Lets every component handle the signals that have come to it.
   *
   * @return whether there were any
   */
  public static boolean deliverSignals() {
    boolean any = false;
    for (Receiver each : List.copyOf(RECEIVERS.values())) {
      long bits = each.bits;
      each.bits = 0;
      if (bits != 0 && RECEIVERS.containsValue(each)) {
        any = true;
        long before = running;
        running = each.component;
        try {
          each.handler.accept(bits);
        } finally {
          running = before;
        }
      }
    }
    return any;
  }

  /** Runs something when a server has gone back to waiting without an answer: it gives it then. */
  public static void later(Runnable action) {
    LATER.add(action);
  }

  /** Makes a call with any message, and with any number in place of a handle. */
  public static Answer call(long handle, int operation, long[] words, long... capabilities) {
    for (int i = 0; i < capabilities.length; i++) {
      store(UTCB + UtcbLayout.CAPABILITIES_SENT + 8L * i, capabilities[i]);
    }
    for (int i = MessageTag.SHORT_WORDS; i < words.length; i++) {
      store(UTCB + UtcbLayout.MESSAGE + 8L * i, words[i]);
    }
    int result =
        (int)
            invoke(
                SystemCall.CALL,
                handle,
                MessageTag.of(operation, words.length, capabilities.length),
                Arrays.copyOf(words, MessageTag.SHORT_WORDS));
    if (result != ResultCode.OK) {
      return new Answer(result, 0, List.of(), List.of());
    }
    long tag = RESULTS[1];
    List<Long> answered = new ArrayList<>();
    for (int i = 0; i < MessageTag.words(tag); i++) {
      answered.add(
          i < MessageTag.SHORT_WORDS ? RESULTS[2 + i] : load(UTCB + UtcbLayout.MESSAGE + 8L * i));
    }
    List<Long> received = new ArrayList<>();
    for (int i = 0; i < MessageTag.capabilities(tag); i++) {
      received.add(load(UTCB + UtcbLayout.CAPABILITIES_RECEIVED + 8L * i));
    }
    return new Answer(result, MessageTag.operation(tag), answered, received);
  }

  /** Puts a handle into each of the first places for capabilities to be sent. */
  public static void send(long handle, int count) {
    for (int i = 0; i < count; i++) {
      store(UTCB + UtcbLayout.CAPABILITIES_SENT + 8L * i, handle);
    }
  }

  // ---- below RawMemory and RawSystemCall

  static boolean isControlBlock(long address) {
    return address >= UTCB && address < UTCB + UtcbLayout.SIZE;
  }

  static long load(long address) {
    return UTCB_WORDS[index(address)];
  }

  static void store(long address, long value) {
    UTCB_WORDS[index(address)] = value;
  }

  private static int index(long address) {
    long offset = address - UTCB;
    if (offset < 0 || offset >= UtcbLayout.SIZE || offset % 8 != 0) {
      throw new IllegalStateException("fault at 0x" + Long.toHexString(address));
    }
    return (int) (offset / 8);
  }

  static void prepare(int index, long value) {
    RESULTS[index] = value;
  }

  static long result(int index) {
    return RESULTS[index];
  }

  static long invoke(int number, long first, long second, long[] words) {
    return switch (number) {
      case SystemCall.CALL -> call(first, second, words);
      case SystemCall.REPLY -> reply(first, second, words);
      case SystemCall.REPLY_KEEP -> keep();
      case SystemCall.CAPABILITY_DELETE -> delete(first);
      case SystemCall.CAPABILITY_QUERY -> query(first);
      case SystemCall.NOTIFY -> signal(first);
      default -> plain(ResultCode.UNKNOWN_CALL);
    };
  }

  private static int call(long handle, long tag, long[] words) {
    if (!(find(handle) instanceof Portal portal)) {
      return plain(ResultCode.BAD_HANDLE);
    }
    int result = check(tag);
    if (result != ResultCode.OK) {
      return plain(result);
    }
    Caller caller = new Caller();
    CALLERS.addLast(caller);
    Message request = take(tag, words);
    long before = running;
    running = portal.component;
    try {
      deliver(request);
      RESULTS[6] = portal.label;
      portal.server.run();
    } finally {
      running = before;
      CALLERS.remove(caller);
    }
    while (caller.answer == null && !LATER.isEmpty()) {
      LATER.removeFirst().run();
    }
    Message answer = caller.answer;
    if (answer == null) {
      return plain(ResultCode.CANCELLED);
    }
    deliver(answer);
    return ResultCode.OK;
  }

  private static int reply(long handle, long tag, long[] words) {
    Caller caller = handle == 0 ? CALLERS.peekLast() : KEPT.get(handle);
    int result = check(tag);
    if (result != ResultCode.OK) {
      return plain(result);
    }
    if (caller == null || caller.answer != null || (handle == 0 && KEPT.containsValue(caller))) {
      return plain(ResultCode.NO_CALLER);
    }
    KEPT.remove(handle);
    caller.answer = take(tag, words);
    return plain(ResultCode.OK);
  }

  private static int keep() {
    Caller caller = CALLERS.peekLast();
    if (caller == null || KEPT.containsValue(caller)) {
      return plain(ResultCode.NO_CALLER);
    }
    long handle = nextHandle++;
    KEPT.put(handle, caller);
    plain(ResultCode.OK);
    RESULTS[1] = handle;
    return ResultCode.OK;
  }

  private static int delete(long handle) {
    return plain(CAPABILITIES.remove(handle) == null ? ResultCode.BAD_HANDLE : ResultCode.OK);
  }

  private static @Nullable KernelObject find(long handle) {
    Entry entry = CAPABILITIES.get(handle);
    return entry == null || entry.object().destroyed ? null : entry.object();
  }

  private static int signal(long handle) {
    if (!(find(handle) instanceof SignalPortal signal)) {
      return plain(ResultCode.BAD_HANDLE);
    }
    signal.receiver.bits |= signal.bits;
    return plain(ResultCode.OK);
  }

  private static int query(long handle) {
    if (!(find(handle) instanceof Portal portal)) {
      return plain(ResultCode.BAD_HANDLE);
    }
    plain(ResultCode.OK);
    RESULTS[1] = ObjectKind.PORTAL;
    RESULTS[4] = portal.label;
    return ResultCode.OK;
  }

  /** Ends a call that has no results. */
  private static int plain(int result) {
    Arrays.fill(RESULTS, RUBBISH);
    return result;
  }

  /** Returns why the kernel would not take a message. */
  private static int check(long tag) {
    if (MessageTag.words(tag) > MessageTag.WORDS_LIMIT
        || MessageTag.capabilities(tag) > MessageTag.CAPABILITIES_LIMIT) {
      return ResultCode.INVALID_ARGUMENT;
    }
    for (int i = 0; i < MessageTag.capabilities(tag); i++) {
      if (!CAPABILITIES.containsKey(UTCB_WORDS[UtcbLayout.CAPABILITIES_SENT / 8 + i])) {
        return ResultCode.BAD_HANDLE;
      }
    }
    return ResultCode.OK;
  }

  private static Message take(long tag, long[] registers) {
    // The kernel passes on all four: what others were sent before may not be among them.
    for (int i = MessageTag.words(tag); i < MessageTag.SHORT_WORDS; i++) {
      if (registers[i] != 0) {
        throw new AssertionError("word " + i + " is sent, which is not of the message");
      }
    }
    List<Long> words = new ArrayList<>();
    for (int i = 0; i < MessageTag.words(tag); i++) {
      words.add(i < MessageTag.SHORT_WORDS ? registers[i] : UTCB_WORDS[UtcbLayout.MESSAGE / 8 + i]);
    }
    List<KernelObject> capabilities = new ArrayList<>();
    for (int i = 0; i < MessageTag.capabilities(tag); i++) {
      capabilities.add(
          Objects.requireNonNull(CAPABILITIES.get(UTCB_WORDS[UtcbLayout.CAPABILITIES_SENT / 8 + i]))
              .object());
    }
    return new Message(MessageTag.operation(tag), words, capabilities);
  }

  private static void deliver(Message message) {
    Arrays.fill(UTCB_WORDS, RUBBISH);
    Arrays.fill(RESULTS, RUBBISH);
    RESULTS[1] =
        MessageTag.of(message.operation(), message.words().size(), message.capabilities().size());
    for (int i = 0; i < message.words().size(); i++) {
      if (i < MessageTag.SHORT_WORDS) {
        RESULTS[2 + i] = message.words().get(i);
      } else {
        UTCB_WORDS[UtcbLayout.MESSAGE / 8 + i] = message.words().get(i);
      }
    }
    for (int i = 0; i < message.capabilities().size(); i++) {
      UTCB_WORDS[UtcbLayout.CAPABILITIES_RECEIVED / 8 + i] = add(message.capabilities().get(i));
    }
  }

  private static long add(KernelObject object) {
    return add(object, running);
  }

  private static long add(KernelObject object, long holder) {
    long handle = nextHandle++;
    CAPABILITIES.put(handle, new Entry(object, holder));
    return handle;
  }
}
