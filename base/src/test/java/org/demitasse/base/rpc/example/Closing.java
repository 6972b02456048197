package org.demitasse.base.rpc.example;

/** A plain superinterface; its method has number 0 in {@link Everything}. */
public interface Closing<T> {
  T close(T last);

  static int zero() {
    return 0;
  }
}
