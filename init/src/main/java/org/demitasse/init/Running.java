package org.demitasse.init;

import org.demitasse.base.Capability;
import org.demitasse.base.rpc.RemoteObject;
import org.demitasse.base.session.Account;
import org.demitasse.base.session.CpuSession;
import org.demitasse.base.session.CpuThread;
import org.demitasse.base.session.PdSession;

/**
 * What core has for a child that runs.
 *
 * @param domainCapability of its PD session
 * @param cpuCapability of its CPU session
 */
record Running(
    Capability<PdSession> domainCapability,
    PdSession domain,
    Capability<CpuSession> cpuCapability,
    CpuSession cpu,
    Capability<CpuThread> threadCapability,
    CpuThread thread) {

  /** Returns the domain as an account. */
  Capability<Account> account() {
    return Capability.ofHandle(domainCapability.handle());
  }

  /** Returns the capability behind a client. */
  static Capability<Account> accountOf(PdSession domain) {
    return Capability.ofHandle(((RemoteObject) domain).capability().handle());
  }
}
