package org.demitasse.base.session;

import org.demitasse.base.Capability;
import org.demitasse.base.rpc.Remote;
import org.demitasse.base.rpc.Service;

/**
 * Tells a state to whoever is allowed to see it; what counts is the last report. The session's
 * argument {@code buffer_size} is the size of the largest, 4K unless stated; so much RAM has to
 * come with the session.
 */
@Service("Report")
@Remote
public interface ReportSession {
  /** Returns the memory that a report is written to. */
  Capability<Dataspace> dataspace();

  /**
   * Publishes the first bytes of the memory.
   *
   * @throws IllegalArgumentException if it has not so many
   */
  void submit(long length);
}
