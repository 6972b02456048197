package org.demitasse.boottest;

import org.demitasse.base.Capability;
import org.demitasse.base.rpc.Remote;
import org.demitasse.base.rpc.Service;
import org.demitasse.base.session.Dataspace;

/** What the components of a test tell its conductor, or wait for from it. */
@Service("Stage")
@Remote
public interface StageSession {
  /** Tells that the component is where the test wants it. */
  void reached();

  /** Is never answered. */
  void hold();

  /** Returns memory whose pages nobody supplies. */
  Capability<Dataspace> empty();
}
