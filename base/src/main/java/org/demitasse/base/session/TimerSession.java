package org.demitasse.base.session;

import org.demitasse.base.Capability;
import org.demitasse.base.rpc.Remote;
import org.demitasse.base.rpc.Service;
import org.demitasse.base.rpc.Signal;

/** Time, of a server that drives a hardware timer. */
@Service("Timer")
@Remote
public interface TimerSession {
  /** Sets who is told when the time has come. */
  void handler(Capability<Signal> handler);

  /** Tells the handler once; what was set before is void. */
  void triggerOnce(long microseconds);

  /** Tells the handler again and again; 0 ends that. */
  void triggerPeriodic(long microseconds);

  /** Returns the microseconds since the server started. */
  long elapsed();
}
