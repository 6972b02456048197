package org.demitasse.core;

import org.demitasse.base.Capability;
import org.demitasse.base.raw.WritableMemory;
import org.demitasse.base.rpc.Dispatcher;
import org.demitasse.base.rpc.Entrypoint;
import org.demitasse.base.runtime.LogWriter;
import org.jspecify.annotations.Nullable;

/** What core's objects work with. */
final class CoreObjects {
  private final Kernel kernel;
  private final Entrypoint entrypoint;
  private final WritableMemory memory;
  private final PageAllocator pages;
  private final LogWriter log;
  private @Nullable Faults faults;
  private @Nullable Object timerHolder;
  private @Nullable TerminalService terminal;

  CoreObjects(
      Kernel kernel,
      Entrypoint entrypoint,
      WritableMemory memory,
      PageAllocator pages,
      LogWriter log) {
    this.kernel = kernel;
    this.entrypoint = entrypoint;
    this.memory = memory;
    this.pages = pages;
    this.log = log;
  }

  /**
   * Sets what handles faults, once.
   *
   * @param registers address of a page of core's own
   */
  void prepareFaults(long registers) {
    faults = new Faults(this, new FaultReport(this, registers));
  }

  Kernel kernel() {
    return kernel;
  }

  Entrypoint entrypoint() {
    return entrypoint;
  }

  /** Returns RAM and modules, which core sees at their physical addresses. */
  WritableMemory memory() {
    return memory;
  }

  PageAllocator pages() {
    return pages;
  }

  LogWriter log() {
    return log;
  }

  Faults faults() {
    Faults ready = faults;
    if (ready == null) {
      throw new IllegalStateException("no faults yet");
    }
    return ready;
  }

  /** Returns whether the timer that the kernel leaves to user land is now this one's. */
  boolean takeTimer(Object holder) {
    if (timerHolder == null) {
      timerHolder = holder;
    }
    return holder.equals(timerHolder);
  }

  void giveTimer(InterruptService holder) {
    if (holder.equals(timerHolder)) {
      timerHolder = null;
    }
  }

  /** Returns who has the terminal; null if nobody has. */
  @Nullable TerminalService terminal() {
    return terminal;
  }

  void terminal(@Nullable TerminalService newTerminal) {
    terminal = newTerminal;
  }

  /**
   * Returns core's object that a capability stands for, and gives up a capability that was
   * received.
   */
  @Nullable Object take(Capability<?> capability) {
    Dispatcher dispatcher = takeDispatcher(capability);
    return dispatcher == null ? null : dispatcher.object();
  }

  /** Likewise, returns what takes the object's calls. */
  @Nullable Dispatcher takeDispatcher(Capability<?> capability) {
    Dispatcher dispatcher = entrypoint.find(capability);
    if (dispatcher == null || dispatcher.capability().handle() != capability.handle()) {
      release(capability);
    }
    return dispatcher;
  }

  /** Gives up a capability that was received. */
  void release(Capability<?> capability) {
    if (capability.valid()) {
      kernel.delete(capability.handle());
    }
  }
}
