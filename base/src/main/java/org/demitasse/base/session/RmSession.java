package org.demitasse.base.session;

import org.demitasse.base.Capability;
import org.demitasse.base.rpc.Remote;
import org.demitasse.base.rpc.Service;

/** Region maps that are used as dataspaces: managed dataspaces. */
@Service("RM")
@Remote
public interface RmSession {
  /**
   * Returns a new empty region map.
   *
   * @param size of its addresses, which begin at 0
   */
  Capability<RegionMap> create(long size) throws OutOfCapabilitiesException;

  void destroy(Capability<RegionMap> regionMap);
}
