package org.demitasse.base.session;

import org.demitasse.base.Capability;
import org.demitasse.base.rpc.Remote;
import org.demitasse.base.rpc.Service;

/** Registers of a device: {@code base} and {@code size} of the session's arguments. */
@Service("IO_MEM")
@Remote
public interface IoMemSession {
  Capability<Dataspace> dataspace();
}
