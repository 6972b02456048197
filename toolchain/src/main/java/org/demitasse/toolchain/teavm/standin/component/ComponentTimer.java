package org.demitasse.toolchain.teavm.standin.component;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stands for {@code java.util.Timer}, which TeaVM has for web browsers only: one thread, by time.
 */
public class ComponentTimer {
  private static int lastNumber = -1;

  private final List<ComponentTimerTask> tasks = new ArrayList<>();
  private boolean cancelled;

  public ComponentTimer() {
    this("Timer-" + ++lastNumber);
  }

  public ComponentTimer(boolean daemon) {
    this("Timer-" + ++lastNumber, daemon);
  }

  public ComponentTimer(String name) {
    this(name, false);
  }

  public ComponentTimer(String name, boolean daemon) {
    Thread thread = new Thread(this::work, name);
    thread.setDaemon(daemon);
    thread.start();
  }

  public void schedule(ComponentTimerTask task, long delay) {
    add(task, requireDelay(delay), 0);
  }

  public void schedule(ComponentTimerTask task, long delay, long period) {
    add(task, requireDelay(delay), -requirePeriod(period));
  }

  public void scheduleAtFixedRate(ComponentTimerTask task, long delay, long period) {
    add(task, requireDelay(delay), requirePeriod(period));
  }

  private static long requireDelay(long delay) {
    if (delay < 0) {
      throw new IllegalArgumentException("Negative delay.");
    }
    return Monitors.deadline(delay);
  }

  private static long requirePeriod(long period) {
    if (period <= 0) {
      throw new IllegalArgumentException("Non-positive period.");
    }
    return period;
  }

  private synchronized void add(ComponentTimerTask task, long time, long period) {
    if (cancelled) {
      throw new IllegalStateException("Timer already cancelled.");
    }
    if (task.timer != null || task.cancelled) {
      throw new IllegalStateException("Task already scheduled or cancelled");
    }
    task.timer = this;
    task.time = time;
    task.period = period;
    tasks.add(task);
    notifyAll();
  }

  public synchronized void cancel() {
    cancelled = true;
    tasks.clear();
    notifyAll();
  }

  public synchronized int purge() {
    int before = tasks.size();
    tasks.removeIf(task -> task.cancelled);
    return before - tasks.size();
  }

  private void work() {
    for (ComponentTimerTask task = next(); task != null; task = next()) {
      try {
        task.run();
      } catch (Throwable failure) {
        // As with HotSpot, the thread ends and the timer counts as cancelled.
        cancel();
        throw failure;
      }
    }
  }

  /** Waits for the task that is due; {@code null} when there will be none. */
  private synchronized @Nullable ComponentTimerTask next() {
    while (!cancelled) {
      ComponentTimerTask first = null;
      for (ComponentTimerTask task : tasks) {
        if (first == null || task.time < first.time) {
          first = task;
        }
      }
      long rest = first == null ? 0 : first.time - System.currentTimeMillis();
      if (first != null && first.cancelled) {
        tasks.remove(first);
      } else if (first != null && rest <= 0) {
        return due(first);
      } else {
        await(rest);
      }
    }
    return null;
  }

  private ComponentTimerTask due(ComponentTimerTask task) {
    if (task.period == 0) {
      task.end();
      tasks.remove(task);
    } else if (task.period < 0) {
      task.time = Monitors.deadline(-task.period);
    } else {
      task.time += task.period;
    }
    return task;
  }

  @SuppressWarnings("WaitNotInLoop") // the caller loops
  private void await(long milliseconds) {
    try {
      wait(milliseconds);
    } catch (InterruptedException e) {
      // Nobody else knows the thread; the loop looks again.
    }
  }
}
