package org.demitasse.base.child;

import org.demitasse.base.Capability;
import org.demitasse.base.Env;
import org.demitasse.base.rpc.RemoteObject;
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
import org.demitasse.base.session.RegionConflictException;
import org.demitasse.base.session.RegionMap;
import org.demitasse.base.session.RegionMapClient;
import org.demitasse.base.session.ServiceDeniedException;

/**
 * What a child that runs is made of: its protection domain with its account, its CPU session and
 * first thread, and the object by which it reaches its parent. For parents that answer their
 * children themselves, as init does; all others take {@link ChildLauncher}.
 */
public final class ChildProcess implements AutoCloseable {
  private final Env env;
  private final Capability<PdSession> domainCapability;
  private final PdSession domain;
  private final ParentDispatcher dispatcher;
  private Capability<CpuSession> cpuCapability = Capability.invalid();
  private Capability<CpuThread> threadCapability = Capability.invalid();

  private ChildProcess(
      Env env, Capability<PdSession> domainCapability, ParentDispatcher dispatcher) {
    this.env = env;
    this.domainCapability = domainCapability;
    this.dispatcher = dispatcher;
    domain = new PdSessionClient(domainCapability);
  }

  /** Returns the account that a domain is. */
  public static Capability<Account> accountOf(PdSession domain) {
    return Capability.ofHandle(((RemoteObject) domain).capability().handle());
  }

  /**
   * Starts a child. When it cannot be started, nothing of it stays.
   *
   * @param env of the parent, whose account pays
   * @param parent answers the child
   * @param stopped told when a thread of the child has stopped: {@link #state}
   * @throws OutOfRamException if the parent's account has less RAM than the child should get, or
   *     that is too little for its program
   * @throws OutOfCapabilitiesException likewise
   * @throws IllegalArgumentException if core refuses the program or the settings
   */
  public static ChildProcess start(
      Env env,
      ChildBinary binary,
      ChildSettings settings,
      Parent parent,
      Capability<Signal> stopped)
      throws ServiceDeniedException, OutOfRamException, OutOfCapabilitiesException {
    ChildProcess child =
        new ChildProcess(
            env,
            env.session(PdSessionClient.SERVICE, settings.name(), ""),
            new ParentDispatcher(parent));
    try {
      child.endow(settings);
      CpuThread thread = child.makeThread(settings, stopped);
      ProgramLoader.Loaded loaded = child.load(binary, settings.name());
      thread.start(loaded.entry(), loaded.stackTop(), loaded.argument());
      return child;
    } catch (ServiceDeniedException
        | OutOfRamException
        | OutOfCapabilitiesException
        | RuntimeException refused) {
      child.close();
      throw refused;
    }
  }

  private void endow(ChildSettings settings) throws OutOfRamException, OutOfCapabilitiesException {
    domain.referTo(accountOf(env.domain()));
    env.domain().transferRam(account(), settings.ram());
    env.domain().transferCapabilities(account(), settings.capabilities());
  }

  private CpuThread makeThread(ChildSettings settings, Capability<Signal> stopped)
      throws ServiceDeniedException, OutOfRamException, OutOfCapabilitiesException {
    cpuCapability =
        env.session(
            CpuSessionClient.SERVICE,
            settings.name(),
            ChildSettings.cpuArguments(settings.priority()));
    CpuSession cpu = new CpuSessionClient(cpuCapability);
    cpu.exceptionHandler(stopped);
    // Its session may allow less than was asked for, where the parent itself has less.
    threadCapability =
        cpu.createThread(domainCapability, "main", CpuSession.HIGHEST, settings.processor());
    return new CpuThreadClient(threadCapability);
  }

  private ProgramLoader.Loaded load(ChildBinary binary, String label)
      throws OutOfRamException, OutOfCapabilitiesException {
    Capability<Parent> parent = env.entrypoint().manage(dispatcher);
    Capability<RegionMap> map = domain.addressSpace();
    try {
      return new ProgramLoader(new LocalWriter(env.addressSpace()))
          .load(
              binary.file(),
              binary.segments(),
              domain,
              new RegionMapClient(map),
              label,
              domain.assignParent(parent),
              0);
    } catch (InvalidDataspaceException | RegionConflictException refused) {
      throw new IllegalArgumentException(String.valueOf(refused.getMessage()), refused);
    } finally {
      map.release();
    }
  }

  public Capability<PdSession> domainCapability() {
    return domainCapability;
  }

  /** Returns its domain, the account of which tells and moves its quota. */
  public PdSession domain() {
    return domain;
  }

  /** Returns the domain as an account. */
  public Capability<Account> account() {
    return Capability.ofHandle(domainCapability.handle());
  }

  public Capability<CpuSession> cpuCapability() {
    return cpuCapability;
  }

  /** Returns what its first thread does. */
  public CpuThread.State state() {
    return new CpuThreadClient(threadCapability).state();
  }

  /**
   * Moves quota from the parent's account to the child's: all of it or nothing.
   *
   * @param ram bytes, at least 0
   */
  public void give(long ram, int capabilities)
      throws OutOfRamException, OutOfCapabilitiesException {
    if (ram > 0) {
      env.domain().transferRam(account(), ram);
    }
    if (capabilities > 0) {
      try {
        env.domain().transferCapabilities(account(), capabilities);
      } catch (OutOfCapabilitiesException shortage) {
        domain.transferRam(accountOf(env.domain()), ram);
        throw shortage;
      }
    }
  }

  /**
   * Moves quota from the child's account to the parent's: all of it or nothing.
   *
   * @param ram bytes, at least 0
   */
  public void take(long ram, int capabilities)
      throws OutOfRamException, OutOfCapabilitiesException {
    Capability<Account> own = accountOf(env.domain());
    if (ram > 0) {
      domain.transferRam(own, ram);
    }
    if (capabilities > 0) {
      try {
        domain.transferCapabilities(own, capabilities);
      } catch (OutOfCapabilitiesException shortage) {
        env.domain().transferRam(account(), ram);
        throw shortage;
      }
    }
  }

  /** Kills the child; all that it had comes back to its parent's account. */
  @Override
  public void close() {
    if (cpuCapability.valid()) {
      closeSession(cpuCapability);
    }
    closeSession(domainCapability);
    threadCapability.release();
    env.entrypoint().dissolve(dispatcher);
  }

  /** Closes what must not keep the rest from being closed. */
  private void closeSession(Capability<?> session) {
    try {
      env.close(session);
    } catch (RpcException refused) {
      env.log("a session of a child is not closed: " + refused.getMessage());
    }
  }
}
