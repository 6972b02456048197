package org.demitasse.base.session;

import org.demitasse.base.Capability;
import org.demitasse.base.rpc.Remote;
import org.demitasse.base.rpc.Service;
import org.demitasse.base.rpc.Signal;

/** Signals that are counted; those that need not be are {@link Signal}s alone. */
@Service("SIGNAL")
@Remote
public interface SignalSession {
  /**
   * Returns a new counter.
   *
   * @param wake told when the count was 0
   */
  Capability<SignalContext> create(Capability<Signal> wake) throws OutOfCapabilitiesException;

  void destroy(Capability<SignalContext> context);
}
