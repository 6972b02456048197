package org.demitasse.base.session;

import org.demitasse.base.Capability;
import org.demitasse.base.rpc.Remote;
import org.demitasse.base.rpc.Signal;

/** Which dataspace is attached at which addresses: an address space, or a part of one. */
@Remote
public interface RegionMap {
  /**
   * Attaches a dataspace.
   *
   * @return the address
   * @throws IllegalArgumentException if address, offset or size are no multiples of the page size,
   *     or outside the dataspace
   */
  long attach(Capability<Dataspace> dataspace, Attachment attachment)
      throws InvalidDataspaceException, RegionConflictException, OutOfCapabilitiesException;

  /** Detaches what is attached at an address; accesses there fault from now on. */
  void detach(long address);

  /** Sets who is told of faults here; without, a fault stops the thread. */
  void faultHandler(Capability<Signal> handler);

  /**
   * Returns the oldest fault that is not resolved. Its thread goes on after an {@link #attach}
   * there.
   */
  RegionFault fault();

  /** Returns the whole of this as memory that can be attached to another region map. */
  Capability<Dataspace> dataspace();
}
