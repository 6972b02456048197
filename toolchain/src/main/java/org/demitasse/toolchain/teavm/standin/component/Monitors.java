package org.demitasse.toolchain.teavm.standin.component;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.teavm.interop.Async;
import org.teavm.interop.AsyncCallback;
import org.teavm.interop.DelegateTo;
import org.teavm.interop.StaticInit;
import org.teavm.interop.Unmanaged;
import org.teavm.runtime.EventQueue;
import org.teavm.runtime.RuntimeObject;

/**
 * The monitors of objects. An object in whose monitor someone is, or at which someone waits, has
 * the number of its monitor where its identity hash code is otherwise, marked by the highest bit.
 *
 * <p>TeaVM keeps the address of the monitor there, which its collector does not know: a monitor was
 * gone, or somewhere else, after the first collection.
 *
 * <p>A thread that leaves a monitor hands it to the one that has waited longest.
 */
@StaticInit
@SuppressWarnings("ReferenceEquality") // the same thread, not an equal one
final class Monitors {
  private static final int MONITOR = 0x80000000;

  private static @Nullable Monitor[] monitors = new Monitor[4];

  /** Below this, all are in use or in the list of unused ones. */
  private static int monitorCount;

  private Monitors() {}

  // The second word of an object.

  @Unmanaged
  @DelegateTo("hashOf")
  private static native int hash(Object object);

  @Unmanaged
  private static int hashOf(RuntimeObject object) {
    return object.hashCode;
  }

  @Unmanaged
  @DelegateTo("setHashOf")
  private static native void setHash(Object object, int hash);

  @Unmanaged
  private static void setHashOf(RuntimeObject object, int hash) {
    object.hashCode = hash;
  }

  private static @Nullable Monitor find(Object object) {
    int hash = hash(object);
    return hash < 0 ? monitors[hash & ~MONITOR] : null;
  }

  private static Monitor get(Object object) {
    Monitor monitor = find(object);
    if (monitor == null) {
      int number = unused();
      // Only now: a collection may happen in between, and hash codes are kept by it.
      monitor = new Monitor();
      monitor.hash = hash(object);
      monitors[number] = monitor;
      setHash(object, number | MONITOR);
    }
    return monitor;
  }

  private static int unused() {
    for (int i = 0; i < monitorCount; ++i) {
      if (monitors[i] == null) {
        return i;
      }
    }
    if (monitorCount == monitors.length) {
      monitors = Arrays.copyOf(monitors, 2 * monitorCount);
    }
    return monitorCount++;
  }

  private static void releaseIfUnused(Object object, Monitor monitor) {
    if (monitor.isUnused()) {
      monitors[hash(object) & ~MONITOR] = null;
      setHash(object, monitor.hash);
    }
  }

  /** Identity hash code of an object, from 1 to 2^31 - 1. */
  static int identity(Object object) {
    Monitor monitor = find(object);
    int hash = monitor == null ? hash(object) : monitor.hash;
    if (hash == 0) {
      RuntimeObject.nextId = (RuntimeObject.nextId + 1) & ~MONITOR;
      if (RuntimeObject.nextId == 0) {
        RuntimeObject.nextId = 1;
      }
      hash = RuntimeObject.nextId;
      if (monitor == null) {
        setHash(object, hash);
      } else {
        monitor.hash = hash;
      }
    }
    return hash;
  }

  static boolean holds(Object object) {
    Monitor monitor = find(object);
    return monitor != null && monitor.owner == Thread.currentThread();
  }

  /** Enters in a program that never starts a thread: there is nobody to wait for. */
  static void enterAlone(Object object) {
    Monitor monitor = get(object);
    monitor.owner = Thread.currentThread();
    ++monitor.count;
  }

  static void exitAlone(Object object) {
    Monitor monitor = owned(object);
    if (--monitor.count == 0) {
      monitor.owner = null;
      releaseIfUnused(object, monitor);
    }
  }

  static void enter(Object object) {
    if (!tryEnter(object)) {
      waitToEnter(object);
    }
  }

  private static boolean tryEnter(Object object) {
    Thread thread = Thread.currentThread();
    Monitor monitor = get(object);
    if (monitor.owner == null) {
      monitor.owner = thread;
    }
    if (monitor.owner != thread) {
      return false;
    }
    ++monitor.count;
    return true;
  }

  @Async
  private static native void waitToEnter(Object object);

  @SuppressWarnings("unused") // what the native method of the same name begins
  private static void waitToEnter(Object object, AsyncCallback<Void> callback) {
    get(object).addEntering(new Waiter(object, Thread.currentThread(), 1, callback));
  }

  static void exit(Object object) {
    Monitor monitor = owned(object);
    if (--monitor.count == 0) {
      handOver(object, monitor);
    }
  }

  private static Monitor owned(Object object) {
    Monitor monitor = find(object);
    if (monitor == null || monitor.owner != Thread.currentThread()) {
      throw new IllegalMonitorStateException("current thread is not owner");
    }
    return monitor;
  }

  private static void handOver(Object object, Monitor monitor) {
    monitor.owner = null;
    monitor.count = 0;
    Waiter first = monitor.entering;
    if (first == null) {
      releaseIfUnused(object, monitor);
      return;
    }
    monitor.entering = first.next;
    first.next = null;
    give(monitor, first);
  }

  private static void give(Monitor monitor, Waiter waiter) {
    monitor.owner = waiter.thread;
    monitor.count = waiter.count;
    EventQueue.offer(waiter::goOn);
  }

  static void await(Object object, long milliseconds) throws InterruptedException {
    if (milliseconds < 0) {
      throw new IllegalArgumentException("timeout value is negative");
    }
    owned(object);
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    beNotified(object, milliseconds);
  }

  @Async
  private static native void beNotified(Object object, long milliseconds)
      throws InterruptedException;

  @SuppressWarnings("unused") // what the native method of the same name begins
  private static void beNotified(Object object, long milliseconds, AsyncCallback<Void> callback) {
    Monitor monitor = owned(object);
    Waiter waiter = new Waiter(object, Thread.currentThread(), monitor.count, callback);
    monitor.addWaiting(waiter);
    if (milliseconds > 0) {
      waiter.timer = EventQueue.offer(waiter, deadline(milliseconds));
    }
    ComponentThread.setInterruptHandler(waiter.thread, waiter);
    handOver(object, monitor);
  }

  /**
   * One more than asked for: the clock has cut off the part of a millisecond that is over already.
   */
  static long deadline(long milliseconds) {
    long now = System.currentTimeMillis();
    if (milliseconds <= 0) {
      return now;
    }
    return milliseconds >= Long.MAX_VALUE - now ? Long.MAX_VALUE : now + milliseconds + 1;
  }

  static void signal(Object object) {
    Monitor monitor = owned(object);
    if (monitor.waiting != null) {
      wake(monitor.waiting);
    }
  }

  static void signalAll(Object object) {
    Monitor monitor = owned(object);
    while (monitor.waiting != null) {
      wake(monitor.waiting);
    }
  }

  /** Ends the wait of a thread that was notified, interrupted, or waited long enough. */
  static void wake(Waiter waiter) {
    Monitor monitor = find(waiter.object);
    if (monitor == null || !monitor.removeWaiting(waiter)) {
      return;
    }
    if (waiter.timer != 0) {
      EventQueue.kill(waiter.timer);
      waiter.timer = 0;
    }
    ComponentThread.setInterruptHandler(waiter.thread, null);
    if (monitor.owner == null) {
      give(monitor, waiter);
    } else {
      monitor.addEntering(waiter);
    }
  }
}
