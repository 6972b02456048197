package org.demitasse.toolchain.teavm.standin.component;

import org.jspecify.annotations.Nullable;
import org.teavm.classlib.java.lang.TThreadInterruptHandler;
import org.teavm.interop.AsyncCallback;
import org.teavm.runtime.EventQueue;

/** A thread that waits at a monitor: to enter it, or to be notified and then to enter it again. */
final class Waiter implements TThreadInterruptHandler, EventQueue.Event {
  final Object object;
  final Thread thread;

  /** How often the thread will have entered when it goes on. */
  final int count;

  final AsyncCallback<Void> callback;

  @Nullable Waiter next;

  /** Number of the event that ends the wait; 0 if there is none. */
  int timer;

  private boolean interrupted;

  Waiter(Object object, Thread thread, int count, AsyncCallback<Void> callback) {
    this.object = object;
    this.thread = thread;
    this.count = count;
    this.callback = callback;
  }

  /** The time is over. */
  @Override
  public void run() {
    timer = 0;
    Monitors.wake(this);
  }

  @Override
  public void interrupted() {
    interrupted = true;
    Monitors.wake(this);
  }

  /** Called when the thread has got the monitor. */
  void goOn() {
    if (interrupted) {
      ComponentThread.clearInterrupt(thread);
      callback.error(new InterruptedException());
    } else {
      callback.complete(null);
    }
  }
}
