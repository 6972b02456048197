package org.demitasse.server.timer;

/** What one client waits for. */
final class Timeout {
  private final Runnable action;

  /** Value of the counter. */
  long deadline;

  /** Ticks between one time and the next; 0: only once. */
  long period;

  /** Decides among equal deadlines: who came first. */
  long order;

  /**
   * @param action done when the time has come
   */
  Timeout(Runnable action) {
    this.action = action;
  }

  void expire() {
    action.run();
  }
}
