package org.demitasse.core;

import org.demitasse.abi.ResultCode;
import org.demitasse.base.session.CpuThread;
import org.jspecify.annotations.Nullable;

/** A thread of a domain. */
final class CoreThread implements CpuThread {
  private final CoreObjects core;
  private final Domain domain;
  private final Threads owner;
  private final String name;
  private final int priority;
  private final int processor;
  private final int slot;
  private final Pager pager;
  private long handle;
  private State state = State.NEW;
  private int exitCode;
  private Kernel.@Nullable Kept stopped;

  /** Where it waits for a fault to be resolved. */
  private @Nullable AddressMap waitsIn;

  CoreThread(
      CoreObjects core,
      Domain domain,
      Threads owner,
      String name,
      int priority,
      int processor,
      int slot) {
    this.core = core;
    this.domain = domain;
    this.owner = owner;
    this.name = name;
    this.priority = priority;
    this.processor = processor;
    this.slot = slot;
    pager = new Pager(core, this);
    core.entrypoint().manage(pager);
  }

  Domain domain() {
    return domain;
  }

  Threads owner() {
    return owner;
  }

  String name() {
    return name;
  }

  long handle() {
    return handle;
  }

  /** Returns which of the domain's places for control blocks it has. */
  int slot() {
    return slot;
  }

  @Override
  public void start(long instruction, long stack, long argument) {
    if (state != State.NEW) {
      throw new IllegalArgumentException("the thread has been started already");
    }
    long result =
        core.kernel()
            .createThread(
                domain.kernelSpace(),
                instruction,
                stack,
                argument,
                Domain.controlBlock(slot),
                pager.capability().handle());
    if (result < 0) {
      throw new KernelRefusal("thread", (int) result);
    }
    handle = result;
    core.kernel().setPriority(handle, priority);
    if (owner.mayUseTimer()) {
      core.kernel().allowTimer(handle, true);
    }
    if (processor != 0) {
      core.kernel().setProcessor(handle, processor);
    }
    int started = core.kernel().startThread(handle);
    if (started != ResultCode.OK) {
      throw new KernelRefusal("thread", started);
    }
    state = State.RUNNING;
  }

  @Override
  public void suspend() {
    if (state == State.RUNNING) {
      core.kernel().suspendThread(handle);
      state = State.SUSPENDED;
    }
  }

  @Override
  public void resume() {
    if (state == State.SUSPENDED) {
      core.kernel().startThread(handle);
      state = State.RUNNING;
    }
  }

  @Override
  public State state() {
    return state;
  }

  int exitCode() {
    return exitCode;
  }

  /** Notes that it waits until something is attached to a map. */
  void waitIn(AddressMap map) {
    waitsIn = map;
  }

  /** Notes that it does not wait any more. */
  void goOn() {
    waitsIn = null;
  }

  /** Notes that it will not go on by itself. */
  void stop(State how, int code, Kernel.Kept fault) {
    state = how;
    exitCode = code;
    stopped = fault;
    owner.threadStopped(this);
  }

  /**
   * Destroys it.
   *
   * @param spaceIsGone the kernel's thread has gone with its space
   */
  void close(boolean spaceIsGone) {
    if (handle != 0) {
      if (spaceIsGone) {
        core.kernel().delete(handle);
      } else {
        core.kernel().destroy(handle);
      }
      handle = 0;
    }
    Kernel.Kept kept = stopped;
    stopped = null;
    if (kept != null) {
      // The answer reaches nobody any more; the right to give it goes.
      kept.resume();
    }
    AddressMap map = waitsIn;
    if (map != null) {
      waitsIn = null;
      map.forget(this);
    }
    core.entrypoint().dissolve(pager);
    domain.releaseSlot(this, slot);
    owner.threadClosed(this);
    state = State.EXITED;
  }
}
