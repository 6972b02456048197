package org.demitasse.core;

import java.util.ArrayList;
import java.util.List;
import org.demitasse.base.Capability;
import org.demitasse.base.session.OutOfCapabilitiesException;
import org.demitasse.base.session.RegionMap;
import org.demitasse.base.session.RegionMapDispatcher;
import org.demitasse.base.session.RmSession;

/** Service RM: managed dataspaces. */
final class RegionMaps implements RmSession {
  private static final long LARGEST = 1L << 40;

  private final CoreObjects core;
  private final QuotaAccount account;
  private final List<RegionMapDispatcher> dispatchers = new ArrayList<>();

  RegionMaps(CoreObjects core, QuotaAccount account) {
    this.core = core;
    this.account = account;
  }

  @Override
  public Capability<RegionMap> create(long size) throws OutOfCapabilitiesException {
    if (size <= 0 || size > LARGEST) {
      throw new IllegalArgumentException(size + " is no size; expected 1 to " + LARGEST + " bytes");
    }
    account.takeCapabilities(1);
    RegionMapDispatcher dispatcher =
        new RegionMapDispatcher(AddressMap.managed(core, account, size));
    try {
      Capability<RegionMap> capability = core.entrypoint().manage(dispatcher);
      dispatchers.add(dispatcher);
      return capability;
    } catch (KernelRefusal refusal) {
      account.giveCapabilities(1);
      throw new OutOfCapabilitiesException(String.valueOf(refusal.getMessage()));
    }
  }

  @Override
  public void destroy(Capability<RegionMap> regionMap) {
    if (core.takeDispatcher(regionMap) instanceof RegionMapDispatcher found
        && dispatchers.remove(found)) {
      destroy(found);
      return;
    }
    throw new IllegalArgumentException("the region map is none of this session");
  }

  private void destroy(RegionMapDispatcher dispatcher) {
    ((AddressMap) dispatcher.object()).clear(false);
    core.entrypoint().dissolve(dispatcher);
    account.giveCapabilities(1);
  }

  void close() {
    while (!dispatchers.isEmpty()) {
      destroy(dispatchers.removeLast());
    }
  }
}
