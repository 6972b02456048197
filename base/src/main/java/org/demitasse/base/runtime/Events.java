package org.demitasse.base.runtime;

import java.util.ArrayList;
import java.util.List;
import org.demitasse.abi.EventSource;
import org.demitasse.abi.OutOfLine;
import org.demitasse.abi.ResultCode;
import org.demitasse.abi.SystemCall;
import org.demitasse.base.Capability;
import org.demitasse.base.raw.RawSystemCall;
import org.demitasse.base.rpc.Dispatcher;
import org.demitasse.base.rpc.Entrypoint;
import org.jspecify.annotations.Nullable;
import org.teavm.interop.Async;
import org.teavm.interop.AsyncCallback;

/**
 * How a component waits: one kernel thread, on which its Java threads take turns, for calls,
 * signals and time at once. The Java runtime's queue of events asks here when it has nothing to do.
 *
 * <p>The first Java thread serves the entrypoint after the component's {@code construct} has
 * returned. As long as no other Java thread could run, it waits in the kernel itself; otherwise it
 * lets go of the kernel thread and is resumed when something has come.
 */
final class Events extends EventSource {
  private static @Nullable Entrypoint entrypoint;
  private static long notification;
  private static @Nullable Timeouts timeouts;

  /** The thread that serves, while it has let go. */
  private static @Nullable AsyncCallback<Object> serving;

  /** The threads that wait for their parent's answer. */
  private static List<AsyncCallback<Object>> waiting = new ArrayList<>();

  /** Result of the wait that resumed {@link #serving}. */
  private static int delivered;

  /** Signals that came while nobody served. */
  private static long pendingSignals;

  /**
   * Signals that the runtime itself handles at once, between the threads: by calls of its own
   * methods, not through a handler, since handlers may be compiled as what can wait, which only
   * threads can.
   */
  private static long sessionSignals;

  private static long timerSignals;

  private static @Nullable ComponentSessions sessions;

  private Events() {}

  static void use(Entrypoint newEntrypoint, Capability<?> newNotification, Timeouts newTimeouts) {
    entrypoint = newEntrypoint;
    timeouts = newTimeouts;
    notification = newNotification.handle();
    use(new Events());
  }

  /** Says which signal tells that sessions have changed. */
  static void sessionsChangeBy(long signal, ComponentSessions changing) {
    sessionSignals |= signal;
    sessions = changing;
  }

  /** Says which signal the timer sends. */
  static void timeoutsComeBy(long signal) {
    timerSignals |= signal;
  }

  /** Returns the signals that the runtime receives for itself: they keep no component alive. */
  static long ownSignals() {
    return sessionSignals | timerSignals;
  }

  private static void handleOwn(long bits) {
    Timeouts clock = timeouts;
    if ((bits & timerSignals) != 0 && clock != null) {
      clock.due();
    }
    ComponentSessions changing = sessions;
    if ((bits & sessionSignals) != 0 && changing != null) {
      changing.changed();
    }
  }

  // ---- the first thread

  /** Serves an entrypoint for ever. */
  static void serve(Entrypoint served) {
    boolean answer = false;
    while (true) {
      try {
        while (true) {
          answer = serveAlone(served, next(served, answer));
        }
      } catch (Throwable failure) {
        answer = served.recover(failure);
      }
    }
  }

  /**
   * Handles what has come, and what comes then as long as there is nothing else to do: the rule,
   * and worth being short. Out of line, since a method with a handler keeps its variables in
   * memory.
   *
   * @return whether the shared message is an answer that is to be sent
   */
  @OutOfLine
  private static boolean serveAlone(Entrypoint served, int delivery) throws Exception {
    int result = delivery;
    while (true) {
      Dispatcher target = served.target(result);
      boolean answer = target == null ? served.handleOther(result) : served.call(target);
      if (queued() != 0 || pendingSignals != 0) {
        return answer;
      }
      result = answer ? served.answerAndWait() : served.waitForNext(false);
    }
  }

  /**
   * Sends the answer, if there is one, and returns how the wait for what comes next has ended.
   * Other threads may run meanwhile.
   */
  private static int next(Entrypoint served, boolean answer) {
    if (pendingSignals != 0) {
      if (answer) {
        served.answer();
      }
      long bits = pendingSignals;
      pendingSignals = 0;
      served.signals(bits);
      return next(served, false);
    }
    if (queued() == 0) {
      return served.waitForNext(answer);
    }
    if (answer) {
      served.answer();
    }
    int result = served.poll();
    if (result == ResultCode.WOULD_WAIT) {
      letGo();
      result = delivered;
    }
    return result;
  }

  @Async
  private static native Object letGo();

  @SuppressWarnings("UnusedMethod") // Its counterpart, by name.
  private static void letGo(AsyncCallback<Object> callback) {
    serving = callback;
  }

  /** Lets other threads run until {@link #wake} is called. */
  @Async
  static native Object pause();

  @SuppressWarnings("UnusedMethod") // Its counterpart, by name.
  private static void pause(AsyncCallback<Object> callback) {
    waiting.add(callback);
  }

  /** Resumes the threads that pause; whose answer has not come pauses again. */
  static void wake() {
    List<AsyncCallback<Object>> paused = waiting;
    waiting = new ArrayList<>();
    for (AsyncCallback<Object> callback : paused) {
      callback.complete(null);
    }
  }

  // ---- the queue of events

  @Override
  public boolean await(long milliseconds) {
    Entrypoint mine = entrypoint;
    if (mine == null) {
      return false;
    }
    if (milliseconds < 0) {
      if (serving == null && waiting.isEmpty()) {
        return false;
      }
      take(look(0));
      return true;
    }
    Timeouts clock = timeouts;
    if (clock != null && clock.arm(milliseconds)) {
      take(look(0));
      return true;
    }
    int result = look(SystemCall.NO_WAIT);
    if (result == ResultCode.WOULD_WAIT) {
      // No timer: the processor is given away, and the caller looks at the time again.
      Program.giveWay(0);
    } else {
      take(result);
    }
    return true;
  }

  @Override
  public void poll() {
    Entrypoint mine = entrypoint;
    if (mine != null && (serving != null || !waiting.isEmpty())) {
      int result = look(SystemCall.NO_WAIT);
      if (result != ResultCode.WOULD_WAIT) {
        take(result);
      }
    }
  }

  /** Waits for messages only if somebody is there to handle them. */
  private static int look(long flags) {
    Entrypoint mine = entrypoint;
    long target = serving != null && mine != null ? mine.endpoint().handle() : notification;
    return (int) RawSystemCall.invoke(SystemCall.WAIT, target, flags, 0, 0, 0, 0, 0);
  }

  private static void take(int result) {
    if (result == ResultCode.SIGNALS) {
      long bits = RawSystemCall.result(6);
      pendingSignals |= bits & ~ownSignals();
      handleOwn(bits);
      if (pendingSignals == 0) {
        return;
      }
    } else if (result != ResultCode.OK) {
      return;
    }
    AsyncCallback<Object> callback = serving;
    if (callback != null) {
      serving = null;
      // Signals wait in a field, a message where the kernel has put it.
      delivered = result == ResultCode.SIGNALS ? ResultCode.CANCELLED : result;
      callback.complete(null);
    }
  }
}
