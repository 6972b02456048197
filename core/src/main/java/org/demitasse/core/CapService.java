package org.demitasse.core;

import org.demitasse.base.session.CapSession;
import org.demitasse.base.session.KernelObject;
import org.demitasse.base.session.OutOfCapabilitiesException;

/** Service CAP. */
final class CapService extends AccountService implements CapSession {
  private final KernelObjects objects;

  CapService(CoreObjects core, QuotaAccount account) {
    super(core, account);
    objects = new KernelObjects(core, account);
  }

  @Override
  public KernelObject createEndpoint() throws OutOfCapabilitiesException {
    return objects.createEndpoint();
  }

  @Override
  public KernelObject createNotification(int endpoint) throws OutOfCapabilitiesException {
    return objects.createNotification(endpoint);
  }

  @Override
  public KernelObject createPortal(int endpoint, long label) throws OutOfCapabilitiesException {
    return objects.createPortal(endpoint, label);
  }

  @Override
  public KernelObject createSignal(int notification, long bits) throws OutOfCapabilitiesException {
    return objects.createSignal(notification, bits);
  }

  @Override
  public void destroy(int id) {
    objects.destroy(id);
  }

  /** Ends the session. */
  void close() {
    objects.destroyAll();
    account.close();
  }
}
