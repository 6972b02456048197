package org.demitasse.init;

import org.demitasse.base.Capability;
import org.demitasse.base.child.ChildProcess;
import org.demitasse.base.session.Account;
import org.demitasse.base.session.OutOfCapabilitiesException;
import org.demitasse.base.session.OutOfRamException;
import org.demitasse.base.session.PdSession;
import org.jspecify.annotations.Nullable;

/**
 * Quota on its way: what a session takes along goes from the client to init, from there to the
 * server, and back. Accounts of children know init's account only, so each way has two parts.
 */
final class SessionQuota {
  private final PdSession domain;
  private final Capability<Account> account;
  private final Tree tree;

  /**
   * @param domain of init
   * @param account of init
   * @param tree logs what goes wrong
   */
  SessionQuota(PdSession domain, Capability<Account> account, Tree tree) {
    this.domain = domain;
    this.account = account;
    this.tree = tree;
  }

  private static @Nullable ChildProcess running(@Nullable InitChild child) {
    return child == null ? null : child.running;
  }

  /** Takes the quota of a request from the client. */
  void collect(ChildSession session, long ram, int capabilities)
      throws OutOfRamException, OutOfCapabilitiesException {
    ChildProcess running = running(session.client);
    if (running == null) {
      throw new IllegalArgumentException("the child does not run");
    }
    running.take(ram, capabilities);
    session.ram += ram;
    session.capabilities += capabilities;
  }

  /** Returns to the client what a session took along; it is with init. */
  void giveBack(ChildSession session) {
    ChildProcess running = running(session.client);
    if (running != null) {
      try {
        if (session.ram > 0) {
          domain.transferRam(running.account(), session.ram);
        }
        if (session.capabilities > 0) {
          domain.transferCapabilities(running.account(), session.capabilities);
        }
      } catch (OutOfRamException | OutOfCapabilitiesException missing) {
        tree.log("quota of a session is missing: " + missing.getMessage());
      }
    }
    session.ram = 0;
    session.capabilities = 0;
  }

  /** Moves the quota of a session from init to the server. */
  boolean handOver(ChildSession session, InitChild server) {
    ChildProcess running = server.running;
    if (running == null) {
      // Not running: its requests wait, and take quota along only when there is an account.
      return session.ram == 0 && session.capabilities == 0;
    }
    try {
      running.give(session.ram, session.capabilities);
      return true;
    } catch (OutOfRamException | OutOfCapabilitiesException missing) {
      tree.log("quota of a session is missing: " + missing.getMessage());
      return false;
    }
  }

  /** Moves the quota of a session from the server back to init. */
  void takeBack(ChildSession session) {
    InitChild server = session.server;
    ChildProcess running = server == null ? null : server.running;
    if (server == null || running == null) {
      return;
    }
    try {
      running.domain().transferRam(account, session.ram);
    } catch (OutOfRamException used) {
      keeps(server, used);
      session.ram = 0;
    }
    try {
      running.domain().transferCapabilities(account, session.capabilities);
    } catch (OutOfCapabilitiesException used) {
      keeps(server, used);
      session.capabilities = 0;
    }
  }

  private void keeps(InitChild server, Exception used) {
    tree.log(
        "server \""
            + server.name()
            + "\" does not give back what a session had: "
            + used.getMessage());
  }

  /** Returns a part of a session's quota, which is with init, to the client. */
  void returnPart(ChildSession session, long ram, int capabilities) {
    ChildProcess running = running(session.client);
    session.ram -= ram;
    session.capabilities -= capabilities;
    if (running != null) {
      try {
        running.give(ram, capabilities);
      } catch (OutOfRamException | OutOfCapabilitiesException missing) {
        tree.log("quota of a session is missing: " + missing.getMessage());
      }
    }
  }
}
