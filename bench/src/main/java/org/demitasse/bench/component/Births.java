package org.demitasse.bench.component;

import org.demitasse.base.rpc.Remote;
import org.demitasse.base.rpc.Service;

/** Where children tell that they have begun. */
@Service("Births")
@Remote
public interface Births {
  /** Tells when a child's first line was written, by {@link System#nanoTime}. */
  void firstLine(long time);
}
