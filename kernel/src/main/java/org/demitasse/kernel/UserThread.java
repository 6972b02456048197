package org.demitasse.kernel;

import org.jspecify.annotations.Nullable;

/** A thread of user code: its saved registers and what it waits for. */
final class UserThread {
  /** The slot is free. */
  static final int FREE = 0;

  /** Created, or stopped by an event: goes on when its controller says so. */
  static final int STOPPED = 1;

  /** In the run queue. */
  static final int READY = 2;

  /** On the processor. */
  static final int RUNNING = 3;

  /** In {@code WAIT}. */
  static final int WAITING = 4;

  final int index;
  int generation;
  int state;
  @Nullable Space space;
  long frame;

  /** Next in the run queue or in the queue of events; a thread is never in both. */
  @Nullable UserThread next;

  /** An {@link org.demitasse.abi.Event} that is yet to be reported, or 0. */
  int event;

  int faultKind;
  long address;
  long syndrome;

  UserThread(int index) {
    this.index = index;
  }
}
