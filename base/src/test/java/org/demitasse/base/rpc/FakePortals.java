package org.demitasse.base.rpc;

import org.demitasse.base.Capability;
import org.demitasse.base.raw.FakeKernel;

/** Portals and signals of the fake kernel, to an entrypoint of the running component. */
public final class FakePortals implements Portals {
  private final Entrypoint entrypoint = new Entrypoint(this);
  private final long endpoint = FakeKernel.createEndpoint();
  private final long notification = FakeKernel.createNotification(entrypoint::signals);

  /** Returns the entrypoint that handles calls of these portals. */
  public Entrypoint entrypoint() {
    return entrypoint;
  }

  private void serve() {
    if (entrypoint.handle(0)) {
      entrypoint.answer();
    }
  }

  @Override
  public Capability<?> endpoint() {
    return Capability.invalid();
  }

  @Override
  public Capability<?> notification() {
    return Capability.invalid();
  }

  @Override
  public Capability<?> create(long label) {
    return Capability.ofHandle(FakeKernel.createPortal(endpoint, label, this::serve));
  }

  @Override
  public Capability<Signal> createSignal(int bit) {
    return Capability.ofHandle(FakeKernel.createSignal(notification, 1L << bit));
  }

  @Override
  public long labelOf(Capability<?> capability) {
    return FakeKernel.labelOf(capability.handle(), endpoint);
  }

  @Override
  public void destroy(Capability<?> portal) {
    FakeKernel.destroy(portal.handle());
    FakeKernel.deleteHandle(portal.handle());
  }
}
