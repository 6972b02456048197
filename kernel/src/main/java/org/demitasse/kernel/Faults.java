package org.demitasse.kernel;

import org.demitasse.abi.ExitCode;
import org.demitasse.abi.ResultCode;
import org.demitasse.kernel.hal.UserRegisters;
import org.jspecify.annotations.Nullable;

/**
 * What threads do that needs a handler: page faults go to the pager, everything else to the handler
 * of exceptions, a page fault without pager, too. A thread without any is stopped and reported; the
 * root program's first thread ends the system that way.
 */
final class Faults {
  private final Kernel kernel;
  private final UserRegisters registers;

  Faults(Kernel kernel) {
    this.kernel = kernel;
    registers = kernel.machine.registers();
  }

  private static @Nullable Portal usable(@Nullable Portal portal, int generation) {
    if (portal == null || portal.generation != generation) {
      return null;
    }
    Endpoint endpoint = portal.endpoint;
    return endpoint != null && endpoint.alive ? portal : null;
  }

  /** Stops the running thread for what it did, and tells its handler. */
  void raise(UserThread thread, int message, int kind, long address, long syndrome) {
    thread.faultKind = kind;
    thread.faultAddress = address;
    thread.faultSyndrome = syndrome;
    Portal portal =
        message == UserThread.PAGE_FAULT ? usable(thread.pager, thread.pagerGeneration) : null;
    if (portal == null) {
      portal = usable(thread.handler, thread.handlerGeneration);
    }
    Endpoint endpoint = portal == null ? null : portal.endpoint;
    if (portal != null && endpoint != null) {
      kernel.messages.send(thread, portal, endpoint, message);
      return;
    }
    thread.state = UserThread.FAULTED;
    if (message == UserThread.EXIT) {
      if (kernel.isRoot(thread)) {
        kernel.end((int) address);
      }
      return;
    }
    kernel.faultReport.unhandled(thread, kernel.isRoot(thread));
    if (kernel.isRoot(thread)) {
      kernel.end(ExitCode.FAULT);
    }
  }

  /** A system call that does not exist: a message, if the thread is set up so, or an error. */
  void unknownCall(UserThread thread) {
    if (thread.sendUnknownCalls && usable(thread.handler, thread.handlerGeneration) != null) {
      raise(thread, UserThread.UNKNOWN_CALL, 0, registers.callNumber(thread.frame), 0);
    } else {
      registers.set(thread.frame, 0, ResultCode.UNKNOWN_CALL);
    }
  }
}
