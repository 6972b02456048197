package org.demitasse.base.rpc;

import org.demitasse.base.Capability;

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
   * Returns the label of a portal to the endpoint, whoever it was received from; 0 for anything
   * else.
   */
  long labelOf(Capability<?> capability);

  /** Destroys such a capability and all its copies. */
  void destroy(Capability<?> portal);
}
