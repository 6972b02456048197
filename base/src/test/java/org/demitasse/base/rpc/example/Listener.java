package org.demitasse.base.rpc.example;

import org.demitasse.base.rpc.Remote;

/** A remote interface for the others to pass on. */
@Remote
public interface Listener {
  void hear(String text);
}
