package org.demitasse.server.reportrom;

import org.demitasse.base.Capability;
import org.demitasse.base.Env;
import org.demitasse.base.raw.RawMemory;
import org.demitasse.base.rpc.RpcException;
import org.demitasse.base.session.Attachment;
import org.demitasse.base.session.Dataspace;
import org.demitasse.base.session.InvalidDataspaceException;
import org.demitasse.base.session.OutOfCapabilitiesException;
import org.demitasse.base.session.OutOfRamException;
import org.demitasse.base.session.RegionConflictException;

/** Memory of the own account, attached while it is read or written. */
final class AttachedPages implements Pages {
  private final Env env;

  AttachedPages(Env env) {
    this.env = env;
  }

  @Override
  public Capability<Dataspace> allocate(long size)
      throws OutOfRamException, OutOfCapabilitiesException {
    return env.domain().allocate(size);
  }

  @Override
  public void free(Capability<Dataspace> memory) {
    env.domain().free(memory);
    memory.release();
  }

  private long attach(Capability<Dataspace> memory, Attachment how) {
    try {
      return env.addressSpace().attach(memory, how);
    } catch (InvalidDataspaceException
        | RegionConflictException
        | OutOfCapabilitiesException refused) {
      throw new RpcException(RpcException.Reason.FAILED, String.valueOf(refused.getMessage()));
    }
  }

  @Override
  public byte[] read(Capability<Dataspace> memory, int length) {
    byte[] content = new byte[length];
    long address = attach(memory, Attachment.READ_ONLY);
    for (int i = 0; i < length; i++) {
      content[i] = (byte) RawMemory.loadByte(address + i);
    }
    env.addressSpace().detach(address);
    return content;
  }

  @Override
  public void write(Capability<Dataspace> memory, byte[] content) {
    long address = attach(memory, Attachment.READ_WRITE);
    for (int i = 0; i < content.length; i++) {
      RawMemory.storeByte(address + i, content[i]);
    }
    env.addressSpace().detach(address);
  }
}
