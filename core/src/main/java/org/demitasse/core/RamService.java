package org.demitasse.core;

import org.demitasse.base.Capability;
import org.demitasse.base.session.Dataspace;
import org.demitasse.base.session.OutOfCapabilitiesException;
import org.demitasse.base.session.OutOfRamException;
import org.demitasse.base.session.RamSession;

/** Service RAM. */
class RamService extends AccountService implements RamSession {
  private final Dataspaces dataspaces;

  RamService(CoreObjects core, QuotaAccount account) {
    super(core, account);
    dataspaces = new Dataspaces(core, account);
  }

  @Override
  public final Capability<Dataspace> allocate(long size)
      throws OutOfRamException, OutOfCapabilitiesException {
    return dataspaces.allocate(size, size);
  }

  @Override
  public final Capability<Dataspace> allocateGrowing(long size, long committed)
      throws OutOfRamException, OutOfCapabilitiesException {
    return dataspaces.allocate(size, committed);
  }

  @Override
  public final void free(Capability<Dataspace> dataspace) {
    dataspaces.free(dataspace);
  }

  final void freeAll() {
    dataspaces.freeAll();
  }

  /** Ends the session. */
  void close() {
    freeAll();
    account.close();
  }
}
