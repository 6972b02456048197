package org.demitasse.base.rpc;

import org.demitasse.abi.ResultCode;
import org.demitasse.abi.SystemCall;
import org.demitasse.base.Capability;
import org.demitasse.base.raw.FakeKernel;
import org.demitasse.base.raw.RawSystemCall;

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
  public long labelOf(Capability<?> capability) {
    int result =
        (int)
            RawSystemCall.invoke(
                SystemCall.CAPABILITY_QUERY, capability.handle(), 0, 0, 0, 0, 0, 0);
    return result == ResultCode.OK ? RawSystemCall.result(4) : 0;
  }

  @Override
  public void destroy(Capability<?> portal) {
    FakeKernel.destroy(portal.handle());
  }
}
