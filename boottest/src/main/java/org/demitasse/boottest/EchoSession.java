package org.demitasse.boottest;

import org.demitasse.base.rpc.Remote;
import org.demitasse.base.rpc.Service;

/** A service of the tests' own. */
@Service("Echo")
@Remote
public interface EchoSession {
  /** Returns the number. */
  int echo(int number);

  /** Is answered when the session ends, if ever. */
  void hold();

  /** Ends the server by a fault. */
  void crash();
}
