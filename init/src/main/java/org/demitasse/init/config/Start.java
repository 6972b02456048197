package org.demitasse.init.config;

import java.util.List;
import java.util.Optional;
import org.demitasse.xml.SourceLocation;
import org.demitasse.xml.XmlElement;

/**
 * A child of init.
 *
 * @param name unique among its siblings, the first part of its label
 * @param binary name of the ROM module with its program
 * @param version restarts the child when it changes
 * @param ram bytes
 * @param caps number of capabilities
 * @param priority 0 for the highest of init's, or below
 * @param restartAfterSkipped how many heartbeats may be missed, 0 for any number
 * @param propagateExit whether init ends when the child does
 * @param restart whether it is started again after a failure
 * @param processor number of the processor
 * @param provides names of its services
 * @param route rules of its own, which replace the default
 * @param config what it finds in its ROM {@code config}
 */
public record Start(
    SourceLocation location,
    String name,
    String binary,
    String version,
    long ram,
    int caps,
    int priority,
    int restartAfterSkipped,
    boolean propagateExit,
    Optional<Restart> restart,
    int processor,
    List<String> provides,
    Optional<List<RouteRule>> route,
    Optional<XmlElement> config) {

  /** Takes copies of the lists. */
  public Start {
    provides = List.copyOf(provides);
    route = route.isPresent() ? Optional.of(List.copyOf(route.get())) : route;
  }

  /**
   * What happens after a failure.
   *
   * @param delayMilliseconds before the first restart; each further one waits twice as long
   * @param maximum number of restarts, 0 for any number
   */
  public record Restart(int delayMilliseconds, int maximum) {}
}
