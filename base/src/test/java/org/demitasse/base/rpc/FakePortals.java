package org.demitasse.base.rpc;

import org.demitasse.base.Capability;
import org.demitasse.base.raw.FakeKernel;

/** Portals of the fake kernel, to an entrypoint in the same program. */
public final class FakePortals implements Portals {
  private final Entrypoint entrypoint = new Entrypoint(this);

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
    return Capability.ofHandle(FakeKernel.createPortal(label, this::serve));
  }

  @Override
  public Capability<Signal> createSignal(int bit) {
    throw new UnsupportedOperationException("signals need the target");
  }

  @Override
  public void destroy(Capability<?> portal) {
    FakeKernel.destroy(portal.handle());
  }
}
