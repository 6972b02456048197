package org.demitasse.core;

import java.util.ArrayList;
import java.util.List;
import org.demitasse.base.Capability;
import org.demitasse.base.rpc.Signal;
import org.demitasse.base.session.CpuSession;
import org.demitasse.base.session.CpuThread;
import org.demitasse.base.session.CpuThreadDispatcher;
import org.demitasse.base.session.OutOfCapabilitiesException;
import org.demitasse.base.session.PdSession;

/** Service CPU. */
final class Threads implements CpuSession {
  /** A thread is three objects: itself, the portal for its faults, the one that it is known by. */
  private static final int CAPABILITIES = 3;

  /** Told when a thread has stopped. */
  interface Watcher {
    void stopped(CoreThread thread);
  }

  private final CoreObjects core;
  private final QuotaAccount account;
  private final int priorityLimit;
  private final List<CpuThreadDispatcher> dispatchers = new ArrayList<>();
  private Capability<Signal> handler = Capability.invalid();
  private Watcher watcher = thread -> {};
  private boolean mayUseTimer;

  Threads(CoreObjects core, QuotaAccount account, int priorityLimit) {
    this.core = core;
    this.account = account;
    this.priorityLimit = priorityLimit;
  }

  /** Sets who in core is told when a thread has stopped. */
  void watch(Watcher newWatcher) {
    watcher = newWatcher;
  }

  @Override
  public Capability<CpuThread> createThread(
      Capability<PdSession> domain, String name, int wanted, int processor)
      throws OutOfCapabilitiesException {
    int priority = wanted == HIGHEST ? priorityLimit : wanted;
    if (!(core.take(domain) instanceof Domain found)) {
      throw new IllegalArgumentException("the capability is none of a domain");
    }
    if (priority < 0 || priority > priorityLimit || processor < 0) {
      throw new IllegalArgumentException(
          "priority "
              + priority
              + " or processor "
              + processor
              + " is not allowed; expected a priority up to "
              + priorityLimit);
    }
    int slot = found.freeSlot();
    account.takeCapabilities(CAPABILITIES);
    CpuThreadDispatcher dispatcher = null;
    try {
      CoreThread thread = new CoreThread(core, found, this, name, priority, processor, slot);
      found.takeSlot(thread, slot);
      dispatcher = new CpuThreadDispatcher(thread);
      dispatchers.add(dispatcher);
      return core.entrypoint().manage(dispatcher);
    } catch (KernelRefusal refusal) {
      if (dispatcher == null) {
        account.giveCapabilities(CAPABILITIES);
      } else {
        ((CoreThread) dispatcher.object()).close(false);
      }
      throw new OutOfCapabilitiesException(String.valueOf(refusal.getMessage()));
    }
  }

  @Override
  public void destroyThread(Capability<CpuThread> thread) {
    if (core.take(thread) instanceof CoreThread found && found.owner() == this) {
      found.close(false);
      return;
    }
    throw new IllegalArgumentException("the thread is none of this session");
  }

  @Override
  public void exceptionHandler(Capability<Signal> newHandler) {
    core.release(handler);
    handler = newHandler;
  }

  boolean mayUseTimer() {
    return mayUseTimer;
  }

  /** Lets all threads, those to come included, set the timer that the kernel does not use. */
  void allowTimer(boolean allowed) {
    mayUseTimer = allowed;
    for (CpuThreadDispatcher each : dispatchers) {
      long thread = ((CoreThread) each.object()).handle();
      if (thread != 0) {
        core.kernel().allowTimer(thread, allowed);
      }
    }
  }

  void threadStopped(CoreThread thread) {
    watcher.stopped(thread);
    Signal.submit(handler);
  }

  /** Forgets a thread that has been destroyed. */
  void threadClosed(CoreThread thread) {
    for (CpuThreadDispatcher each : dispatchers) {
      if (each.object().equals(thread)) {
        dispatchers.remove(each);
        core.entrypoint().dissolve(each);
        account.giveCapabilities(CAPABILITIES);
        return;
      }
    }
  }

  /** Ends the session. */
  void close() {
    while (!dispatchers.isEmpty()) {
      ((CoreThread) dispatchers.getLast().object()).close(false);
    }
    core.release(handler);
    handler = Capability.invalid();
  }
}
