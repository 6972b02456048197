package org.demitasse.toolchain.teavm.standin.component;

import org.jspecify.annotations.Nullable;
import org.teavm.classlib.java.lang.TThread;
import org.teavm.classlib.java.lang.TThreadInterruptHandler;
import org.teavm.interop.Async;
import org.teavm.interop.AsyncCallback;
import org.teavm.runtime.EventQueue;
import org.teavm.runtime.Fiber;

/**
 * Stands for {@code java.lang.Thread}: green threads, which take turns where they wait or yield.
 * One that never does keeps the others waiting.
 *
 * <p>TeaVM's threads are alive before their start, keep running after an interrupted wait as if it
 * had not been, have no names of their own, and may be started twice.
 */
@SuppressWarnings({"NamedLikeContextualKeyword", "ReferenceEquality"}) // as in java.lang
public class ComponentThread implements Runnable {
  /** As in java.lang.Thread. */
  public enum State {
    NEW,
    RUNNABLE,
    BLOCKED,
    WAITING,
    TIMED_WAITING,
    TERMINATED
  }

  public static final int MIN_PRIORITY = 1;
  public static final int NORM_PRIORITY = 5;
  public static final int MAX_PRIORITY = 10;

  private static final ComponentThread MAIN = new ComponentThread(new MainThread());

  private static ComponentThread current = MAIN;
  private static TThread.@Nullable UncaughtExceptionHandler defaultHandler;
  private static int lastId = 1;
  private static int lastNumber = -1;
  private static int active = 1;

  /** Ends the wait this thread is in; read and written by the class library. */
  public @Nullable TThreadInterruptHandler interruptHandler;

  /** What thread-local variables belong to; read by the class library. */
  public @Nullable Object key;

  private final @Nullable Runnable target;
  private final long id;
  private String name;
  private int priority = NORM_PRIORITY;
  private boolean daemon;
  private boolean interrupted;
  private State state = State.NEW;
  private TThread.@Nullable UncaughtExceptionHandler handler;

  /** The main thread. */
  private ComponentThread(MainThread mark) {
    target = null;
    id = 1;
    name = "main";
    state = State.RUNNABLE;
  }

  private record MainThread() {}

  public ComponentThread() {
    this(null, nextName());
  }

  public ComponentThread(@Nullable Runnable target) {
    this(target, nextName());
  }

  public ComponentThread(String name) {
    this(null, name);
  }

  public ComponentThread(@Nullable Runnable target, String name) {
    if (name == null) {
      throw new NullPointerException("'name' is null");
    }
    this.target = target;
    this.name = name;
    id = ++lastId;
    daemon = current.daemon;
    priority = current.priority;
  }

  private static String nextName() {
    return "Thread-" + ++lastNumber;
  }

  private static ComponentThread of(Thread thread) {
    return (ComponentThread) (Object) thread;
  }

  private Thread self() {
    return (Thread) (Object) this;
  }

  public static Thread currentThread() {
    return current.self();
  }

  /** Called whenever another fiber goes on. */
  static void setCurrentThread(Thread thread) {
    current = of(thread);
  }

  static Thread getMainThread() {
    return MAIN.self();
  }

  static void setInterruptHandler(Thread thread, @Nullable TThreadInterruptHandler handler) {
    of(thread).interruptHandler = handler;
  }

  static void clearInterrupt(Thread thread) {
    of(thread).interrupted = false;
  }

  public void start() {
    if (state != State.NEW) {
      throw new IllegalThreadState();
    }
    state = State.RUNNABLE;
    ++active;
    if (!daemon) {
      ++Fiber.userThreadCount;
    }
    EventQueue.offer(() -> Fiber.start(this::runToEnd, daemon));
  }

  private void runToEnd() {
    try {
      enter();
      run();
    } catch (Throwable exception) {
      getUncaughtExceptionHandler().uncaughtException((TThread) (Object) this, exception);
    }
    end();
  }

  /** Called again when the fiber goes on: only what is to be done each time. */
  private void enter() {
    current = this;
    if (key == null) {
      key = new Object();
    }
  }

  private synchronized void end() {
    state = State.TERMINATED;
    --active;
    key = null;
    notifyAll();
  }

  @Override
  public void run() {
    if (target != null) {
      target.run();
    }
  }

  public final void join() throws InterruptedException {
    join(0);
  }

  public final synchronized void join(long milliseconds) throws InterruptedException {
    if (milliseconds < 0) {
      throw new IllegalArgumentException("timeout value is negative");
    }
    long deadline = Monitors.deadline(milliseconds);
    while (isAlive()) {
      long rest = milliseconds == 0 ? 0 : deadline - System.currentTimeMillis();
      if (milliseconds != 0 && rest <= 0) {
        return;
      }
      wait(rest);
    }
  }

  public final void join(long milliseconds, int nanoseconds) throws InterruptedException {
    join(nanoseconds > 0 && milliseconds < Long.MAX_VALUE ? milliseconds + 1 : milliseconds);
  }

  public static void sleep(long milliseconds, int nanoseconds) throws InterruptedException {
    sleep(nanoseconds > 0 && milliseconds < Long.MAX_VALUE ? milliseconds + 1 : milliseconds);
  }

  public static void sleep(long milliseconds) throws InterruptedException {
    if (milliseconds < 0) {
      throw new IllegalArgumentException("timeout value is negative");
    }
    if (interrupted()) {
      throw new InterruptedException("sleep interrupted");
    }
    pause(milliseconds);
  }

  public static void yield() {
    turn();
  }

  public static void onSpinWait() {
    turn();
  }

  @Async
  private static native void pause(long milliseconds) throws InterruptedException;

  @SuppressWarnings("unused") // what the native method of the same name begins
  private static void pause(long milliseconds, AsyncCallback<Void> callback) {
    Pause pause = new Pause(current, callback);
    pause.timer = EventQueue.offer(pause, Monitors.deadline(milliseconds));
    current.interruptHandler = pause;
  }

  private static final class Pause implements EventQueue.Event, TThreadInterruptHandler {
    private final ComponentThread thread;
    private final AsyncCallback<Void> callback;
    private int timer;

    Pause(ComponentThread thread, AsyncCallback<Void> callback) {
      this.thread = thread;
      this.callback = callback;
    }

    @Override
    public void run() {
      thread.interruptHandler = null;
      callback.complete(null);
    }

    @Override
    public void interrupted() {
      EventQueue.kill(timer);
      thread.interrupted = false;
      EventQueue.offer(() -> callback.error(new InterruptedException("sleep interrupted")));
    }
  }

  @Async
  private static native void turn();

  @SuppressWarnings("unused") // what the native method of the same name begins
  private static void turn(AsyncCallback<Void> callback) {
    EventQueue.offer(() -> callback.complete(null));
  }

  public void interrupt() {
    if (!isAlive()) {
      return;
    }
    interrupted = true;
    TThreadInterruptHandler waiting = interruptHandler;
    if (waiting != null) {
      interruptHandler = null;
      waiting.interrupted();
    }
  }

  public static boolean interrupted() {
    boolean result = current.interrupted;
    current.interrupted = false;
    return result;
  }

  public boolean isInterrupted() {
    return interrupted;
  }

  public final boolean isAlive() {
    return state != State.NEW && state != State.TERMINATED;
  }

  public State getState() {
    return state == State.RUNNABLE && this != current && interruptHandler != null
        ? State.WAITING
        : state;
  }

  public final boolean isVirtual() {
    return false;
  }

  public static int activeCount() {
    return active;
  }

  public static boolean holdsLock(Object object) {
    return Monitors.holds(object);
  }

  public long getId() {
    return id;
  }

  public final long threadId() {
    return id;
  }

  public final String getName() {
    return name;
  }

  public final void setName(String name) {
    if (name == null) {
      throw new NullPointerException("name cannot be null");
    }
    this.name = name;
  }

  public final int getPriority() {
    return priority;
  }

  /** Kept for those who ask; all threads take turns. */
  public final void setPriority(int priority) {
    if (priority < MIN_PRIORITY || priority > MAX_PRIORITY) {
      throw new IllegalArgumentException();
    }
    this.priority = priority;
  }

  public final boolean isDaemon() {
    return daemon;
  }

  public final void setDaemon(boolean daemon) {
    if (isAlive()) {
      throw new IllegalThreadState();
    }
    this.daemon = daemon;
  }

  /** The stacks of waiting threads are not kept in a form that could be read. */
  public StackTraceElement[] getStackTrace() {
    return this == current ? new Throwable().getStackTrace() : new StackTraceElement[0];
  }

  public static void dumpStack() {
    new Exception("Stack trace").printStackTrace();
  }

  public @Nullable ClassLoader getContextClassLoader() {
    return ClassLoader.getSystemClassLoader();
  }

  public TThread.UncaughtExceptionHandler getUncaughtExceptionHandler() {
    if (handler != null) {
      return handler;
    }
    return defaultHandler != null ? defaultHandler : ComponentThread::printUncaught;
  }

  private static void printUncaught(TThread thread, Throwable exception) {
    System.err.print("Exception in thread \"" + thread.getName() + "\" ");
    exception.printStackTrace();
  }

  public void setUncaughtExceptionHandler(TThread.@Nullable UncaughtExceptionHandler handler) {
    this.handler = handler;
  }

  public static TThread.@Nullable UncaughtExceptionHandler getDefaultUncaughtExceptionHandler() {
    return defaultHandler;
  }

  public static void setDefaultUncaughtExceptionHandler(
      TThread.@Nullable UncaughtExceptionHandler handler) {
    defaultHandler = handler;
  }

  @Override
  public String toString() {
    return "Thread[#" + id + "," + name + "," + priority + "," + "main]";
  }
}
