package org.demitasse.base.session;

import org.demitasse.base.Capability;
import org.demitasse.base.rpc.Remote;
import org.demitasse.base.rpc.Service;

/** Memory, at the expense of an account. */
@Service("RAM")
@Remote
public interface RamSession extends Account {
  /**
   * Returns zeroed memory. Its pages are set aside at once and given when they are touched.
   *
   * @param size in bytes, rounded up to whole pages
   * @throws IllegalArgumentException if it is not positive
   */
  Capability<Dataspace> allocate(long size) throws OutOfRamException, OutOfCapabilitiesException;

  /**
   * Returns memory of which so far only a part may be touched, wherever that lies.
   *
   * @param size of the addresses
   * @param committed bytes that the account pays for now
   */
  Capability<Dataspace> allocateGrowing(long size, long committed)
      throws OutOfRamException, OutOfCapabilitiesException;

  /** Frees memory of this session. It disappears wherever it is attached. */
  void free(Capability<Dataspace> dataspace);
}
