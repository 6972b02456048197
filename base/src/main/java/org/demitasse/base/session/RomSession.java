package org.demitasse.base.session;

import org.demitasse.base.Capability;
import org.demitasse.base.rpc.Remote;
import org.demitasse.base.rpc.Service;
import org.demitasse.base.rpc.Signal;

/** A named piece of data to be read. Its name is the last part of the session's label. */
@Service("ROM")
@Remote
public interface RomSession {
  /** Returns the content, as of the last {@link #update}. The one before goes away. */
  Capability<Dataspace> dataspace();

  /** Returns the number of bytes of the content, without what fills the last page. */
  long size();

  /**
   * Takes over a new version.
   *
   * @return whether {@link #dataspace} must be asked again
   */
  boolean update();

  /** Sets who is told of new versions. */
  void handler(Capability<Signal> handler);
}
