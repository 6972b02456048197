package org.demitasse.core;

import org.demitasse.base.session.CapSession;
import org.demitasse.base.session.KernelObject;
import org.demitasse.base.session.OutOfCapabilitiesException;

/** A session that makes kernel objects: CAP, and PD, which is one, too. */
interface KernelObjectService extends CapSession {
  /** Returns those of the session. */
  KernelObjects objects();

  @Override
  default KernelObject createEndpoint() throws OutOfCapabilitiesException {
    return objects().createEndpoint();
  }

  @Override
  default KernelObject createNotification(int endpoint) throws OutOfCapabilitiesException {
    return objects().createNotification(endpoint);
  }

  @Override
  default KernelObject createPortal(int endpoint, long label) throws OutOfCapabilitiesException {
    return objects().createPortal(endpoint, label);
  }

  @Override
  default KernelObject createSignal(int notification, long bits) throws OutOfCapabilitiesException {
    return objects().createSignal(notification, bits);
  }

  @Override
  default void destroy(int id) {
    objects().destroy(id);
  }
}
