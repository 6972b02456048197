package org.demitasse.bench.component;

import org.demitasse.base.rpc.Remote;
import org.demitasse.base.rpc.Service;

/** A service that costs nothing but its calls. */
@Service("Adder")
@Remote
public interface Adder {
  void nothing();

  int add(int a, int b);

  int length(String text);
}
