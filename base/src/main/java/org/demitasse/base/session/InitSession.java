package org.demitasse.base.session;

import org.demitasse.base.rpc.Remote;
import org.demitasse.base.rpc.Service;

/**
 * A view of an init and its children, and the right to stop and start them: a child has it only if
 * its route says so. A name that no child has, or a child that is in no state for what is asked, is
 * an {@code IllegalArgumentException}.
 */
@Service("Init")
@Remote
public interface InitSession {
  /** Where a child is in its life. */
  enum State {
    /** It could not be started. */
    INCOMPLETE,
    ALIVE,
    EXITED,
    FAULTED,
    /** Somebody has stopped it. */
    STOPPED
  }

  /**
   * A child.
   *
   * @param exitCode of one that has exited
   * @param restarts after failures
   * @param ram of its account; nothing while it does not run
   */
  record Child(
      String name,
      String binary,
      State state,
      int exitCode,
      int restarts,
      Quota ram,
      Quota capabilities) {}

  /** Returns how many children there are. */
  int count();

  /**
   * Returns a child.
   *
   * @param index in the order of the configuration
   */
  Child child(int index);

  /** Starts a child that does not run. */
  void start(String name);

  /** Stops a child; it is not started again by itself. */
  void kill(String name);

  /** Stops a child if it runs, and starts it. */
  void restart(String name);

  /** Returns the account of init itself. */
  Quota ram();

  Quota capabilities();
}
