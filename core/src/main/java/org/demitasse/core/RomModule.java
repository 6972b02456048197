package org.demitasse.core;

import org.demitasse.base.Capability;
import org.demitasse.base.rpc.Signal;
import org.demitasse.base.session.Dataspace;
import org.demitasse.base.session.DataspaceDispatcher;
import org.demitasse.base.session.RomSession;

/** Service ROM: a boot module. It never changes. */
final class RomModule implements RomSession {
  private final CoreObjects core;
  private final DataspaceDispatcher dispatcher;
  private final long size;

  RomModule(CoreObjects core, BootModule module) {
    this.core = core;
    size = module.size();
    dispatcher = new DataspaceDispatcher(FixedMemory.module(module.address(), module.size()));
    core.entrypoint().manage(dispatcher);
  }

  @Override
  public Capability<Dataspace> dataspace() {
    return Capability.ofHandle(dispatcher.capability().handle());
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public boolean update() {
    return false;
  }

  @Override
  public void handler(Capability<Signal> handler) {
    core.release(handler);
  }

  void close() {
    ((Memory) dispatcher.object()).detachEverywhere();
    core.entrypoint().dissolve(dispatcher);
  }
}
