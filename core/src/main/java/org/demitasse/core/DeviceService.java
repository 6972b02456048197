package org.demitasse.core;

import org.demitasse.base.Capability;
import org.demitasse.base.session.Dataspace;
import org.demitasse.base.session.DataspaceDispatcher;
import org.demitasse.base.session.IoMemSession;

/** Service IO_MEM: the registers of a device. */
final class DeviceService implements IoMemSession {
  private final CoreObjects core;
  private final DataspaceDispatcher dispatcher;

  DeviceService(CoreObjects core, long address, long size) {
    this.core = core;
    dispatcher = new DataspaceDispatcher(FixedMemory.device(address, size));
    core.entrypoint().manage(dispatcher);
  }

  @Override
  public Capability<Dataspace> dataspace() {
    return Capability.ofHandle(dispatcher.capability().handle());
  }

  void close() {
    ((Memory) dispatcher.object()).detachEverywhere();
    core.entrypoint().dissolve(dispatcher);
  }
}
