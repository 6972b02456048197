package org.demitasse.core;

import org.demitasse.base.session.OutOfCapabilitiesException;
import org.demitasse.base.session.OutOfRamException;
import org.demitasse.base.session.Quota;
import org.jspecify.annotations.Nullable;

/**
 * RAM, in bytes, and capabilities, in kernel objects, that somebody may use.
 *
 * <p>Invariant: over all accounts, limits minus what was moved on add up to what core has given to
 * the first of them.
 */
final class QuotaAccount {
  private final String owner;
  private @Nullable QuotaAccount reference;
  private long ramLimit;
  private long ramUsed;
  private long capabilityLimit;
  private long capabilitiesUsed;
  private boolean closed;

  QuotaAccount(String owner) {
    this.owner = owner;
  }

  /** Puts in what core has to give. */
  void endow(long ram, long capabilities) {
    ramLimit += ram;
    capabilityLimit += capabilities;
  }

  @Nullable QuotaAccount reference() {
    return reference;
  }

  void referTo(QuotaAccount account) {
    if (reference != null || account == this) {
      throw new IllegalArgumentException("the account has a reference account already");
    }
    reference = account;
  }

  Quota ram() {
    return new Quota(ramLimit, ramUsed);
  }

  Quota capabilities() {
    return new Quota(capabilityLimit, capabilitiesUsed);
  }

  void takeRam(long bytes) throws OutOfRamException {
    requireAmount(bytes);
    if (bytes > ramLimit - ramUsed) {
      throw new OutOfRamException(shortage(owner, bytes, ramLimit - ramUsed) + " bytes of RAM");
    }
    ramUsed += bytes;
  }

  void giveRam(long bytes) {
    ramUsed -= bytes;
    if (ramUsed < 0) {
      throw new IllegalStateException("more RAM came back than was taken");
    }
  }

  void takeCapabilities(long count) throws OutOfCapabilitiesException {
    requireAmount(count);
    if (count > capabilityLimit - capabilitiesUsed) {
      throw new OutOfCapabilitiesException(
          shortage(owner, count, capabilityLimit - capabilitiesUsed) + " capabilities");
    }
    capabilitiesUsed += count;
  }

  void giveCapabilities(long count) {
    capabilitiesUsed -= count;
    if (capabilitiesUsed < 0) {
      throw new IllegalStateException("more capabilities came back than were taken");
    }
  }

  private static String shortage(String owner, long wanted, long available) {
    return "the account of " + owner + " should give " + wanted + " and has " + available;
  }

  private void requireRelated(QuotaAccount to) {
    if (reference != to && to.reference != this) {
      throw new IllegalArgumentException("neither account is the reference account of the other");
    }
  }

  private static void requireAmount(long amount) {
    if (amount < 0) {
      throw new IllegalArgumentException(amount + " is no amount; expected 0 or more");
    }
  }

  void transferRam(QuotaAccount to, long bytes) throws OutOfRamException {
    requireRelated(to);
    takeRam(bytes);
    ramUsed -= bytes;
    ramLimit -= bytes;
    to.ramLimit += bytes;
  }

  void transferCapabilities(QuotaAccount to, long count) throws OutOfCapabilitiesException {
    requireRelated(to);
    takeCapabilities(count);
    capabilitiesUsed -= count;
    capabilityLimit -= count;
    to.capabilityLimit += count;
  }

  /**
   * Returns everything to the reference account, or where that has returned its own if it is closed
   * already; nothing is in use any more.
   */
  void close() {
    if (ramUsed != 0 || capabilitiesUsed != 0) {
      throw new IllegalStateException(
          "the account of "
              + owner
              + " still has "
              + ramUsed
              + " bytes and "
              + capabilitiesUsed
              + " capabilities in use");
    }
    closed = true;
    QuotaAccount heir = reference;
    while (heir != null && heir.closed) {
      heir = heir.reference;
    }
    if (heir != null) {
      heir.ramLimit += ramLimit;
      heir.capabilityLimit += capabilityLimit;
    }
    ramLimit = 0;
    capabilityLimit = 0;
  }
}
