package org.demitasse.core;

import java.util.ArrayList;
import java.util.List;
import org.demitasse.abi.ProgramLayout;
import org.demitasse.base.Capability;
import org.demitasse.base.session.Dataspace;
import org.demitasse.base.session.OutOfCapabilitiesException;
import org.demitasse.base.session.OutOfRamException;
import org.demitasse.base.session.Parent;
import org.demitasse.base.session.PdSession;
import org.demitasse.base.session.RegionMap;
import org.demitasse.base.session.RegionMapDispatcher;
import org.jspecify.annotations.Nullable;

/** Service PD: a protection domain. */
final class Domain extends RamService implements PdSession, KernelObjectService {
  /** Pages for control blocks, up to the program. */
  private static final int SLOTS =
      (int) ((ProgramLayout.PROGRAM_BASE - ProgramLayout.UTCB_AREA) / ProgramLayout.PAGE_SIZE);

  private final String label;
  private final long kernelSpace;
  private final AddressMap map;
  private final RegionMapDispatcher mapDispatcher;
  private final KernelObjects objects;
  private final boolean[] slots = new boolean[SLOTS];
  private final List<CoreThread> threads = new ArrayList<>();
  private boolean hasParent;
  private @Nullable AllocatedMemory heap;

  /**
   * @throws KernelRefusal if there is no room for a space
   */
  Domain(CoreObjects core, QuotaAccount account, String label) {
    super(core, account);
    this.label = label;
    kernelSpace = core.kernel().createSpace(label);
    if (kernelSpace < 0) {
      throw new KernelRefusal("space", (int) kernelSpace);
    }
    map = AddressMap.of(core, this, account);
    mapDispatcher = new RegionMapDispatcher(map);
    try {
      core.entrypoint().manage(mapDispatcher);
    } catch (KernelRefusal refusal) {
      core.kernel().destroy(kernelSpace);
      throw refusal;
    }
    objects = new KernelObjects(core, account);
  }

  String label() {
    return label;
  }

  long kernelSpace() {
    return kernelSpace;
  }

  AddressMap map() {
    return map;
  }

  QuotaAccount account() {
    return account;
  }

  /** Takes a place for the control block of a thread. */
  int takeSlot(CoreThread thread, int slot) {
    slots[slot] = true;
    threads.add(thread);
    return slot;
  }

  int freeSlot() throws OutOfCapabilitiesException {
    for (int slot = 0; slot < SLOTS; slot++) {
      if (!slots[slot]) {
        return slot;
      }
    }
    throw new OutOfCapabilitiesException("a domain has room for " + SLOTS + " threads");
  }

  void releaseSlot(CoreThread thread, int slot) {
    slots[slot] = false;
    threads.remove(thread);
  }

  /** Returns the address of a control block. */
  static long controlBlock(int slot) {
    return ProgramLayout.UTCB_AREA + (long) slot * ProgramLayout.PAGE_SIZE;
  }

  @Override
  public Capability<RegionMap> addressSpace() {
    return Capability.ofHandle(mapDispatcher.capability().handle());
  }

  @Override
  public long assignParent(Capability<Parent> parent) throws OutOfCapabilitiesException {
    if (hasParent) {
      core.takeDispatcher(parent);
      throw new IllegalArgumentException("the domain has a parent already");
    }
    if (!parent.valid()) {
      throw new IllegalArgumentException("the capability is invalid");
    }
    long handle = core.kernel().copy(kernelSpace, parent.handle());
    core.takeDispatcher(parent);
    if (handle < 0) {
      throw new OutOfCapabilitiesException(KernelRefusal.text("capability", (int) handle));
    }
    hasParent = true;
    return handle;
  }

  @Override
  public void assignHeap(Capability<Dataspace> newHeap) {
    if (core.take(newHeap) instanceof AllocatedMemory memory && memory.account() == account) {
      heap = memory;
    } else {
      throw new IllegalArgumentException("the dataspace is none of this session");
    }
  }

  @Override
  public void growHeap(long bytes) throws OutOfRamException {
    AllocatedMemory memory = heap;
    if (memory == null || bytes < 0) {
      throw new IllegalArgumentException("there is no heap to grow");
    }
    memory.commit(Memory.pages(bytes));
  }

  @Override
  public KernelObjects objects() {
    return objects;
  }

  /** Ends the session: threads, space and memory go. */
  @Override
  void close() {
    core.kernel().destroy(kernelSpace);
    while (!threads.isEmpty()) {
      threads.getLast().close(true);
    }
    heap = null;
    map.clear(true);
    core.entrypoint().dissolve(mapDispatcher);
    objects.destroyAll();
    super.close();
  }
}
