package org.demitasse.base.session;

import org.demitasse.base.rpc.Remote;

/** A thread. */
@Remote
public interface CpuThread {
  /** What a thread does. */
  enum State {
    NEW,
    RUNNING,
    SUSPENDED,
    /** It has met a fault that nobody handles. */
    FAULTED,
    /** It has ended by itself. */
    EXITED
  }

  /**
   * Starts it.
   *
   * @param instruction address of its first instruction
   * @param stack its stack pointer
   * @param argument arrives in its first register
   */
  void start(long instruction, long stack, long argument);

  void suspend();

  void resume();

  State state();
}
