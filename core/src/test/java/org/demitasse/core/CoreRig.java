package org.demitasse.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.demitasse.abi.FaultKind;
import org.demitasse.abi.FaultMessage;
import org.demitasse.abi.ImageHeader;
import org.demitasse.base.Capability;
import org.demitasse.base.raw.FakeKernel;
import org.demitasse.base.rpc.Entrypoint;
import org.demitasse.base.rpc.Signal;
import org.demitasse.base.runtime.LogWriter;
import org.demitasse.base.session.Arguments;
import org.demitasse.base.session.CpuThread;
import org.demitasse.base.session.CpuThreadDispatcher;
import org.demitasse.base.session.OutOfCapabilitiesException;
import org.demitasse.base.session.OutOfRamException;
import org.demitasse.base.session.RegionMap;
import org.demitasse.base.session.RegionMapDispatcher;
import org.demitasse.base.session.ServiceDeniedException;

/** Core's services on a fake kernel, without a component: the test asks them itself. */
final class CoreRig {
  static final int PAGE = 4096;
  static final long RAM = 256L * PAGE;
  static final int CAPABILITIES = 1000;
  static final long MODULE = FakeMachine.RAM_BASE + 0x20000;

  final FakeMachine machine = new FakeMachine(3 << 20);
  final Entrypoint entrypoint = new Entrypoint(machine);
  final PageAllocator pages = new PageAllocator();
  final CoreObjects core;
  final QuotaAccount account = new QuotaAccount("core");
  final Services services;
  private final long freePages;
  private final int handles;

  CoreRig() {
    machine.serve(entrypoint);
    pages.add(FakeMachine.RAM_BASE + (1 << 20), RAM + PAGE);
    LogWriter log =
        new LogWriter(
            (bytes, count) ->
                machine.lines.add(new String(bytes, 0, count, UTF_8).stripTrailing()));
    core = new CoreObjects(machine, entrypoint, machine, pages, log);
    core.prepareFaults(pages.take(1));
    freePages = pages.freePages();
    account.endow(RAM, CAPABILITIES);
    List<BootModule> modules = new ArrayList<>();
    modules.add(new BootModule("text", 0, 4, ImageHeader.MEMBER_FILE, MODULE, 5000));
    modules.add(new BootModule("other", 0, 5, ImageHeader.MEMBER_FILE, MODULE + 0x4000, 10));
    services = new Services(core, modules);
    handles = FakeKernel.handles();
  }

  Session open(String service, String label, String arguments) {
    try {
      return services.open(service, label, new Arguments(arguments), account);
    } catch (ServiceDeniedException | OutOfCapabilitiesException refused) {
      throw new AssertionError(refused);
    }
  }

  Session open(String service) {
    return open(service, "test", "");
  }

  /** Opens a domain and gives it something to spend. */
  Domain domain(Session session, long ram, int capabilities) {
    Domain domain = (Domain) session.dispatcher().object();
    domain.account().referTo(account);
    try {
      account.transferRam(domain.account(), ram);
      account.transferCapabilities(domain.account(), capabilities);
    } catch (OutOfRamException | OutOfCapabilitiesException shortage) {
      throw new AssertionError(shortage);
    }
    return domain;
  }

  <T> Capability<T> capability(Session session) {
    return Capability.ofHandle(session.dispatcher().capability().handle());
  }

  /** Starts a thread that does nothing but what {@link #touch} lets it do. */
  FakeMachine.Task start(Capability<CpuThread> thread) {
    if (!(entrypoint.find(thread) instanceof CpuThreadDispatcher dispatcher)) {
      throw new AssertionError("no thread");
    }
    dispatcher.object().start(0, 0, 0);
    return machine.allTasks.getLast();
  }

  CoreThread thread(Capability<CpuThread> thread) {
    if (entrypoint.find(thread) instanceof CpuThreadDispatcher dispatcher) {
      return (CoreThread) dispatcher.object();
    }
    throw new AssertionError("no thread");
  }

  /** Touches an address as a thread; returns whether it goes on. */
  boolean touch(FakeMachine.Task task, long address, int kind) {
    ThreadEvent event = new ThreadEvent();
    for (int tries = 0; tries < 3; tries++) {
      if (task.access(address, kind, event) >= 0) {
        return true;
      }
      event.kind = FaultMessage.PAGE_FAULT;
      task.stopped = true;
      if (!machine.tell(entrypoint, task, event)) {
        return false;
      }
      task.stopped = false;
    }
    throw new AssertionError("faults again and again at 0x" + Long.toHexString(address));
  }

  boolean read(FakeMachine.Task task, long address) {
    return touch(task, address, FaultKind.READ);
  }

  boolean write(FakeMachine.Task task, long address) {
    return touch(task, address, FaultKind.WRITE);
  }

  /** Returns the physical address behind an address that a thread can read now; -1 for none. */
  long physical(FakeMachine.Task task, long address) {
    FakeMachine.Mapping mapping = task.space.mappings.get(address & -PAGE);
    return mapping == null ? -1 : mapping.physical() + (address & (PAGE - 1));
  }

  AddressMap map(Capability<RegionMap> map) {
    if (entrypoint.find(map) instanceof RegionMapDispatcher dispatcher) {
      return (AddressMap) dispatcher.object();
    }
    throw new AssertionError("no region map");
  }

  /** Returns a signal that sets the flag. */
  Capability<Signal> signal(boolean[] flag) {
    long notification = FakeKernel.createNotification(bits -> flag[0] = true);
    return Capability.ofHandle(FakeKernel.createSignal(notification, 1));
  }

  /** Asserts that everything has come back: RAM, quota, portals, spaces, handles. */
  void assertNothingIsLeft() {
    assertThat(pages.freePages()).as("free pages").isEqualTo(freePages);
    assertThat(account.ram().limit()).as("RAM of core's account").isEqualTo(RAM);
    assertThat(account.ram().used()).as("RAM in use").isZero();
    assertThat(account.capabilities().limit()).as("capabilities").isEqualTo(CAPABILITIES);
    assertThat(account.capabilities().used()).as("capabilities in use").isZero();
    assertThat(machine.portals).as("portals").isEmpty();
    assertThat(machine.objects).as("kernel objects").isEmpty();
    assertThat(machine.spaces).as("spaces").isEmpty();
    assertThat(machine.tasks).as("threads").isEmpty();
    assertThat(FakeKernel.handles()).as("handles").isEqualTo(handles);
    assertThat(entrypoint.isUsed(0)).as("objects").isFalse();
  }
}
