package org.demitasse.core;

import java.util.ArrayList;
import java.util.List;
import org.demitasse.base.Capability;
import org.demitasse.base.session.Dataspace;
import org.demitasse.base.session.DataspaceDispatcher;
import org.demitasse.base.session.OutOfCapabilitiesException;
import org.demitasse.base.session.OutOfRamException;

/** The dataspaces that an account pays for. */
final class Dataspaces {
  /** More RAM is never used; core keeps a table of this size in its heap, which nobody pays for. */
  private static final long LARGEST = 1L << 32;

  private final CoreObjects core;
  private final QuotaAccount account;
  private final List<DataspaceDispatcher> dispatchers = new ArrayList<>();

  Dataspaces(CoreObjects core, QuotaAccount account) {
    this.core = core;
    this.account = account;
  }

  Capability<Dataspace> allocate(long size, long committed)
      throws OutOfRamException, OutOfCapabilitiesException {
    if (size <= 0 || size > LARGEST) {
      throw new IllegalArgumentException(size + " is no size; expected 1 to " + LARGEST + " bytes");
    }
    long pages = Memory.pages(size);
    long paid = Math.min(pages, Memory.pages(Math.max(0, committed)));
    account.takeCapabilities(1);
    try {
      AllocatedMemory memory =
          new AllocatedMemory(core.pages(), core.memory(), account, pages, paid);
      DataspaceDispatcher dispatcher = new DataspaceDispatcher(memory);
      try {
        Capability<Dataspace> capability = core.entrypoint().manage(dispatcher);
        dispatchers.add(dispatcher);
        return capability;
      } catch (KernelRefusal refusal) {
        memory.release();
        throw new OutOfCapabilitiesException(String.valueOf(refusal.getMessage()));
      }
    } catch (OutOfRamException | OutOfCapabilitiesException refused) {
      account.giveCapabilities(1);
      throw refused;
    }
  }

  void free(Capability<Dataspace> dataspace) {
    if (core.takeDispatcher(dataspace) instanceof DataspaceDispatcher found
        && dispatchers.remove(found)) {
      free(found);
      return;
    }
    throw new IllegalArgumentException("the dataspace is none of this session");
  }

  private void free(DataspaceDispatcher dispatcher) {
    if (dispatcher.object() instanceof AllocatedMemory memory) {
      memory.detachEverywhere();
      memory.release();
    }
    core.entrypoint().dissolve(dispatcher);
    account.giveCapabilities(1);
  }

  void freeAll() {
    while (!dispatchers.isEmpty()) {
      free(dispatchers.removeLast());
    }
  }
}
