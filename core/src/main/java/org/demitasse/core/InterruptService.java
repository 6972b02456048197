package org.demitasse.core;

import org.demitasse.abi.ResultCode;
import org.demitasse.base.Capability;
import org.demitasse.base.rpc.Signal;
import org.demitasse.base.session.Arguments;
import org.demitasse.base.session.CpuSession;
import org.demitasse.base.session.IrqSession;
import org.demitasse.base.session.ServiceDeniedException;
import org.jspecify.annotations.Nullable;

/** Service IRQ: one line of the interrupt controller. */
final class InterruptService implements IrqSession {
  private final CoreObjects core;
  private final long interrupt;
  private Capability<Signal> handler = Capability.invalid();

  /** Whose threads may set the timer. */
  private @Nullable Threads timerUsers;

  InterruptService(CoreObjects core, Arguments arguments) throws ServiceDeniedException {
    this.core = core;
    long line = arguments.number("irq_number", -1);
    if (line < 0 || line > Integer.MAX_VALUE) {
      throw new ServiceDeniedException("the argument irq_number is missing or no number of a line");
    }
    interrupt =
        core.kernel().createInterrupt((int) line, "edge".equals(arguments.text("irq_trigger")));
    if (interrupt < 0) {
      throw new ServiceDeniedException(
          "interrupt line "
              + line
              + (interrupt == ResultCode.IN_USE
                  ? " is in use"
                  : " cannot be had: " + ResultCode.name((int) interrupt)));
    }
  }

  @Override
  public void handler(Capability<Signal> newHandler) {
    core.release(handler);
    handler = newHandler;
    int result = core.kernel().bindInterrupt(interrupt, newHandler.handle(), 0);
    if (result != ResultCode.OK) {
      throw new IllegalArgumentException(
          "the interrupt cannot be delivered there: " + ResultCode.name(result));
    }
  }

  @Override
  public void acknowledge() {
    core.kernel().acknowledge(interrupt);
  }

  @Override
  public void useTimer(Capability<CpuSession> threads) throws ServiceDeniedException {
    if (!(core.take(threads) instanceof Threads found)) {
      throw new IllegalArgumentException("the capability is none of a CPU session");
    }
    if (!core.takeTimer(this)) {
      throw new ServiceDeniedException("another interrupt session has the timer");
    }
    revoke();
    timerUsers = found;
    found.allowTimer(true);
  }

  private void revoke() {
    Threads users = timerUsers;
    timerUsers = null;
    if (users != null) {
      users.allowTimer(false);
    }
  }

  void close() {
    revoke();
    core.giveTimer(this);
    core.kernel().destroy(interrupt);
    core.release(handler);
  }
}
