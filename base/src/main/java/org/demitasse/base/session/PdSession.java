package org.demitasse.base.session;

import org.demitasse.base.Capability;
import org.demitasse.base.rpc.Remote;
import org.demitasse.base.rpc.Service;

/** A protection domain: an address space, and the accounts of who lives in it. */
@Service("PD")
@Remote
public interface PdSession extends RamSession, CapSession {
  /** Returns what is attached where in the address space. */
  Capability<RegionMap> addressSpace();

  /**
   * Gives the domain the first capability that it will have.
   *
   * @return its handle there
   * @throws IllegalArgumentException if it has one already
   */
  long assignParent(Capability<Parent> parent) throws OutOfCapabilitiesException;

  /**
   * Says which memory is the heap, for {@link #growHeap}.
   *
   * @param heap of {@link #allocateGrowing}
   */
  void assignHeap(Capability<Dataspace> heap);

  /** Lets so many more bytes of the heap be touched. */
  void growHeap(long bytes) throws OutOfRamException;
}
