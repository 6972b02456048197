package org.demitasse.base.rpc;

import org.demitasse.abi.SystemCall;
import org.demitasse.base.Capability;
import org.demitasse.base.raw.RawSystemCall;

/**
 * What a capability of a signal is good for: to tell its receiver that something has happened,
 * without ever waiting. Signals carry nothing; those that come before the receiver has looked are
 * one.
 */
public final class Signal {
  private Signal() {}

  /**
   * Sends a signal.
   *
   * @return whether there was somebody to send it to
   */
  public static boolean submit(Capability<Signal> receiver) {
    return receiver.valid()
        && RawSystemCall.invoke(SystemCall.NOTIFY, receiver.handle(), 0, 0, 0, 0, 0, 0) == 0;
  }
}
