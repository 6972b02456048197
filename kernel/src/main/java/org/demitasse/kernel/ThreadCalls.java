package org.demitasse.kernel;

import org.demitasse.abi.Permission;
import org.demitasse.abi.ResultCode;
import org.demitasse.abi.SystemCall;
import org.demitasse.kernel.hal.Mmu;
import org.demitasse.kernel.hal.PhysicalMemory;
import org.demitasse.kernel.hal.UserRegisters;
import org.jspecify.annotations.Nullable;

/** System calls that control threads. */
final class ThreadCalls {
  private final Kernel kernel;
  private final UserRegisters registers;
  private final PhysicalMemory memory;
  private final Mmu mmu;
  private final CapabilityTable capabilities;
  private final Scheduler scheduler;
  private final Messages messages;

  /** Why {@link #controlled} returned null. */
  private int refusal;

  ThreadCalls(Kernel kernel) {
    this.kernel = kernel;
    registers = kernel.machine.registers();
    memory = kernel.machine.memory();
    mmu = kernel.machine.mmu();
    capabilities = kernel.objects.capabilities;
    scheduler = kernel.scheduler;
    messages = kernel.messages;
  }

  private long argument(UserThread caller, int number) {
    return registers.get(caller.frame, number);
  }

  /** Returns the thread of argument 0, if the caller may control it. */
  private @Nullable UserThread controlled(UserThread caller, Space space) {
    Capability capability = capabilities.find(space, argument(caller, 0));
    if (capability == null || !(capability.object instanceof UserThread thread)) {
      refusal = ResultCode.BAD_HANDLE;
      return null;
    }
    refusal = ResultCode.NO_RIGHT;
    return capability.control ? thread : null;
  }

  private @Nullable Portal portal(Space space, long handle) {
    Capability capability = capabilities.find(space, handle);
    Portal portal = capability == null ? null : capability.portal;
    return portal != null && portal.endpoint != null ? portal : null;
  }

  int setHandlers(UserThread caller, Space space) {
    UserThread thread = controlled(caller, space);
    if (thread == null) {
      return refusal;
    }
    long pagerHandle = argument(caller, 1);
    long handlerHandle = argument(caller, 2);
    Portal pager = portal(space, pagerHandle);
    Portal handler = portal(space, handlerHandle);
    if ((pager == null && pagerHandle != 0) || (handler == null && handlerHandle != 0)) {
      return ResultCode.BAD_HANDLE;
    }
    long flags = argument(caller, 3);
    if ((flags & ~SystemCall.SEND_UNKNOWN_CALLS) != 0) {
      return ResultCode.INVALID_ARGUMENT;
    }
    thread.pager = pager;
    thread.pagerGeneration = pager == null ? 0 : pager.generation;
    thread.handler = handler;
    thread.handlerGeneration = handler == null ? 0 : handler.generation;
    thread.sendUnknownCalls = flags != 0;
    return ResultCode.OK;
  }

  int setPriority(UserThread caller, Space space) {
    UserThread thread = controlled(caller, space);
    if (thread == null) {
      return refusal;
    }
    long priority = argument(caller, 1);
    if (priority < 0 || priority >= Processor.PRIORITIES) {
      return ResultCode.INVALID_ARGUMENT;
    }
    if (priority > caller.priority) {
      return ResultCode.NO_RIGHT;
    }
    scheduler.changePriority(thread, (int) priority);
    return ResultCode.OK;
  }

  int setAffinity(Processor here, UserThread caller, Space space) {
    UserThread thread = controlled(caller, space);
    if (thread == null) {
      return refusal;
    }
    Processor target = kernel.processorAt(argument(caller, 1));
    if (target == null) {
      return ResultCode.INVALID_ARGUMENT;
    }
    long handle = argument(caller, 0);
    // Set before the move: the caller may be what is moved.
    registers.set(caller.frame, 0, ResultCode.OK);
    if (scheduler.move(thread, here, target)) {
      return SystemCalls.NO_RESULT;
    }
    registers.set(caller.frame, 0, handle);
    return SystemCalls.REPEAT;
  }

  int start(UserThread caller, Space space) {
    UserThread thread = controlled(caller, space);
    if (thread == null) {
      return refusal;
    }
    boolean wasSuspended = thread.suspended;
    thread.suspended = false;
    thread.stopWanted = false;
    if (thread.state == UserThread.SUSPENDED || thread.state == UserThread.FAULTED) {
      scheduler.wake(thread);
      return ResultCode.OK;
    }
    return wasSuspended ? ResultCode.OK : ResultCode.WRONG_STATE;
  }

  int suspend(Processor here, UserThread caller, Space space) {
    UserThread thread = controlled(caller, space);
    if (thread == null) {
      return refusal;
    }
    thread.suspended = true;
    if (scheduler.stopElsewhere(thread, here)) {
      return SystemCalls.REPEAT;
    }
    if (thread.state == UserThread.READY) {
      scheduler.withdraw(thread);
      thread.state = UserThread.SUSPENDED;
    } else if (thread == caller) {
      registers.set(caller.frame, 0, ResultCode.OK);
      thread.state = UserThread.SUSPENDED;
      return SystemCalls.NO_RESULT;
    }
    return ResultCode.OK;
  }

  int cancel(UserThread caller, Space space) {
    UserThread thread = controlled(caller, space);
    if (thread == null) {
      return refusal;
    }
    switch (thread.state) {
      case UserThread.SENDING, UserThread.RECEIVING, UserThread.AWAITING_REPLY ->
          messages.release(thread, ResultCode.CANCELLED, true);
      default -> thread.cancelled = true;
    }
    return ResultCode.OK;
  }

  int accessRegisters(UserThread caller, Space space) {
    UserThread thread = controlled(caller, space);
    if (thread == null) {
      return refusal;
    }
    if (thread.state != UserThread.SUSPENDED
        && thread.state != UserThread.FAULTED
        && !Messages.waitsForHandler(thread)) {
      return ResultCode.WRONG_STATE;
    }
    long address = argument(caller, 1);
    long write = argument(caller, 2);
    if (write != 0 && write != 1) {
      return ResultCode.INVALID_ARGUMENT;
    }
    int access = write == 1 ? Permission.READ : Permission.WRITE;
    if ((address & 7) != 0
        || !kernel.accessible(space, address, SystemCall.REGISTERS_SIZE, access)) {
      return ResultCode.BAD_ADDRESS;
    }
    if (write == 1) {
      thread.repeats = false;
    }
    int status = registers.count() - 1;
    for (int i = 0; i <= status; i++) {
      long word = mmu.translate(space.tables, address + i * 8L);
      if (write == 0) {
        memory.storeLong(word, registers.get(thread.frame, i));
      } else if (i < status) {
        registers.set(thread.frame, i, memory.loadLong(word));
      } else {
        registers.setStatus(thread.frame, memory.loadLong(word));
      }
    }
    return ResultCode.OK;
  }

  int allowTimer(Processor here, UserThread caller, Space space) {
    UserThread thread = controlled(caller, space);
    if (thread == null) {
      return refusal;
    }
    Capability control = capabilities.find(space, argument(caller, 1));
    if (control == null || !(control.object instanceof MachineControl)) {
      return ResultCode.BAD_HANDLE;
    }
    long allowed = argument(caller, 2);
    if (allowed != 0 && allowed != 1) {
      return ResultCode.INVALID_ARGUMENT;
    }
    thread.mayUseTimer = allowed == 1;
    if (allowed == 0) {
      if (thread.processor == here) {
        scheduler.disableUserTimer(here);
      } else {
        scheduler.interrupt(thread.processor);
      }
    }
    return ResultCode.OK;
  }
}
