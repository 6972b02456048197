package org.demitasse.base.rpc;

import java.util.Arrays;
import org.demitasse.abi.OutOfLine;
import org.demitasse.abi.ResultCode;
import org.demitasse.abi.SystemCall;
import org.demitasse.base.Capability;
import org.demitasse.base.raw.RawSystemCall;
import org.demitasse.base.runtime.ComponentRuntime;
import org.jspecify.annotations.Nullable;

/**
 * Where calls and signals reach a component, one after the other: a component is a state machine.
 *
 * <p>Objects are managed under labels, which are places in a table; the kernel delivers the label
 * with each message, and nobody else can make one up. Signals are bits of one notification. A label
 * or a bit is used again only after its capability has been destroyed, when no message of it can be
 * on its way any more.
 */
public final class Entrypoint {
  /** Receivers of signals that a component can have: bits of a notification. */
  public static final int SIGNAL_LIMIT = 64;

  private final Portals portals;

  /** Of the endpoint; 0 until the first wait. */
  private long endpointHandle;

  private @Nullable Dispatcher[] table = new Dispatcher[8];

  /** Entry 0 is never used: label 0 means none. */
  private int used = 1;

  /** Free entries below {@link #used}. */
  private int free;

  /** No entry before this one is free. */
  private int firstFree = 1;

  private final @Nullable Runnable[] handlers = new Runnable[SIGNAL_LIMIT];
  private final long[] signalHandles = new long[SIGNAL_LIMIT];
  private long signalsInUse;

  /** Of the call that is being handled. */
  private @Nullable Dispatcher handling;

  private int operation;

  public Entrypoint(Portals portals) {
    this.portals = portals;
  }

  /** Returns where messages arrive. */
  public Capability<?> endpoint() {
    return portals.endpoint();
  }

  /**
   * Returns whether there is anything that a call or a signal could reach.
   *
   * @param except bits of signals that do not count
   */
  public boolean isUsed(long except) {
    return used - 1 > free || (signalsInUse & ~except) != 0;
  }

  // ---- objects

  /**
   * Lets others call an object.
   *
   * @return its capability, to be passed on
   * @throws IllegalStateException if it is managed already
   */
  @SuppressWarnings("unchecked") // T is what the dispatcher's class was generated for.
  public <T> Capability<T> manage(Dispatcher dispatcher) {
    if (dispatcher.label != 0) {
      throw new IllegalStateException("the object is managed already");
    }
    int label = takeLabel();
    Capability<?> capability;
    try {
      capability = portals.create(label);
    } catch (RuntimeException refused) {
      release(label);
      throw refused;
    }
    table[label] = dispatcher;
    dispatcher.label = label;
    dispatcher.capability = capability;
    return (Capability<T>) capability;
  }

  private int takeLabel() {
    if (free > 0) {
      while (table[firstFree] != null) {
        firstFree++;
      }
      free--;
      return firstFree++;
    }
    if (used == table.length) {
      table = Arrays.copyOf(table, 2 * used);
    }
    return used++;
  }

  private void release(int label) {
    free++;
    firstFree = Math.min(firstFree, label);
  }

  /** Ends an object: all its capabilities are stale, callers that wait are told. */
  public void dissolve(Dispatcher dispatcher) {
    if (dispatcher.label != 0) {
      portals.destroy(dispatcher.capability);
      table[dispatcher.label] = null;
      release(dispatcher.label);
      dispatcher.label = 0;
      dispatcher.capability = Capability.invalid();
    }
  }

  /**
   * Returns the own object that a capability stands for.
   *
   * @param capability as it was received from somebody
   * @return null if it is invalid, or of an object of another component
   */
  public @Nullable Dispatcher find(Capability<?> capability) {
    if (!capability.valid()) {
      return null;
    }
    long label = portals.labelOf(capability);
    return label > 0 && label < used ? table[(int) label] : null;
  }

  // ---- signals

  /**
   * Makes a receiver of signals.
   *
   * @param handler runs on this entrypoint after one or more signals were sent
   * @return what others send them with
   * @throws IllegalStateException if there are {@link #SIGNAL_LIMIT} already
   */
  public Capability<Signal> receive(Runnable handler) {
    if (signalsInUse == -1L) {
      throw new IllegalStateException(
          "a component can receive " + SIGNAL_LIMIT + " kinds of signals, not more");
    }
    int bit = Long.numberOfTrailingZeros(~signalsInUse);
    Capability<Signal> capability = portals.createSignal(bit);
    handlers[bit] = handler;
    signalHandles[bit] = capability.handle();
    signalsInUse |= 1L << bit;
    return capability;
  }

  /** Returns the bit of the notification that a receiver has; 0 if it is none. */
  public long bitOf(Capability<Signal> receiver) {
    for (int bit = 0; bit < SIGNAL_LIMIT; bit++) {
      if (receiver.valid() && signalHandles[bit] == receiver.handle()) {
        return 1L << bit;
      }
    }
    return 0;
  }

  /** Ends a receiver; what was made by {@link #receive} is stale. */
  public void dissolve(Capability<Signal> receiver) {
    for (int bit = 0; bit < SIGNAL_LIMIT; bit++) {
      if (receiver.valid() && signalHandles[bit] == receiver.handle()) {
        portals.destroy(receiver);
        signalHandles[bit] = 0;
        handlers[bit] = null;
        signalsInUse &= ~(1L << bit);
        return;
      }
    }
  }

  // ---- handling

  /**
   * Lets the call that is being handled be answered later. What the method returns is not used
   * then.
   *
   * @throws IllegalStateException if no call is being handled, or it is deferred already
   */
  public <T> Deferred<T> defer() {
    Dispatcher dispatcher = handling;
    if (dispatcher == null || dispatcher.deferred) {
      throw new IllegalStateException("no call waits for its answer");
    }
    int result = (int) RawSystemCall.invoke(SystemCall.REPLY_KEEP, 0, 0, 0, 0, 0, 0, 0);
    if (result != ResultCode.OK) {
      throw new RpcException(
          RpcException.reasonOf(result), "the call cannot be kept: " + ResultCode.name(result));
    }
    dispatcher.deferred = true;
    return new Deferred<>(dispatcher, operation, RawSystemCall.result(1));
  }

  /**
   * Sends the answer, if there is one, and waits.
   *
   * @return the kernel's result code, for {@link #handle}
   */
  public int waitForNext(boolean answer) {
    long handle = ownHandle();
    return answer
        ? RpcMessage.send(SystemCall.REPLY_WAIT, handle)
        : (int) RawSystemCall.invoke(SystemCall.WAIT, handle, 0, 0, 0, 0, 0, 0);
  }

  private long ownHandle() {
    long handle = endpointHandle;
    if (handle == 0) {
      handle = portals.endpoint().handle();
      endpointHandle = handle;
    }
    return handle;
  }

  /** Sends the answer, of a call that a wait has delivered, and waits for the next. */
  public int answerAndWait() {
    return RpcMessage.send(SystemCall.REPLY_WAIT, endpointHandle);
  }

  /** Like {@link #waitForNext} without an answer, but returns WOULD_WAIT if there is nothing. */
  public int poll() {
    return (int)
        RawSystemCall.invoke(SystemCall.WAIT, ownHandle(), SystemCall.NO_WAIT, 0, 0, 0, 0, 0);
  }

  /** Sends the answer and goes on. */
  public void answer() {
    RpcMessage.send(SystemCall.REPLY, 0);
  }

  /**
   * Handles what the kernel has delivered.
   *
   * @param result of the wait
   * @return whether the shared message is an answer that is to be sent
   */
  public boolean handle(int result) {
    try {
      return handleUnguarded(result);
    } catch (Throwable failure) {
      return recover(failure);
    }
  }

  /**
   * Handles what the kernel has delivered, like {@link #handle}, but lets exceptions of the object
   * through: a loop that catches them once around all calls spares each call the cost. After one,
   * it goes on with {@link #recover}.
   */
  @SuppressWarnings("checkstyle:IllegalThrows")
  public boolean handleUnguarded(int result) throws Exception {
    Dispatcher target = target(result);
    return target == null ? handleOther(result) : call(target);
  }

  /** Returns whose call the kernel has delivered; null if it is something else. */
  public @Nullable Dispatcher target(int result) {
    if (result != ResultCode.OK) {
      return null;
    }
    long label = RawSystemCall.result(6);
    return label > 0 && label < used ? table[(int) label] : null;
  }

  /**
   * Hands the call that the kernel has delivered to whom it is for. Exceptions as in {@link
   * #handleUnguarded}.
   *
   * @return whether the shared message is an answer that is to be sent
   */
  @SuppressWarnings("checkstyle:IllegalThrows")
  public boolean call(Dispatcher target) throws Exception {
    RpcMessage.received();
    handling = target;
    operation = RpcMessage.status();
    target.deferred = false;
    target.dispatch(operation);
    handling = null;
    return !target.deferred;
  }

  /** Like {@link #handleUnguarded} for what has no {@link #target}. */
  @OutOfLine
  public boolean handleOther(int result) {
    if (result == ResultCode.SIGNALS) {
      signals(RawSystemCall.result(6));
      return false;
    }
    if (result != ResultCode.OK) {
      // The wait was cancelled; there is nothing to handle.
      return false;
    }
    RpcMessage.received();
    Dispatcher.unknownOperation();
    return true;
  }

  /**
   * Goes on after an exception of {@link #handleUnguarded}.
   *
   * @return whether the shared message is an answer that is to be sent
   */
  public boolean recover(Throwable failure) {
    Dispatcher dispatcher = handling;
    handling = null;
    if (dispatcher == null || dispatcher.deferred) {
      ComponentRuntime.reportCall(failure);
      return false;
    }
    dispatcher.answerFailure(operation, failure);
    return true;
  }

  /** Runs the handlers of signals that have come. */
  @OutOfLine
  public void signals(long bits) {
    for (long rest = bits & signalsInUse; rest != 0; rest &= rest - 1) {
      Runnable handler = handlers[Long.numberOfTrailingZeros(rest)];
      if (handler != null) {
        try {
          handler.run();
        } catch (RuntimeException failure) {
          ComponentRuntime.reportCall(failure);
        }
      }
    }
  }
}
