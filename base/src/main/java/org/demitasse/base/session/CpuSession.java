package org.demitasse.base.session;

import org.demitasse.base.Capability;
import org.demitasse.base.rpc.Remote;
import org.demitasse.base.rpc.Service;
import org.demitasse.base.rpc.Signal;

/** Threads. */
@Service("CPU")
@Remote
public interface CpuSession {
  /** In place of a priority: the highest that the session allows. */
  int HIGHEST = Integer.MAX_VALUE;

  /**
   * Returns a new thread, which stands still.
   *
   * @param domain where it is to live
   * @param priority 0 to 255, at most that of the session, or {@link #HIGHEST}
   * @param processor index of the processor; those beyond the machine's count from 0 again
   */
  Capability<CpuThread> createThread(
      Capability<PdSession> domain, String name, int priority, int processor)
      throws OutOfCapabilitiesException;

  void destroyThread(Capability<CpuThread> thread);

  /** Sets who is told when one of the threads has stopped for a fault. */
  void exceptionHandler(Capability<Signal> handler);
}
