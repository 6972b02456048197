package org.demitasse.toolchain.teavm.standin.component;

import org.demitasse.abi.OutOfLine;
import org.demitasse.toolchain.teavm.standin.common.Message;
import org.jspecify.annotations.Nullable;
import org.teavm.interop.Address;
import org.teavm.interop.Async;
import org.teavm.interop.AsyncCallback;
import org.teavm.interop.Export;
import org.teavm.interop.Import;
import org.teavm.interop.StaticInit;
import org.teavm.interop.c.Include;
import org.teavm.runtime.RuntimeClass;

/**
 * Runs class initializers as JLS 12.4.2 has it: a first use that fails ends with an {@code
 * ExceptionInInitializerError}, or with the error that the initializer threw, every later one with
 * a {@code NoClassDefFoundError}; a thread that needs a class which another one is just
 * initializing waits for that.
 *
 * <p>TeaVM marks a class as initialized and calls the initializer, whatever comes of it; an
 * initializer that waits is left in the middle and never gone back to.
 *
 * <p>The mark of a class, looked at where it is used, is set while its initializer runs, so that
 * the thread at it goes on. It is not set while that thread waits, nor as long as others wait for
 * it: they come back to the place that they left only by entering it once more.
 *
 * <p>A class is known here by the address of its {@link RuntimeClass}, as a number, since a thread
 * that waits keeps its variables in the Java heap.
 */
@Include("demitasse_runtime.h")
@StaticInit
public final class ClassInitialization {
  /** Those that have failed, are under way, or are still waited for. */
  private static @Nullable Attempt attempts;

  private ClassInitialization() {}

  /** The initialization of one class. */
  private static final class Attempt {
    final long type;
    boolean done;
    boolean failed;

    /** Tells what went wrong, unless there was no memory for it. */
    @Nullable Throwable failure;

    @Nullable WaitingThread waiting;
    int waitingCount;
    @Nullable Attempt next;

    Attempt(long type) {
      this.type = type;
    }
  }

  private record WaitingThread(AsyncCallback<Void> callback, @Nullable WaitingThread next)
      implements ComponentEventQueue.Event {
    @Override
    public void run() {
      callback.complete(null);
    }
  }

  /**
   * Called where a class is used that is not marked as initialized, in a program in which no thread
   * ever waits.
   *
   * @param type address of the class
   * @param initializer address of the C function that marks it and runs its initializer
   */
  @Export(name = "demitasse_initializeClass")
  public static void initialize(long type, long initializer) throws Throwable {
    Attempt attempt = find(type);
    if (attempt != null) {
      throw refusal(attempt);
    }
    try {
      run(initializer);
    } catch (Throwable thrown) {
      throw fail(begin(type), thrown);
    }
  }

  /**
   * Returns 1 if a thread runs, which could wait; 0 between the threads, where the program itself
   * looks for what is to be done next, and while a thread is beginning to wait: there an
   * initializer is called as in a program without waits.
   */
  @Export(name = "demitasse_runningThreads")
  public static int runningThreads() {
    ComponentFiber fiber = ComponentFiber.current();
    return fiber == null || fiber.isSuspending() ? 0 : 1;
  }

  /** The same where threads may wait, in an initializer or for one. */
  @Export(name = "demitasse_initializeClassOrWait")
  public static void initializeOrWait(long type, long initializer) throws Throwable {
    Attempt attempt = find(type);
    if (attempt == null) {
      attempt = begin(type);
      Throwable thrown = null;
      try {
        call(type, initializer);
      } catch (Throwable exception) {
        thrown = exception;
      }
      if (thrown != null) {
        thrown = fail(attempt, thrown);
      }
      end(attempt);
      if (thrown != null) {
        throw thrown;
      }
    } else {
      if (!attempt.done) {
        await(attempt);
        leave(attempt);
      }
      if (attempt.failed) {
        throw refusal(attempt);
      }
    }
  }

  private static @Nullable Attempt find(long type) {
    Attempt attempt = attempts;
    while (attempt != null && attempt.type != type) {
      attempt = attempt.next;
    }
    return attempt;
  }

  private static Attempt begin(long type) {
    Attempt attempt = new Attempt(type);
    attempt.next = attempts;
    attempts = attempt;
    return attempt;
  }

  @Import(name = "demitasse_runInitializer")
  private static native void run(long initializer);

  /** The calling thread comes back here after each wait in the initializer. */
  @Async
  @OutOfLine
  private static void call(long type, long initializer) {
    run(initializer);
    ComponentFiber fiber = ComponentFiber.current();
    if (fiber != null && fiber.isSuspending()) {
      mark(type, false);
    }
  }

  private static void mark(long type, boolean initialized) {
    RuntimeClass structure = structure(type);
    if (initialized) {
      structure.flags |= RuntimeClass.INITIALIZED;
    } else {
      structure.flags &= ~RuntimeClass.INITIALIZED;
    }
  }

  private static RuntimeClass structure(long type) {
    return Address.fromLong(type).toStructure();
  }

  /** Returns what to throw when an initializer has thrown. */
  @OutOfLine
  private static Throwable fail(Attempt attempt, Throwable thrown) {
    mark(attempt.type, false);
    attempt.failed = true;
    try {
      attempt.failure = ComponentThrowable.recordOf(thrown);
    } catch (OutOfMemoryError noRecord) {
      attempt.failure = null;
    }
    return thrown instanceof Error ? thrown : new ExceptionInInitializerError(thrown);
  }

  @OutOfLine
  private static NoClassDefFoundError refusal(Attempt attempt) {
    NoClassDefFoundError error =
        new NoClassDefFoundError(
            new Message()
                .add("Could not initialize class ")
                .add(Machine.nameOfClass(structure(attempt.type)))
                .toString());
    ComponentThrowable.setCause(error, attempt.failure);
    return error;
  }

  /** Lets the threads that wait go on, one after the other. */
  private static void end(Attempt attempt) {
    attempt.done = true;
    for (WaitingThread thread = attempt.waiting; thread != null; thread = thread.next) {
      ComponentEventQueue.offer(thread);
    }
    attempt.waiting = null;
    if (!attempt.failed) {
      if (attempt.waitingCount == 0) {
        remove(attempt);
      } else {
        mark(attempt.type, false);
      }
    }
  }

  @Async
  private static native void await(Attempt attempt);

  @SuppressWarnings("unused") // what the native method of the same name begins
  private static void await(Attempt attempt, AsyncCallback<Void> callback) {
    attempt.waiting = new WaitingThread(callback, attempt.waiting);
    ++attempt.waitingCount;
  }

  private static void leave(Attempt attempt) {
    if (--attempt.waitingCount == 0 && !attempt.failed) {
      mark(attempt.type, true);
      remove(attempt);
    }
  }

  private static void remove(Attempt attempt) {
    Attempt previous = null;
    for (Attempt each = attempts; each != attempt && each != null; each = each.next) {
      previous = each;
    }
    if (previous == null) {
      attempts = attempt.next;
    } else {
      previous.next = attempt.next;
    }
  }
}
