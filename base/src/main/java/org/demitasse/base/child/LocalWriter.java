package org.demitasse.base.child;

import org.demitasse.abi.ProgramLayout;
import org.demitasse.base.Capability;
import org.demitasse.base.raw.RawMemory;
import org.demitasse.base.rpc.RpcException;
import org.demitasse.base.session.Attachment;
import org.demitasse.base.session.Dataspace;
import org.demitasse.base.session.InvalidDataspaceException;
import org.demitasse.base.session.OutOfCapabilitiesException;
import org.demitasse.base.session.RegionConflictException;
import org.demitasse.base.session.RegionMap;

/** Fills dataspaces by attaching them to the own address space for a moment. */
public final class LocalWriter implements ContentWriter {
  private final RegionMap addressSpace;

  /**
   * Makes a writer.
   *
   * @param addressSpace of this component
   */
  public LocalWriter(RegionMap addressSpace) {
    this.addressSpace = addressSpace;
  }

  private long attach(Capability<Dataspace> dataspace, Attachment attachment) {
    try {
      return addressSpace.attach(dataspace, attachment);
    } catch (InvalidDataspaceException
        | RegionConflictException
        | OutOfCapabilitiesException refused) {
      throw new RpcException(RpcException.Reason.FAILED, String.valueOf(refused.getMessage()));
    }
  }

  /** Returns where a dataspace can be read from now on. */
  long attach(Capability<Dataspace> dataspace) {
    return attach(dataspace, Attachment.READ_ONLY);
  }

  @Override
  public void done(Capability<Dataspace> dataspace) {
    dataspace.release();
  }

  @Override
  public void put(Capability<Dataspace> to, byte[] content) {
    put(to, content, 0, 0);
  }

  @Override
  public void put(Capability<Dataspace> to, byte[] content, long address, long size) {
    long local = attach(to, Attachment.READ_WRITE);
    for (int i = 0; i < content.length; i++) {
      RawMemory.storeByte(local + i, content[i]);
    }
    if (size > 0) {
      RawMemory.copy(local + ProgramLayout.PAGE_SIZE, address, size);
    }
    addressSpace.detach(local);
  }
}
