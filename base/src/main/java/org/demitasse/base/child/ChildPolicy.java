package org.demitasse.base.child;

/**
 * What a parent decides about a child, and what it is told of it. All methods run on the parent's
 * entrypoint, one after the other, when its {@code construct} has returned.
 */
public interface ChildPolicy {
  /**
   * Decides who answers a request for a session. Must not close the child.
   *
   * @param service such as {@code Timer}
   * @param label what the child wants of it, such as the name of a ROM; may be empty
   */
  default SessionRoute route(String service, String label) {
    return SessionRoute.toParent();
  }

  /**
   * Told that the child has ended by itself. It is closed already: all that it had is back, and it
   * may be started again at once.
   */
  default void exited(Child child, int code) {}

  /** Told that the child has met a fault that nobody handles, which ends it like an exit. */
  default void faulted(Child child) {}

  /**
   * Told that the child asks for more quota; {@link Child#give} gives it some.
   *
   * @param ram bytes
   */
  default void resourcesWanted(Child child, long ram, int capabilities) {}
}
