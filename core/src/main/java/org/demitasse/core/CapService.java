package org.demitasse.core;

/** Service CAP. */
final class CapService extends AccountService implements KernelObjectService {
  private final KernelObjects objects;

  CapService(CoreObjects core, QuotaAccount account) {
    super(core, account);
    objects = new KernelObjects(core, account);
  }

  @Override
  public KernelObjects objects() {
    return objects;
  }

  /** Ends the session. */
  void close() {
    objects.destroyAll();
    account.close();
  }
}
