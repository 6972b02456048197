package org.demitasse.init;

import org.demitasse.base.Capability;
import org.demitasse.base.Env;
import org.demitasse.base.child.ProgramLoader;
import org.demitasse.base.rpc.RpcException;
import org.demitasse.base.rpc.Signal;
import org.demitasse.base.session.Account;
import org.demitasse.base.session.CpuSession;
import org.demitasse.base.session.CpuSessionClient;
import org.demitasse.base.session.CpuThread;
import org.demitasse.base.session.CpuThreadClient;
import org.demitasse.base.session.InvalidDataspaceException;
import org.demitasse.base.session.OutOfCapabilitiesException;
import org.demitasse.base.session.OutOfRamException;
import org.demitasse.base.session.Parent;
import org.demitasse.base.session.ParentDispatcher;
import org.demitasse.base.session.PdSession;
import org.demitasse.base.session.PdSessionClient;
import org.demitasse.base.session.Quota;
import org.demitasse.base.session.RegionConflictException;
import org.demitasse.base.session.RegionMap;
import org.demitasse.base.session.RegionMapClient;
import org.demitasse.base.session.ServiceDeniedException;
import org.demitasse.init.config.Configuration.Preserved;
import org.demitasse.init.config.Start;
import org.jspecify.annotations.Nullable;

/** Makes the protection domain, the memory and the thread of a child, and unmakes them. */
final class Starter {
  /** Of init, and of children with priority 0. */
  private static final int PRIORITY = 100;

  private final Env env;
  private final Capability<Signal> threadSignal;
  private final Capability<Account> account;
  private final LocalWriter writer;
  private final Binaries binaries;

  /**
   * @param threadSignal told when a thread of a child has stopped
   * @param account of init
   */
  Starter(Env env, Capability<Signal> threadSignal, Capability<Account> account) {
    this.env = env;
    this.threadSignal = threadSignal;
    this.account = account;
    writer = new LocalWriter(env.addressSpace());
    binaries = new Binaries(env, writer);
  }

  LocalWriter writer() {
    return writer;
  }

  /**
   * Starts a child, unless that takes of what is preserved. After an exception, {@link #stop} takes
   * back what there is.
   *
   * @throws IllegalArgumentException if its binary is no program, or it wants what core refuses
   */
  void start(InitChild child, Preserved preserved)
      throws ServiceDeniedException, OutOfRamException, OutOfCapabilitiesException {
    Start start = child.start();
    Binaries.Binary binary = binaries.open(start.binary());
    refuseWhatIsPreserved(start, preserved);
    Capability<PdSession> domainCapability = env.session(PdSessionClient.SERVICE, start.name(), "");
    PdSession domain = new PdSessionClient(domainCapability);
    Capability<CpuSession> cpuCapability = Capability.invalid();
    try {
      domain.referTo(account);
      Capability<Account> childAccount = Capability.ofHandle(domainCapability.handle());
      env.domain().transferRam(childAccount, start.ram());
      env.domain().transferCapabilities(childAccount, start.caps());
      cpuCapability =
          env.session(CpuSessionClient.SERVICE, start.name(), "priority=" + priority(start));
      CpuSession cpu = new CpuSessionClient(cpuCapability);
      cpu.exceptionHandler(threadSignal);
      // Its session may allow less than was asked for, where init itself has less.
      Capability<CpuThread> thread =
          cpu.createThread(domainCapability, "main", CpuSession.HIGHEST, start.processor());
      Running running =
          new Running(
              domainCapability, domain, cpuCapability, cpu, thread, new CpuThreadClient(thread));
      child.running = running;
      child.givenRam = start.ram();
      child.givenCaps = start.caps();
      launch(child, running, binary);
    } catch (ServiceDeniedException
        | OutOfRamException
        | OutOfCapabilitiesException
        | RuntimeException refused) {
      if (child.running == null) {
        env.close(domainCapability);
        if (cpuCapability.valid()) {
          env.close(cpuCapability);
        }
      }
      throw refused;
    }
  }

  private void refuseWhatIsPreserved(Start start, Preserved preserved)
      throws OutOfRamException, OutOfCapabilitiesException {
    Quota ram = env.domain().ram();
    if (preserved.ram() > 0 && start.ram() > ram.available() - preserved.ram()) {
      throw new OutOfRamException(
          "it should get "
              + start.ram()
              + " bytes of RAM; init has "
              + ram.available()
              + " and keeps "
              + preserved.ram());
    }
    Quota caps = env.domain().capabilities();
    if (preserved.caps() > 0 && start.caps() > caps.available() - preserved.caps()) {
      throw new OutOfCapabilitiesException(
          "it should get "
              + start.caps()
              + " capabilities; init has "
              + caps.available()
              + " and keeps "
              + preserved.caps());
    }
  }

  /** Returns the highest priority that threads of a child may have. */
  static int priority(Start start) {
    return Math.max(1, PRIORITY + start.priority());
  }

  private void launch(InitChild child, Running running, Binaries.Binary binary)
      throws OutOfRamException, OutOfCapabilitiesException {
    ParentDispatcher dispatcher = new ParentDispatcher(child);
    Capability<Parent> parent = env.entrypoint().manage(dispatcher);
    child.dispatcher = dispatcher;
    Capability<RegionMap> map = running.domain().addressSpace();
    try {
      ProgramLoader.Loaded loaded =
          new ProgramLoader(writer)
              .load(
                  binary.file(),
                  binary.segments(),
                  running.domain(),
                  new RegionMapClient(map),
                  child.name(),
                  running.domain().assignParent(parent),
                  0);
      running.thread().start(loaded.entry(), loaded.stackTop(), loaded.argument());
    } catch (InvalidDataspaceException | RegionConflictException refused) {
      throw new IllegalArgumentException(String.valueOf(refused.getMessage()), refused);
    } finally {
      map.release();
    }
  }

  /** Unmakes a child that has been started, wholly or in part. */
  void stop(InitChild child) {
    Running running = child.running;
    child.running = null;
    if (running != null) {
      close(running.cpuCapability());
      close(running.domainCapability());
      running.threadCapability().release();
    }
    @Nullable ParentDispatcher dispatcher = child.dispatcher;
    child.dispatcher = null;
    if (dispatcher != null) {
      env.entrypoint().dissolve(dispatcher);
    }
  }

  /** Closes what must not keep the rest from being closed. */
  private void close(Capability<?> session) {
    try {
      env.close(session);
    } catch (RpcException refused) {
      env.log("a session is not closed: " + refused.getMessage());
    }
  }
}
