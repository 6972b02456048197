package org.demitasse.base.child;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.demitasse.base.Capability;
import org.demitasse.base.Env;
import org.demitasse.base.rpc.Signal;
import org.demitasse.base.session.OutOfCapabilitiesException;
import org.demitasse.base.session.OutOfRamException;
import org.demitasse.base.session.ServiceDeniedException;

/**
 * Starts children of this component, and tells their policies what becomes of them. A component
 * makes one launcher. Any component can have children: they live on quota of its own account, and
 * get what their policy lets them get.
 *
 * <pre>{@code
 * ChildLauncher launcher = new ChildLauncher(env);
 * launcher.start(
 *     "worker", // the name of its program's ROM
 *     ChildSettings.of("worker", 256 << 10, 30),
 *     new ChildPolicy() {
 *       public SessionRoute route(String service, String label) {
 *         return service.equals("LOG") ? SessionRoute.toParent() : SessionRoute.denied("no");
 *       }
 *
 *       public void exited(Child child, int code) {
 *         env.log(child.name() + " has ended with " + code);
 *       }
 *     });
 * }</pre>
 *
 * <p>What children ask is answered on the component's entrypoint, so not before {@code construct}
 * has returned. Nobody waits for a child.
 */
public final class ChildLauncher implements AutoCloseable {
  private final Env env;
  private final Capability<Signal> settleSignal;
  private final Capability<Signal> sessionSignal;
  private final Map<String, ChildBinary> binaries = new HashMap<>();
  private final List<Child> children = new ArrayList<>();

  /** Ids of sessions that are asked for in a child's name; the component's own are below. */
  private long nextId = 1L << 32;

  /**
   * Makes the launcher of a component.
   *
   * @param env of the component
   */
  public ChildLauncher(Env env) {
    this.env = env;
    settleSignal = env.entrypoint().receive(this::settle);
    sessionSignal = env.entrypoint().receive(this::lookAtSessions);
    env.sessionHandler(sessionSignal);
  }

  Env env() {
    return env;
  }

  long newId() {
    return nextId++;
  }

  /**
   * Starts a child. When it cannot be started, nothing of it stays.
   *
   * @param rom with its program; it is opened once and stays open
   * @throws ServiceDeniedException if there is no ROM of this name
   * @throws OutOfRamException if the own account has less RAM than the child should get, or that is
   *     too little for its program
   * @throws OutOfCapabilitiesException likewise
   * @throws IllegalArgumentException if the ROM holds no program
   */
  public Child start(String rom, ChildSettings settings, ChildPolicy policy)
      throws ServiceDeniedException, OutOfRamException, OutOfCapabilitiesException {
    ChildBinary binary = binaries.get(rom);
    if (binary == null) {
      binary = ChildBinary.open(env, rom);
      binaries.put(rom, binary);
    }
    return start(binary, settings, policy);
  }

  /**
   * Starts a child, like {@link #start(String, ChildSettings, ChildPolicy)}.
   *
   * @param binary its program; it stays the caller's
   */
  public Child start(ChildBinary binary, ChildSettings settings, ChildPolicy policy)
      throws ServiceDeniedException, OutOfRamException, OutOfCapabilitiesException {
    Child child = new Child(this, settings, policy);
    child.run(ChildProcess.start(env, binary, settings, child.parent(), settleSignal));
    children.add(child);
    return child;
  }

  /** Returns the children that are not closed, in the order of their starts. */
  public List<Child> children() {
    return List.copyOf(children);
  }

  void forget(Child child) {
    children.remove(child);
  }

  void settleLater() {
    Signal.submit(settleSignal);
  }

  private void settle() {
    for (Child child : children()) {
      child.settle();
    }
  }

  private void lookAtSessions() {
    for (Child child : children()) {
      child.parent().lookAtForwarded();
    }
  }

  /** Kills all children, and gives back everything. */
  @Override
  public void close() {
    children().forEach(Child::close);
    binaries.values().forEach(ChildBinary::close);
    binaries.clear();
    env.sessionHandler(Capability.invalid());
    env.entrypoint().dissolve(sessionSignal);
    env.entrypoint().dissolve(settleSignal);
  }
}
