package org.demitasse.base.session;

import org.demitasse.base.rpc.Remote;
import org.demitasse.base.rpc.Service;

/** Kernel objects that a component communicates with, at the expense of an account: one each. */
@Service("CAP")
@Remote
public interface CapSession extends Account {
  /** Returns a new endpoint, which a server waits at. */
  KernelObject createEndpoint() throws OutOfCapabilitiesException;

  /**
   * Returns a new notification, bound to an endpoint, so that one wait serves both.
   *
   * @param endpoint id of an endpoint of this session
   */
  KernelObject createNotification(int endpoint) throws OutOfCapabilitiesException;

  /**
   * Returns a new portal, by which messages arrive at the endpoint with the label.
   *
   * @param endpoint id of an endpoint of this session
   */
  KernelObject createPortal(int endpoint, long label) throws OutOfCapabilitiesException;

  /**
   * Returns a new capability that sets bits of a notification.
   *
   * @param notification id of a notification of this session
   */
  KernelObject createSignal(int notification, long bits) throws OutOfCapabilitiesException;

  /**
   * Destroys what one of these methods has made; all copies are stale then.
   *
   * @param id of it
   */
  void destroy(int id);
}
