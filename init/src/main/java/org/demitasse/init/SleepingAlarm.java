package org.demitasse.init;

import java.util.ArrayDeque;
import java.util.Deque;
import org.demitasse.base.Capability;
import org.demitasse.base.rpc.Entrypoint;
import org.demitasse.base.rpc.Signal;

/** Sleeps in threads, each of which sends a signal to init itself when its time has come. */
final class SleepingAlarm implements Alarm {
  private final Capability<Signal> signal;
  private final Deque<Runnable> due = new ArrayDeque<>();

  SleepingAlarm(Entrypoint entrypoint) {
    signal = entrypoint.receive(this::run);
  }

  @Override
  public void after(long milliseconds, Runnable action) {
    Thread thread =
        new Thread(
            () -> {
              try {
                Thread.sleep(milliseconds);
              } catch (InterruptedException never) {
                Thread.currentThread().interrupt();
              }
              due.add(action);
              Signal.submit(signal);
            });
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    while (!due.isEmpty()) {
      due.removeFirst().run();
    }
  }
}
