package org.demitasse.core;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.demitasse.base.Capability;
import org.demitasse.base.Env;
import org.demitasse.base.rpc.Entrypoint;
import org.demitasse.base.rpc.Signal;
import org.demitasse.base.session.OutOfCapabilitiesException;
import org.demitasse.base.session.OutOfRamException;
import org.demitasse.base.session.Parent;
import org.demitasse.base.session.PdSession;
import org.demitasse.base.session.PdSessionClient;
import org.demitasse.base.session.RegionMap;
import org.demitasse.base.session.RegionMapClient;
import org.demitasse.base.session.ServiceDeniedException;
import org.jspecify.annotations.Nullable;

/**
 * The environment of a component in the simulated system, such as init. Its parent is core, unless
 * a test speaks for another one.
 */
public final class SimulatedEnv implements Env {
  public final StringBuilder log = new StringBuilder();
  public @Nullable Integer exitCode;
  private final SimulatedComponent component;
  private final PdSession domain;
  private final RegionMap addressSpace;
  private final Map<Long, Long> ids = new HashMap<>();
  private long nextId = 1000;

  /** What is asked before the real parent. */
  public Parent parent;

  /** What it sends when sessions have changed. */
  Capability<Signal> sessionHandler = Capability.invalid();

  public SimulatedEnv(SimulatedComponent component) throws Exception {
    this.component = component;
    parent = component.parent();
    Capability<Object> capability = parent.sessionCapability(Parent.PD);
    domain = new PdSessionClient(Capability.ofHandle(capability.handle()));
    addressSpace = component.as(() -> new RegionMapClient(domain.addressSpace()));
  }

  @Override
  public String label() {
    return component.label();
  }

  @Override
  public void log(String text) {
    log.append(text).append('\n');
  }

  @Override
  public void exit(int code) {
    exitCode = code;
  }

  @Override
  public long heapLimit() {
    return 0;
  }

  @Override
  public long freeMemory() {
    return 0;
  }

  @Override
  public Parent parent() {
    return parent;
  }

  @Override
  public PdSession domain() {
    return domain;
  }

  @Override
  public RegionMap addressSpace() {
    return addressSpace;
  }

  @Override
  public Entrypoint entrypoint() {
    return component.entrypoint();
  }

  @Override
  public <T> Capability<T> session(String service, String label, String arguments)
      throws ServiceDeniedException, OutOfRamException, OutOfCapabilitiesException {
    return session(service, label, arguments, 0, 0);
  }

  @Override
  public <T> Capability<T> session(
      String service, String label, String arguments, long ram, int capabilities)
      throws ServiceDeniedException, OutOfRamException, OutOfCapabilitiesException {
    long id = nextId++;
    Capability<Object> session =
        component.parent().session(id, service, label, arguments, ram, capabilities);
    ids.put(session.handle(), id);
    return Capability.ofHandle(session.handle());
  }

  @Override
  public void close(Capability<?> session) {
    component.parent().close(Objects.requireNonNull(ids.remove(session.handle())));
    session.release();
  }

  @Override
  public void sessionHandler(Capability<Signal> handler) {
    sessionHandler = handler;
    parent.sessionHandler(handler);
  }
}
