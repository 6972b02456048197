package org.demitasse.core;

import java.util.List;
import org.demitasse.abi.ElfProgram;
import org.demitasse.abi.ExitCode;
import org.demitasse.base.Capability;
import org.demitasse.base.child.ContentWriter;
import org.demitasse.base.child.ProgramLoader;
import org.demitasse.base.child.ProgramSegment;
import org.demitasse.base.session.Arguments;
import org.demitasse.base.session.CpuThread;
import org.demitasse.base.session.CpuThreadDispatcher;
import org.demitasse.base.session.Dataspace;
import org.demitasse.base.session.InvalidDataspaceException;
import org.demitasse.base.session.OutOfCapabilitiesException;
import org.demitasse.base.session.OutOfRamException;
import org.demitasse.base.session.Parent;
import org.demitasse.base.session.ParentDispatcher;
import org.demitasse.base.session.RegionConflictException;
import org.demitasse.base.session.ServiceDeniedException;
import org.jspecify.annotations.Nullable;

/** A component that core itself has started. */
final class Child {
  /** Of its threads; core itself has 255. */
  private static final int PRIORITY = 100;

  /** Kernel objects that a component without components of its own may use. */
  private static final int CAPABILITIES = 24;

  /** Told when the component has ended, once. */
  interface Ending {
    void ended(Child child, int exitCode);
  }

  private final CoreObjects core;
  private final BootModule module;
  private final Ending ending;
  private @Nullable Domain domain;
  private @Nullable ParentDispatcher dispatcher;
  private @Nullable CoreParent parent;
  private boolean ended;

  Child(CoreObjects core, BootModule module, Ending ending) {
    this.core = core;
    this.module = module;
    this.ending = ending;
  }

  String label() {
    return module.name();
  }

  BootModule module() {
    return module;
  }

  Domain domain() {
    Domain made = domain;
    if (made == null) {
      throw new IllegalStateException("not started");
    }
    return made;
  }

  /**
   * Makes the component and starts it.
   *
   * @param account core's own, which all that the component gets comes from
   * @param everything whether it gets all that is left in the account, for components of its own
   * @throws IllegalArgumentException if its file is no program
   */
  void start(Services services, QuotaAccount account, boolean everything)
      throws ServiceDeniedException,
          OutOfCapabilitiesException,
          OutOfRamException,
          InvalidDataspaceException,
          RegionConflictException {
    ElfProgram program =
        new ElfProgram(new ModuleMemory(core.memory(), module.address(), module.size()));
    int check = program.check(module.address(), module.size());
    if (check != ElfProgram.OK) {
      throw new IllegalArgumentException(ElfProgram.describe(check));
    }
    List<ProgramSegment> segments = ProgramSegment.of(program);
    long needed = ProgramLoader.needs(segments, Long.MAX_VALUE);
    long left = account.ram().available();
    if (needed > left) {
      throw new Shortage(needed, left);
    }
    Session domainSession = services.open("PD", label(), new Arguments(""), account);
    CoreParent newParent = new CoreParent(core, services, this);
    parent = newParent;
    newParent.enter(Parent.PD, domainSession);
    Domain newDomain = (Domain) domainSession.dispatcher().object();
    domain = newDomain;
    newDomain.account().referTo(account);
    account.transferRam(newDomain.account(), everything ? left : needed);
    long capabilities = account.capabilities().available();
    account.transferCapabilities(
        newDomain.account(), everything ? capabilities : Math.min(CAPABILITIES, capabilities));
    ParentDispatcher newDispatcher = new ParentDispatcher(newParent);
    dispatcher = newDispatcher;
    Capability<Parent> parentCapability = core.entrypoint().manage(newDispatcher);
    newParent.enter(
        Parent.CPU, services.open("CPU", label(), new Arguments(""), newDomain.account()));
    newParent.enter(
        Parent.BINARY, services.open("ROM", label(), new Arguments(""), newDomain.account()));
    launch(
        newParent, newDomain, program, segments, parentCapability, everything ? 0 : Long.MAX_VALUE);
  }

  private void launch(
      CoreParent newParent,
      Domain newDomain,
      ElfProgram program,
      List<ProgramSegment> segments,
      Capability<Parent> parentCapability,
      long heap)
      throws ServiceDeniedException,
          OutOfCapabilitiesException,
          OutOfRamException,
          InvalidDataspaceException,
          RegionConflictException {
    RomModule binary = (RomModule) newParent.object(Parent.BINARY);
    ProgramLoader.Loaded loaded =
        new ProgramLoader(new DirectWriter())
            .load(
                new ProgramLoader.File(binary.dataspace(), module.address(), program),
                segments,
                newDomain,
                newDomain.map(),
                label(),
                newDomain.assignParent(parentCapability),
                heap);
    Threads threads = (Threads) newParent.object(Parent.CPU);
    threads.watch(this::stopped);
    Capability<CpuThread> thread =
        threads.createThread(Capability.ofHandle(newParent.handle(Parent.PD)), "main", PRIORITY, 0);
    if (core.entrypoint().find(thread) instanceof CpuThreadDispatcher made) {
      made.object().start(loaded.entry(), loaded.stackTop(), loaded.argument());
    }
  }

  private void stopped(CoreThread thread) {
    if (thread.state() == CpuThread.State.EXITED) {
      exit(thread.exitCode());
    } else {
      exit(ExitCode.FAULT);
    }
  }

  /**
   * Notes that the component has ended; it is taken apart when the call that told has been
   * answered.
   */
  void exit(int code) {
    if (!ended) {
      ended = true;
      ending.ended(this, code);
    }
  }

  /** Takes everything back. */
  void destroy() {
    CoreParent oldParent = parent;
    if (oldParent != null) {
      oldParent.closeAll();
    }
    ParentDispatcher oldDispatcher = dispatcher;
    if (oldDispatcher != null) {
      core.entrypoint().dissolve(oldDispatcher);
    }
  }

  /** Puts content into the pages themselves, which core sees at their physical addresses. */
  private final class DirectWriter implements ContentWriter {
    private AllocatedMemory memory(Capability<Dataspace> dataspace) {
      if (core.take(dataspace) instanceof AllocatedMemory memory) {
        return memory;
      }
      throw new IllegalArgumentException("the capability is none of memory");
    }

    @Override
    public void put(Capability<Dataspace> to, byte[] content, long address, long size) {
      put(to, content);
      AllocatedMemory memory = memory(to);
      long pages = Memory.pages(size);
      memory.supply(1, 1 + pages, 0);
      for (long page = 0; page < pages; page++) {
        core.memory()
            .copy(
                memory.page(1 + page),
                address + page * Memory.PAGE,
                Math.min(Memory.PAGE, size - page * Memory.PAGE));
      }
    }

    @Override
    public void done(Capability<Dataspace> dataspace) {
      // Core's own capability of its object; it goes with that.
    }

    @Override
    public void put(Capability<Dataspace> to, byte[] content) {
      AllocatedMemory memory = memory(to);
      memory.supply(0, Memory.pages(content.length), 0);
      for (int i = 0; i < content.length; i += 8) {
        long word = 0;
        for (int j = 7; j >= 0; j--) {
          word = word << 8 | (content[i + j] & 0xFF);
        }
        core.memory().storeLong(memory.page(i / Memory.PAGE) + i % Memory.PAGE, word);
      }
    }
  }

  /** There is not enough RAM left for a component. */
  static final class Shortage extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    final long needed;
    final long left;

    Shortage(long needed, long left) {
      this.needed = needed;
      this.left = left;
    }
  }
}
