package org.demitasse.base.child;

import org.demitasse.base.session.OutOfCapabilitiesException;
import org.demitasse.base.session.OutOfRamException;
import org.demitasse.base.session.Quota;
import org.jspecify.annotations.Nullable;

/** A child of this component, started by {@link ChildLauncher#start}. */
public final class Child implements AutoCloseable {
  private final ChildLauncher launcher;
  private final ChildSettings settings;
  private final ChildPolicy policy;
  private final ChildParent parent;
  private @Nullable ChildProcess process;

  /** Whether it has said that it ends. */
  private boolean exits;

  private int exitCode;

  Child(ChildLauncher launcher, ChildSettings settings, ChildPolicy policy) {
    this.launcher = launcher;
    this.settings = settings;
    this.policy = policy;
    parent = new ChildParent(launcher, this);
  }

  void run(ChildProcess newProcess) {
    process = newProcess;
  }

  ChildParent parent() {
    return parent;
  }

  ChildPolicy policy() {
    return policy;
  }

  public String name() {
    return settings.name();
  }

  public ChildSettings settings() {
    return settings;
  }

  /** Returns whether it has neither ended nor been closed. */
  public boolean isAlive() {
    return process != null && !exits;
  }

  ChildProcess process() {
    ChildProcess running = process;
    if (running == null) {
      throw new IllegalStateException("the child \"" + name() + "\" has ended");
    }
    return running;
  }

  /**
   * Returns how much RAM it has, in bytes.
   *
   * @throws IllegalStateException if it has been closed
   */
  public Quota ram() {
    return process().domain().ram();
  }

  /** Returns how many capabilities it has, like {@link #ram}. */
  public Quota capabilities() {
    return process().domain().capabilities();
  }

  /**
   * Gives it more of the own account, all of it or nothing, and tells it.
   *
   * @param ram bytes, at least 0
   * @throws IllegalStateException if it has been closed
   */
  public void give(long ram, int capabilities)
      throws OutOfRamException, OutOfCapabilitiesException {
    process().give(ram, capabilities);
    parent.signalResources();
  }

  /**
   * Asks it for a sign of life.
   *
   * @return how many it has missed before; 0 as long as it has not said where to ask
   */
  public int askForHeartbeat() {
    return parent.askForHeartbeat();
  }

  /** Notes that it ends; that is settled when its call has been answered. */
  void exit(int code) {
    if (isAlive()) {
      exits = true;
      exitCode = code;
      launcher.settleLater();
    }
  }

  /** Closes it and tells its policy, if it has ended. */
  void settle() {
    ChildProcess running = process;
    if (running == null) {
      return;
    }
    if (exits) {
      close();
      policy.exited(this, exitCode);
      return;
    }
    switch (running.state()) {
      case EXITED -> {
        close();
        policy.exited(this, 0);
      }
      case FAULTED -> {
        close();
        policy.faulted(this);
      }
      case NEW, RUNNING, SUSPENDED -> {}
    }
  }

  /**
   * Kills it, whatever it does, and gives back all that it had. The policy is not told. Does
   * nothing if it has ended.
   */
  @Override
  public void close() {
    ChildProcess running = process;
    if (running != null) {
      parent.closeSessions();
      running.close();
      process = null;
      launcher.forget(this);
    }
  }
}
