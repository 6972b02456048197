package org.demitasse.kernel;

import org.demitasse.kernel.hal.Cpu;
import org.demitasse.kernel.hal.InterruptController;
import org.demitasse.kernel.hal.Machine;
import org.demitasse.kernel.hal.Timer;
import org.jspecify.annotations.Nullable;

/**
 * Decides which thread runs on a processor: the most urgent that is ready, equally urgent ones in
 * turns. A thread stays on its processor until it is told another one.
 *
 * <p>The timer runs only while somebody waits for his turn: it is armed when a second thread of the
 * running one's priority is ready, or something is dying, and left alone otherwise.
 */
final class Scheduler {
  /** Turns per second. */
  private static final int SLICES_PER_SECOND = 100;

  /** Switches after which floating-point registers are put away that nobody asked for meanwhile. */
  static final int FLOATING_POINT_SWITCHES = 512;

  private final Cpu cpu;
  private final Timer timer;
  private final InterruptController interrupts;
  private final long sliceTicks;

  /** The timer of processor 0 never rests: somebody polls with it. */
  boolean alwaysTick;

  Scheduler(Machine machine) {
    cpu = machine.cpu();
    timer = machine.timer();
    interrupts = machine.interrupts();
    sliceTicks = Math.max(1, timer.frequency() / SLICES_PER_SECOND);
  }

  /** Lets a thread run whose wait has ended, or that is to start. */
  void wake(UserThread thread) {
    wake(thread, null);
  }

  /**
   * Like {@link #wake(UserThread)}; on the processor {@code here} the thread runs before others of
   * its priority.
   */
  void wake(UserThread thread, @Nullable Processor here) {
    if (thread.suspended) {
      thread.state = UserThread.SUSPENDED;
      return;
    }
    Processor processor = thread.processor;
    thread.state = UserThread.READY;
    if (processor == here) {
      processor.enqueue(thread, true);
      processor.favourite = thread;
      return;
    }
    processor.enqueue(thread, false);
    interruptIfLower(processor, thread.priority);
  }

  /** Makes another processor look at its run queues, should what it runs be less urgent. */
  private void interruptIfLower(Processor processor, int priority) {
    if (processor.started && processor != running && processor.current.priority <= priority) {
      interrupts.reschedule(processor.index);
    }
  }

  /** The processor that holds the kernel's lock. */
  private @Nullable Processor running;

  /** Called on each entry that may wake threads: interrupts go to other processors only. */
  void enter(Processor processor) {
    running = processor;
  }

  /**
   * Takes a thread that runs on another processor off it, soon: the caller looks again later.
   *
   * @return whether it is running elsewhere still
   */
  boolean stopElsewhere(UserThread thread, Processor here) {
    if (thread.state != UserThread.RUNNING || thread.processor == here) {
      thread.stopWanted = false;
      return false;
    }
    thread.stopWanted = true;
    interrupts.reschedule(thread.processor.index);
    return true;
  }

  /**
   * Moves a thread to another processor.
   *
   * @return whether it is there; otherwise its own processor was asked to send it, and the caller
   *     looks again later
   */
  boolean move(UserThread thread, Processor here, Processor target) {
    Processor from = thread.processor;
    if (from == target) {
      return true;
    }
    if (from == here) {
      send(from, thread, target);
      return true;
    }
    if (from.toSend == null) {
      from.toSend = thread;
      from.toSendGeneration = thread.generation;
      from.sendTo = target;
    }
    interrupts.reschedule(from.index);
    return false;
  }

  private void send(Processor from, UserThread thread, Processor target) {
    flushFloatingPoint(from, thread);
    boolean runs = thread.state == UserThread.RUNNING;
    if (thread.state == UserThread.READY) {
      withdraw(thread);
    }
    thread.processor = target;
    if (runs || thread.state == UserThread.READY) {
      wake(thread);
    }
  }

  /** Makes another processor do what is asked of it: {@link #attend}. */
  void interrupt(Processor processor) {
    interrupts.reschedule(processor.index);
  }

  /** Does what other processors asked of this one. */
  void attend(Processor processor) {
    UserThread thread = processor.toSend;
    Processor target = processor.sendTo;
    processor.toSend = null;
    processor.sendTo = null;
    // The thread may have gone, or gone elsewhere, since then.
    if (thread != null
        && target != null
        && thread.generation == processor.toSendGeneration
        && thread.processor == processor) {
      send(processor, thread, target);
    }
    UserThread current = processor.current;
    if (!current.mayUseTimer) {
      disableUserTimer(processor);
    }
    if (current.stopWanted) {
      current.stopWanted = false;
      if (current.state == UserThread.RUNNING) {
        current.state = UserThread.SUSPENDED;
      }
    }
  }

  /** Takes a thread that is READY out of its run queue. */
  void withdraw(UserThread thread) {
    thread.processor.dequeue(thread);
    if (thread.processor.favourite == thread) {
      thread.processor.favourite = null;
    }
  }

  /** Puts the running thread behind all others of its priority. */
  void giveWay(Processor processor) {
    UserThread current = processor.current;
    if (current != processor.idle
        && current.state == UserThread.RUNNING
        && current.priority == processor.topReady) {
      current.state = UserThread.READY;
      processor.enqueue(current, false);
    }
  }

  /** The time slice has ended. */
  void sliceEnded(Processor processor) {
    timer.disarm();
    processor.sliceArmed(false);
    giveWay(processor);
  }

  /** Chooses who goes on, and makes everything ready for it; returns its frame. */
  long resume(Processor processor) {
    UserThread current = processor.current;
    if (current.state == UserThread.RUNNING) {
      if (current.priority >= processor.topReady) {
        processor.favourite = null;
        if (needsTimer(processor, current)) {
          arm(processor);
        }
        return current.frame;
      }
      if (current.priority >= 0) {
        // Somebody more urgent: the rest of the turn comes later, before others.
        current.state = UserThread.READY;
        processor.enqueue(current, true);
      }
    }
    UserThread next = processor.favourite;
    processor.favourite = null;
    if (next == null || next.state != UserThread.READY || next.priority < processor.topReady) {
      next = processor.topReady < 0 ? null : processor.readyAt(processor.topReady).first;
    }
    if (next == null) {
      next = processor.idle;
    } else {
      processor.dequeue(next);
    }
    run(processor, next);
    if (needsTimer(processor, next)) {
      arm(processor);
    }
    return next.frame;
  }

  private boolean needsTimer(Processor processor, UserThread next) {
    boolean wanted = next.priority == processor.topReady || processor.isHeld();
    return !processor.sliceArmed
        && ((wanted && next.priority >= 0) || (alwaysTick && processor.index == 0));
  }

  private void arm(Processor processor) {
    timer.arm(sliceTicks);
    processor.sliceArmed(true);
  }

  /** Makes a thread the running one, if it is not. It is in no queue. */
  void run(Processor processor, UserThread next) {
    UserThread last = processor.current;
    next.state = UserThread.RUNNING;
    if (next == last) {
      return;
    }
    makeCurrent(processor, last, next);
    activate(processor, next);
    if (processor.lazyState) {
      switchLazyState(processor, next);
    }
  }

  /** First part of a switch: whose registers are in the processor. Small enough to be inlined. */
  void makeCurrent(Processor processor, UserThread last, UserThread next) {
    processor.current = next;
    cpu.switchThread(last.frame, next.frame);
  }

  /** Second part: whose memory is seen. */
  void activate(Processor processor, UserThread next) {
    long activation = next.activation;
    if (activation != processor.activation) {
      processor.activation = activation;
      cpu.activate(activation);
    }
  }

  /** Leaves the tables of a space that is to end. */
  void activateNothing(Processor processor) {
    processor.activation = processor.idle.activation;
    cpu.activate(processor.activation);
  }

  /**
   * Third part, if the processor has such state: what is switched only for those who use it.
   * Floating-point registers that nobody asked for again for so long are put away, so that threads
   * that used them once, as at their start, do not cost each switch from then on. Who uses them at
   * each turn traps once in as many switches.
   */
  long switchLazyState(Processor processor, UserThread next) {
    if (processor.userTimerEnabled && !next.mayUseTimer) {
      cpu.enableUserTimer(false);
      processor.userTimerEnabled = false;
    }
    UserThread owner = processor.floatingPointOwner;
    if (owner != null && --processor.floatingPointSwitches == 0) {
      return putFloatingPointAway(processor, owner, next);
    }
    boolean own = next == owner;
    if (own != processor.floatingPointEnabled) {
      cpu.enableFloatingPoint(own);
      processor.floatingPointEnabled = own;
    }
    updateLazyState(processor);
    return next.frame;
  }

  private static void updateLazyState(Processor processor) {
    processor.lazyState = processor.floatingPointOwner != null || processor.userTimerEnabled;
  }

  /** The running thread wants the floating-point registers: from now on they are its own. */
  void claimFloatingPoint(Processor processor) {
    UserThread thread = processor.current;
    cpu.enableFloatingPoint(true);
    UserThread owner = processor.floatingPointOwner;
    if (owner != thread) {
      if (owner != null) {
        cpu.saveFloatingPoint(owner.frame);
      }
      cpu.loadFloatingPoint(thread.frame);
      processor.floatingPointOwner = thread;
    }
    processor.floatingPointSwitches = FLOATING_POINT_SWITCHES;
    processor.floatingPointEnabled = true;
    updateLazyState(processor);
  }

  /** The running thread has the right to the user timer and uses it. */
  void enableUserTimer(Processor processor) {
    cpu.enableUserTimer(true);
    processor.userTimerEnabled = true;
    updateLazyState(processor);
  }

  /** Takes the user timer from the running thread. */
  void disableUserTimer(Processor processor) {
    if (processor.userTimerEnabled) {
      cpu.enableUserTimer(false);
      processor.userTimerEnabled = false;
      updateLazyState(processor);
    }
  }

  /**
   * Moves floating-point registers that are still in the calling processor to the frame of their
   * owner, who will go on elsewhere or is looked at.
   */
  void flushFloatingPoint(Processor processor, UserThread thread) {
    if (processor.floatingPointOwner == thread) {
      putFloatingPointAway(processor, thread, thread);
    }
  }

  /**
   * Moves the floating-point registers to the frame of their owner.
   *
   * @return the frame of {@code next}: so this can be the last step of a switch, which then needs
   *     no stack
   */
  private long putFloatingPointAway(Processor processor, UserThread owner, UserThread next) {
    // Saving needs the registers enabled; nobody runs user code meanwhile.
    cpu.enableFloatingPoint(true);
    cpu.saveFloatingPoint(owner.frame);
    cpu.enableFloatingPoint(false);
    processor.floatingPointEnabled = false;
    processor.floatingPointOwner = null;
    updateLazyState(processor);
    return next.frame;
  }

  /** Forgets the registers of a thread that is no more. */
  void forget(UserThread thread) {
    Processor processor = thread.processor;
    if (processor.floatingPointOwner == thread) {
      // Whoever uses the registers next finds no owner and traps first, unless this thread runs.
      processor.floatingPointOwner = null;
      processor.lazyState = true;
    }
  }

  /** Changes the priority of a thread, in whatever queue it is. */
  void changePriority(UserThread thread, int priority) {
    if (thread.state == UserThread.READY) {
      thread.processor.dequeue(thread);
      thread.priority = priority;
      thread.processor.enqueue(thread, false);
      interruptIfLower(thread.processor, priority);
    } else {
      thread.priority = priority;
      if (thread.state == UserThread.RUNNING) {
        // Should it run on another processor, that one may have to choose again.
        interruptIfLower(thread.processor, Processor.PRIORITIES);
      }
    }
  }
}
