package org.demitasse.toolchain.teavm.standin.component;

import org.jspecify.annotations.Nullable;

/** Stands for {@code java.util.TimerTask}. */
public abstract class ComponentTimerTask implements Runnable {
  /** Set when the task is given to a timer; guarded by it. */
  @Nullable ComponentTimer timer;

  /** When it is due next, in terms of System.currentTimeMillis. */
  long time;

  /** Milliseconds between two runs: 0 runs once, below 0 counts from the end of the last one. */
  long period;

  boolean cancelled;
  private boolean ended;

  protected ComponentTimerTask() {}

  @Override
  public abstract void run();

  /** Returns whether this keeps the task from a run that it would have had. */
  public boolean cancel() {
    boolean prevented = timer != null && !cancelled && !ended;
    cancelled = true;
    return prevented;
  }

  public long scheduledExecutionTime() {
    return period < 0 ? time + period : time - period;
  }

  void end() {
    ended = true;
  }
}
