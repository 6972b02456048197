package org.demitasse.kernel;

import org.jspecify.annotations.Nullable;

/**
 * A processor: the thread on it, its run queues, and whose registers it holds. Everything here is
 * under the kernel's lock.
 */
public final class Processor {
  static final int PRIORITIES = 256;

  final int index;

  /** RUNNING, or {@link #idle}. */
  UserThread current;

  /** The thread that runs when no other can; in no pool and in no queue. */
  final UserThread idle;

  private final ThreadQueue[] ready = new ThreadQueue[PRIORITIES];

  /** A bit for each priority that has ready threads. */
  final long[] readyBits = new long[PRIORITIES / 64];

  /** Highest priority of a ready thread, or -1. */
  int topReady = -1;

  /**
   * Least priority of a thread that may take over directly, without a look at the run queues:
   * nobody more urgent is ready, and whoever is equally urgent has the timer on his side. {@link
   * #HELD} or more while something is dying: who stops running then helps with that.
   */
  int switchLimit = 0;

  /** More than any priority. */
  static final int HELD = PRIORITIES + 1;

  /** {@link #switchLimit} lies so much above {@link #topReady}. */
  private int margin = 1;

  private boolean held;

  /** The timer will end the current time slice. */
  boolean sliceArmed;

  /** What has activated the user half that is current. */
  long activation;

  /** Whose floating-point registers are in the processor. */
  @Nullable UserThread floatingPointOwner;

  boolean floatingPointEnabled;

  /** After so many switches the owner's registers are put away, unless someone traps before. */
  int floatingPointSwitches;

  boolean userTimerEnabled;

  /** A switch of threads has to look at the four fields above. */
  boolean lazyState;

  /** The thread that should run next if nobody is more urgent: a message has just reached it. */
  @Nullable UserThread favourite;

  /** A thread that another processor wants sent away from here, and where to. */
  @Nullable UserThread toSend;

  int toSendGeneration;
  @Nullable Processor sendTo;

  /** Runs user code or idles; false until a secondary processor has arrived. */
  boolean started;

  /** The pool of capabilities, within one load of the fast path. */
  final Capability[] capabilities;

  private final FastPath fastPath;

  Processor(int index, Capability[] capabilities, FastPath fastPath) {
    this.index = index;
    this.fastPath = fastPath;
    this.capabilities = capabilities;
    for (int i = 0; i < PRIORITIES; i++) {
      ready[i] = new ThreadQueue();
    }
    idle = new UserThread(-1, this);
    idle.priority = -1;
    idle.state = UserThread.RUNNING;
    current = idle;
  }

  /** CALL by the current thread; returns the frame to resume, like all ways into the kernel. */
  public long call() {
    return fastPath.call(this);
  }

  /** REPLY_WAIT by the current thread. */
  public long replyWait() {
    return fastPath.replyWait(this);
  }

  /** Any other system call by the current thread. */
  public long systemCall() {
    return fastPath.systemCall(this);
  }

  /**
   * The current thread touched an address without the mapping that it needs.
   *
   * @param kind {@link org.demitasse.abi.FaultKind}
   * @param syndrome what the architecture says about it, for the handler
   */
  public long fault(int kind, long address, long syndrome) {
    return fastPath.fault(this, kind, address, syndrome);
  }

  ThreadQueue readyAt(int priority) {
    return ready[priority];
  }

  void enqueue(UserThread thread, boolean front) {
    int priority = thread.priority;
    if (front) {
      ready[priority].addFirst(thread);
    } else {
      ready[priority].add(thread);
    }
    readyBits[priority >> 6] |= 1L << priority;
    if (priority > topReady) {
      topReady = priority;
      updateSwitchLimit();
    }
  }

  /**
   * Puts the running thread behind the ready ones of its priority, if these may take over directly.
   *
   * @return the first of those, which is in no queue any more, or null if there is none
   */
  @Nullable UserThread rotate(UserThread running) {
    int priority = running.priority;
    // Equally urgent ones have the timer on their side, so that their priority is the limit.
    if (priority != switchLimit) {
      return null;
    }
    ThreadQueue queue = ready[priority];
    UserThread next = queue.first;
    if (next != null) {
      queue.remove(next);
      queue.add(running);
    }
    return next;
  }

  void dequeue(UserThread thread) {
    int priority = thread.priority;
    ThreadQueue queue = ready[priority];
    queue.remove(thread);
    if (queue.first == null) {
      readyBits[priority >> 6] &= ~(1L << priority);
      if (priority == topReady) {
        topReady = highest();
        updateSwitchLimit();
      }
    }
  }

  private int highest() {
    for (int i = readyBits.length - 1; i >= 0; i--) {
      if (readyBits[i] != 0) {
        return i * 64 + 63 - Long.numberOfLeadingZeros(readyBits[i]);
      }
    }
    return -1;
  }

  void sliceArmed(boolean armed) {
    sliceArmed = armed;
    updateMargin();
  }

  /** Something has begun to die, or nothing is dying any more. */
  void hold(boolean dying) {
    held = dying;
    updateMargin();
  }

  /** Says whether something is dying. */
  boolean isHeld() {
    return held;
  }

  private void updateMargin() {
    margin = held ? HELD + 1 : sliceArmed ? 0 : 1;
    updateSwitchLimit();
  }

  private void updateSwitchLimit() {
    switchLimit = topReady + margin;
  }
}
