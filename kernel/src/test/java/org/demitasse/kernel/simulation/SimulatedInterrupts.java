package org.demitasse.kernel.simulation;

import org.demitasse.kernel.hal.InterruptController;

/** An interrupt controller of 48 lines, of which those from 16 on can be given away. */
public final class SimulatedInterrupts implements InterruptController {
  public static final int LINES = 48;
  private static final int FIRST_ASSIGNABLE = 16;

  private final SimulatedProcessors processors;
  private final SimulatedTimer timer;
  private final boolean[] raised = new boolean[LINES];
  private final boolean[] unmasked = new boolean[LINES];
  private final boolean[] edge = new boolean[LINES];
  private final int[] target = new int[LINES];
  private final boolean[] reschedule;

  /** The timer's line is private: each processor has its own mask. */
  private final boolean[] timerUnmasked;

  /** What a processor has taken and not ended, or NONE. */
  private final int[] taken;

  public SimulatedInterrupts(SimulatedProcessors processors, SimulatedTimer timer) {
    this.processors = processors;
    this.timer = timer;
    reschedule = new boolean[processors.count];
    timerUnmasked = new boolean[processors.count];
    taken = new int[processors.count];
    for (int i = 0; i < processors.count; i++) {
      taken[i] = NONE;
    }
  }

  @Override
  public int lines() {
    return LINES;
  }

  @Override
  public boolean assignable(int line) {
    return line >= FIRST_ASSIGNABLE;
  }

  @Override
  public void configure(int line, boolean byEdge) {
    if (unmasked[line]) {
      throw new ContractViolation("line " + line + " is configured while it is unmasked");
    }
    edge[line] = byEdge;
  }

  @Override
  public void unmask(int line, int processor) {
    if (line == SimulatedTimer.LINE) {
      timerUnmasked[processors.here] = true;
      return;
    }
    unmasked[line] = true;
    target[line] = processor;
  }

  @Override
  public void mask(int line) {
    if (line == SimulatedTimer.LINE) {
      timerUnmasked[processors.here] = false;
    }
    unmasked[line] = false;
  }

  @Override
  public int take() {
    int here = processors.here;
    if (taken[here] != NONE) {
      throw new ContractViolation("an interrupt is taken before the last one was ended");
    }
    taken[here] = next(here);
    if (taken[here] == RESCHEDULE) {
      reschedule[here] = false;
    } else if (taken[here] >= 0 && edge[taken[here]]) {
      raised[taken[here]] = false;
    }
    return taken[here];
  }

  private int next(int processor) {
    if (reschedule[processor]) {
      return RESCHEDULE;
    }
    if (timer.hasEnded(processor) && timerUnmasked[processor]) {
      return SimulatedTimer.LINE;
    }
    for (int i = FIRST_ASSIGNABLE; i < LINES; i++) {
      if (raised[i] && unmasked[i] && target[i] == processor) {
        return i;
      }
    }
    return NONE;
  }

  @Override
  public void end(int line) {
    int here = processors.here;
    if (taken[here] != line) {
      throw new ContractViolation("interrupt " + line + " is ended, which was not taken");
    }
    taken[here] = NONE;
  }

  @Override
  public void reschedule(int processor) {
    reschedule[processor] = true;
  }

  @Override
  public void startProcessor(int processor) {
    reschedule[processor] = false;
  }

  /** A device raises its line, or lets it fall. */
  public void raise(int line, boolean high) {
    raised[line] = high;
  }

  public boolean isRaised(int line) {
    return raised[line];
  }

  public boolean isUnmasked(int line) {
    return unmasked[line];
  }

  public boolean isEdge(int line) {
    return edge[line];
  }

  public boolean reschedulePending(int processor) {
    return reschedule[processor];
  }

  /** Says whether a processor would be interrupted now. */
  public boolean pending(int processor) {
    return next(processor) != NONE;
  }
}
