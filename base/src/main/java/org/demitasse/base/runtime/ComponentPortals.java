package org.demitasse.base.runtime;

import java.util.Arrays;
import org.demitasse.base.Capability;
import org.demitasse.base.rpc.Portals;
import org.demitasse.base.rpc.RpcException;
import org.demitasse.base.rpc.Signal;
import org.demitasse.base.session.CapSession;
import org.demitasse.base.session.KernelObject;
import org.demitasse.base.session.OutOfCapabilitiesException;

/** The kernel objects of a component's entrypoint, paid by its account. */
final class ComponentPortals implements Portals {
  private final CapSession session;
  private final KernelObject endpoint;
  private final KernelObject notification;

  /** By id. */
  private long[] handles = new long[8];

  ComponentPortals(CapSession session) {
    this.session = session;
    try {
      endpoint = session.createEndpoint();
      notification = session.createNotification(endpoint.id());
    } catch (OutOfCapabilitiesException none) {
      throw exhausted(none);
    }
  }

  private static RpcException exhausted(OutOfCapabilitiesException none) {
    return new RpcException(RpcException.Reason.EXHAUSTED, String.valueOf(none.getMessage()));
  }

  @Override
  public Capability<?> endpoint() {
    return endpoint.capability();
  }

  @Override
  public Capability<?> notification() {
    return notification.capability();
  }

  private Capability<?> keep(KernelObject object) {
    if (object.id() >= handles.length) {
      handles = Arrays.copyOf(handles, 2 * object.id());
    }
    handles[object.id()] = object.capability().handle();
    return object.capability();
  }

  @Override
  public Capability<?> create(long label) {
    try {
      return keep(session.createPortal(endpoint.id(), label));
    } catch (OutOfCapabilitiesException none) {
      throw exhausted(none);
    }
  }

  @Override
  public Capability<Signal> createSignal(int bit) {
    try {
      return Capability.ofHandle(keep(session.createSignal(notification.id(), 1L << bit)).handle());
    } catch (OutOfCapabilitiesException none) {
      throw exhausted(none);
    }
  }

  @Override
  public long labelOf(Capability<?> capability) {
    return Portals.label(capability, endpoint.capability());
  }

  @Override
  public void destroy(Capability<?> portal) {
    for (int id = 0; id < handles.length; id++) {
      if (handles[id] == portal.handle()) {
        handles[id] = 0;
        session.destroy(id);
        // Core has destroyed the object; the own entry of the table is still there.
        portal.release();
        return;
      }
    }
  }
}
