package org.demitasse.base;

import org.demitasse.base.rpc.Entrypoint;
import org.demitasse.base.rpc.Signal;
import org.demitasse.base.session.OutOfCapabilitiesException;
import org.demitasse.base.session.OutOfRamException;
import org.demitasse.base.session.Parent;
import org.demitasse.base.session.PdSession;
import org.demitasse.base.session.RegionMap;
import org.demitasse.base.session.ServiceDeniedException;

/**
 * What a component has from the start: its name, the log, an account of memory, and the way out.
 * There is nothing ambient beside it. An interface, so that a component can be tested on a plain
 * JVM with an environment made by the test.
 */
public interface Env {
  /** Returns the name that the parent gave this component; the log shows it before each line. */
  String label();

  /**
   * Writes a line to the log. The text may hold several lines; a line end is added. Characters are
   * encoded in UTF-8; an unpaired surrogate becomes {@code ?}, as in {@code System.out}.
   */
  void log(String text);

  /**
   * Ends the component at once with the exit code. Other threads of it do not go on, no {@code
   * finally} block runs.
   */
  void exit(int code);

  /**
   * Returns how many bytes the heap may hold at most, headers of objects included: {@code
   * heap-limit} of the system description. Beyond it, allocations throw {@link OutOfMemoryError}.
   */
  long heapLimit();

  /**
   * Returns how many bytes can still be allocated, as far as the collector knows now: objects that
   * are garbage but not yet collected count as used.
   */
  long freeMemory();

  // ---- what a component needs that talks to others; a test's environment may leave it out

  /** Returns whom the component may ask. */
  default Parent parent() {
    throw missing();
  }

  /** Returns the own protection domain: memory, kernel objects, and the accounts of both. */
  default PdSession domain() {
    throw missing();
  }

  /** Returns the own address space. */
  default RegionMap addressSpace() {
    throw missing();
  }

  /** Returns where calls and signals reach the component, once {@code construct} has returned. */
  default Entrypoint entrypoint() {
    throw missing();
  }

  /**
   * Opens a session at a service, and waits until it is there.
   *
   * @param service its name, such as {@code TimerSessionClient.SERVICE}
   * @param label what the server is to know the session by; may be empty
   * @param arguments {@code name=value} pairs divided by commas; may be empty
   * @return to be put into a client, such as {@code new TimerSessionClient(...)}
   */
  default <T> Capability<T> session(String service, String label, String arguments)
      throws ServiceDeniedException, OutOfRamException, OutOfCapabilitiesException {
    throw missing();
  }

  /**
   * Opens a session that takes quota of the component's own account along.
   *
   * @param ram bytes
   */
  default <T> Capability<T> session(
      String service, String label, String arguments, long ram, int capabilities)
      throws ServiceDeniedException, OutOfRamException, OutOfCapabilitiesException {
    throw missing();
  }

  /** Closes a session; what it took along comes back when the server has let go of it. */
  default void close(Capability<?> session) {
    throw missing();
  }

  /** Provides a service: announces it, and answers its requests from now on. */
  default void provide(String service, SessionFactory factory) {
    throw missing();
  }

  /**
   * Returns the content of a ROM.
   *
   * @throws ServiceDeniedException if there is none of this name
   */
  default byte[] rom(String name) throws ServiceDeniedException {
    throw missing();
  }

  /** Returns the component's configuration, an XML text; {@code <config/>} if it has none. */
  default String config() {
    throw missing();
  }

  /**
   * Sets what is done when the configuration has changed; {@link #config} returns the new one then.
   */
  default void configHandler(Runnable handler) {
    throw missing();
  }

  /**
   * Sets who is told that the parent has decided about a session, or that the server of one is
   * gone: for components that ask {@link Parent#session} themselves, in place of others. The
   * environment needs the parent's own signal for the sessions that it opens itself.
   *
   * @param handler invalid for nobody
   */
  default void sessionHandler(Capability<Signal> handler) {
    throw missing();
  }

  private static UnsupportedOperationException missing() {
    return new UnsupportedOperationException("this environment does not have it");
  }
}
