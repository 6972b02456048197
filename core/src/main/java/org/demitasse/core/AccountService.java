package org.demitasse.core;

import org.demitasse.base.Capability;
import org.demitasse.base.session.Account;
import org.demitasse.base.session.OutOfCapabilitiesException;
import org.demitasse.base.session.OutOfRamException;
import org.demitasse.base.session.Quota;

/** What all sessions with an account have in common. */
abstract class AccountService implements Account {
  final CoreObjects core;
  final QuotaAccount account;

  AccountService(CoreObjects core, QuotaAccount account) {
    this.core = core;
    this.account = account;
  }

  private QuotaAccount find(Capability<Account> capability) {
    if (core.take(capability) instanceof AccountService other) {
      return other.account;
    }
    throw new IllegalArgumentException("the capability is none of an account");
  }

  @Override
  public final void referTo(Capability<Account> reference) {
    account.referTo(find(reference));
  }

  @Override
  public final void transferRam(Capability<Account> to, long bytes) throws OutOfRamException {
    account.transferRam(find(to), bytes);
  }

  @Override
  public final void transferCapabilities(Capability<Account> to, int count)
      throws OutOfCapabilitiesException {
    account.transferCapabilities(find(to), count);
  }

  @Override
  public final Quota ram() {
    return account.ram();
  }

  @Override
  public final Quota capabilities() {
    return account.capabilities();
  }
}
