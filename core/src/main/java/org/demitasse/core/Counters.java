package org.demitasse.core;

import java.util.ArrayList;
import java.util.List;
import org.demitasse.base.Capability;
import org.demitasse.base.rpc.Signal;
import org.demitasse.base.session.OutOfCapabilitiesException;
import org.demitasse.base.session.SignalContext;
import org.demitasse.base.session.SignalContextDispatcher;
import org.demitasse.base.session.SignalSession;

/** Service SIGNAL: signals that are counted. */
final class Counters implements SignalSession {
  private static final class Counter implements SignalContext {
    private final Capability<Signal> wake;
    private long count;

    Counter(Capability<Signal> wake) {
      this.wake = wake;
    }

    @Override
    public void submit(int more) {
      if (more <= 0) {
        throw new IllegalArgumentException(more + " signals; expected at least one");
      }
      boolean first = count == 0;
      count += more;
      if (first) {
        Signal.submit(wake);
      }
    }

    @Override
    public long take() {
      long taken = count;
      count = 0;
      return taken;
    }
  }

  private final CoreObjects core;
  private final QuotaAccount account;
  private final List<SignalContextDispatcher> dispatchers = new ArrayList<>();

  Counters(CoreObjects core, QuotaAccount account) {
    this.core = core;
    this.account = account;
  }

  @Override
  public Capability<SignalContext> create(Capability<Signal> wake)
      throws OutOfCapabilitiesException {
    try {
      account.takeCapabilities(1);
    } catch (OutOfCapabilitiesException shortage) {
      core.release(wake);
      throw shortage;
    }
    SignalContextDispatcher dispatcher = new SignalContextDispatcher(new Counter(wake));
    try {
      Capability<SignalContext> capability = core.entrypoint().manage(dispatcher);
      dispatchers.add(dispatcher);
      return capability;
    } catch (KernelRefusal refusal) {
      core.release(wake);
      account.giveCapabilities(1);
      throw new OutOfCapabilitiesException(String.valueOf(refusal.getMessage()));
    }
  }

  @Override
  public void destroy(Capability<SignalContext> context) {
    if (core.takeDispatcher(context) instanceof SignalContextDispatcher found
        && dispatchers.remove(found)) {
      destroy(found);
      return;
    }
    throw new IllegalArgumentException("the counter is none of this session");
  }

  private void destroy(SignalContextDispatcher dispatcher) {
    core.release(((Counter) dispatcher.object()).wake);
    core.entrypoint().dissolve(dispatcher);
    account.giveCapabilities(1);
  }

  void close() {
    while (!dispatchers.isEmpty()) {
      destroy(dispatchers.removeLast());
    }
  }
}
