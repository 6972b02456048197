package org.demitasse.base.session;

import org.demitasse.base.rpc.Remote;

/** A counter of signals. */
@Remote
public interface SignalContext {
  /** Adds to the count, without waiting for anybody. */
  void submit(int count);

  /** Returns the count and sets it to 0. */
  long take();
}
