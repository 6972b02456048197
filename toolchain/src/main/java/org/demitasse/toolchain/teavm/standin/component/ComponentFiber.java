package org.demitasse.toolchain.teavm.standin.component;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.teavm.interop.AsyncCallback;
import org.teavm.interop.StaticInit;
import org.teavm.interop.Unmanaged;
import org.teavm.runtime.EventQueue;

/**
 * Stands for {@code org.teavm.runtime.Fiber}: what a thread has on its stack while it waits.
 *
 * <p>A method that may wait is compiled so that it can leave in the middle, pushing its variables
 * here, and be called again later, taking them back. TeaVM's class keeps the exception that a wait
 * ended with, and throws it again at every later wait.
 */
@StaticInit
public final class ComponentFiber {
  private static final int RUNNING = 0;
  private static final int SUSPENDING = 1;
  private static final int RESUMING = 2;

  /** Threads that have not ended and are no daemons; the program ends with the last one. */
  public static int userThreadCount = 1;

  private static @Nullable ComponentFiber current;

  private final FiberRunner runner;
  private final boolean daemon;
  private int state = RUNNING;
  private boolean completedAtOnce;
  private @Nullable Object result;
  private @Nullable Throwable exception;
  private long @Nullable [] numbers;
  private int numberCount;
  private @Nullable Object @Nullable [] objects;
  private int objectCount;

  private ComponentFiber(FiberRunner runner, boolean daemon) {
    this.runner = runner;
    this.daemon = daemon;
  }

  /** What a fiber runs; called again each time the fiber goes on. */
  public interface FiberRunner {
    void run();
  }

  /** Starts something that tells the callback when it is done. */
  public interface AsyncCall {
    void run(AsyncCallback<?> callback);
  }

  @Unmanaged
  public static @Nullable ComponentFiber current() {
    return current;
  }

  @Unmanaged
  public boolean isSuspending() {
    return state == SUSPENDING;
  }

  @Unmanaged
  public boolean isResuming() {
    return state == RESUMING;
  }

  public void push(int value) {
    push((long) value);
  }

  public void push(float value) {
    push((long) Float.floatToRawIntBits(value));
  }

  public void push(double value) {
    push(Double.doubleToRawLongBits(value));
  }

  public void push(long value) {
    if (numbers == null) {
      numbers = new long[8];
    } else if (numberCount == numbers.length) {
      numbers = Arrays.copyOf(numbers, 2 * numberCount);
    }
    numbers[numberCount++] = value;
  }

  public void push(@Nullable Object value) {
    if (objects == null) {
      objects = new Object[8];
    } else if (objectCount == objects.length) {
      objects = Arrays.copyOf(objects, 2 * objectCount);
    }
    objects[objectCount++] = value;
  }

  public int popInt() {
    return (int) popLong();
  }

  public float popFloat() {
    return Float.intBitsToFloat((int) popLong());
  }

  public double popDouble() {
    return Double.longBitsToDouble(popLong());
  }

  @SuppressWarnings("NullAway") // something was pushed
  public long popLong() {
    return numbers[--numberCount];
  }

  @SuppressWarnings("NullAway") // something was pushed
  public @Nullable Object popObject() {
    Object value = objects[--objectCount];
    objects[objectCount] = null;
    return value;
  }

  // What a wait returns, null while the fiber leaves the method.

  public static boolean getBoolean(@Nullable Object value) {
    return value != null && (Boolean) value;
  }

  public static byte getByte(@Nullable Object value) {
    return value == null ? 0 : (Byte) value;
  }

  public static short getShort(@Nullable Object value) {
    return value == null ? 0 : (Short) value;
  }

  public static char getChar(@Nullable Object value) {
    return value == null ? 0 : (Character) value;
  }

  public static int getInt(@Nullable Object value) {
    return value == null ? 0 : (Integer) value;
  }

  public static long getLong(@Nullable Object value) {
    return value == null ? 0 : (Long) value;
  }

  public static float getFloat(@Nullable Object value) {
    return value == null ? 0 : (Float) value;
  }

  public static double getDouble(@Nullable Object value) {
    return value == null ? 0 : (Double) value;
  }

  /**
   * Begins to wait, or comes back from it.
   *
   * @throws Throwable what the wait ended with
   */
  public static @Nullable Object suspend(AsyncCall call) throws Throwable {
    ComponentFiber fiber = current;
    if (fiber == null) {
      throw new IllegalStateException("no thread to wait: called back from native code?");
    }
    if (fiber.state == RESUMING) {
      fiber.state = RUNNING;
      Object result = fiber.result;
      Throwable exception = fiber.exception;
      fiber.result = null;
      fiber.exception = null;
      if (exception != null) {
        throw exception;
      }
      return result;
    }
    fiber.state = SUSPENDING;
    call.run(new Callback(fiber, Thread.currentThread()));
    return null;
  }

  private static final class Callback implements AsyncCallback<Object> {
    private final ComponentFiber fiber;
    private final Thread thread;

    Callback(ComponentFiber fiber, Thread thread) {
      this.fiber = fiber;
      this.thread = thread;
    }

    @Override
    public void complete(@Nullable Object result) {
      fiber.result = result;
      goOn();
    }

    @Override
    public void error(Throwable exception) {
      fiber.exception = exception;
      goOn();
    }

    private void goOn() {
      if (current == fiber) {
        // Still leaving its methods; it turns round when it is out.
        fiber.completedAtOnce = true;
      } else {
        setCurrentThread(thread);
        fiber.state = RESUMING;
        fiber.run();
      }
    }
  }

  /** Intrinsic: calls the method of the same name in java.lang.Thread. */
  static native void setCurrentThread(Thread thread);

  public static void start(FiberRunner runner, boolean daemon) {
    new ComponentFiber(runner, daemon).run();
  }

  static void startMain(String[] arguments) {
    start(() -> runMain(arguments), false);
  }

  /** Intrinsic: calls the program's main method. */
  public static native void runMain(String[] arguments);

  private void run() {
    ComponentFiber former = current;
    current = this;
    runner.run();
    while (completedAtOnce) {
      completedAtOnce = false;
      state = RESUMING;
      runner.run();
    }
    current = former;
    if (state != SUSPENDING && !daemon && --userThreadCount == 0) {
      EventQueue.stop();
    }
  }
}
