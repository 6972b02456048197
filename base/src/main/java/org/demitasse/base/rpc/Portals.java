package org.demitasse.base.rpc;

import org.demitasse.abi.ObjectKind;
import org.demitasse.abi.ResultCode;
import org.demitasse.abi.SystemCall;
import org.demitasse.base.Capability;
import org.demitasse.base.raw.RawSystemCall;

/**
 * Where an entrypoint gets its kernel objects from: core's CAP service, or in core the kernel.
 *
 * @see Entrypoint
 */
public interface Portals {
  /** Returns the endpoint to wait at, with the notification that its signals go to bound to it. */
  Capability<?> endpoint();

  /** Returns that notification. */
  Capability<?> notification();

  /** Returns a new capability whose messages arrive at the endpoint with the label. */
  Capability<?> create(long label);

  /** Returns a new capability that sets a bit, 0 to 63, of the notification. */
  Capability<Signal> createSignal(int bit);

  /**
   * Asks the kernel for the label of a portal to an endpoint that the component may wait at; 0 for
   * anything else.
   */
  static long label(Capability<?> capability, Capability<?> endpoint) {
    int result =
        (int)
            RawSystemCall.invoke(
                SystemCall.CAPABILITY_QUERY, capability.handle(), endpoint.handle(), 0, 0, 0, 0, 0);
    return result == ResultCode.OK && RawSystemCall.result(1) == ObjectKind.PORTAL
        ? RawSystemCall.result(4)
        : 0;
  }

  /**
   * Returns the label of a portal to the endpoint, whoever it was received from; 0 for anything
   * else.
   */
  long labelOf(Capability<?> capability);

  /** Destroys such a capability and all its copies. */
  void destroy(Capability<?> portal);
}
