package org.demitasse.base.session;

import org.demitasse.base.Capability;
import org.demitasse.base.rpc.Remote;

/**
 * An account of RAM, in bytes, and of capabilities: of kernel objects that core makes for its
 * owner. It begins empty. Quota moves only between an account and its reference account, so that
 * nobody who got hold of a capability can plunder it. When the session closes, everything goes back
 * there.
 */
@Remote
public interface Account {
  /**
   * Sets the account that this one gets its quota from and returns it to.
   *
   * @throws IllegalArgumentException if there is one already, or it is none of core's accounts
   */
  void referTo(Capability<Account> reference);

  /**
   * Moves RAM to an account.
   *
   * @throws IllegalArgumentException if neither is the other's reference account, or the amount is
   *     negative
   */
  void transferRam(Capability<Account> to, long bytes) throws OutOfRamException;

  /** Moves capabilities, like {@link #transferRam}. */
  void transferCapabilities(Capability<Account> to, int count) throws OutOfCapabilitiesException;

  /** Returns how much RAM there is, in bytes. */
  Quota ram();

  /** Returns how many capabilities there are. */
  Quota capabilities();
}
