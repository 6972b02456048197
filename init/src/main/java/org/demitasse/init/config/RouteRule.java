package org.demitasse.init.config;

import java.util.List;
import java.util.Optional;
import org.demitasse.xml.SourceLocation;

/**
 * One line of a route: for sessions that match, the targets in the order in which they are tried.
 *
 * @param service name of the service, or nothing for any
 * @param labels conditions on the label, all of which have to hold
 */
public record RouteRule(
    SourceLocation location,
    Optional<String> service,
    List<LabelCondition> labels,
    List<RouteTarget> targets) {

  /** Takes copies of the lists. */
  public RouteRule {
    labels = List.copyOf(labels);
    targets = List.copyOf(targets);
  }

  /**
   * Whether the rule is about a session.
   *
   * @param client name of the child that asks
   * @param label what the child has put into its request
   */
  public boolean matches(String client, String serviceName, String label) {
    if (service.isPresent() && !service.get().equals(serviceName)) {
      return false;
    }
    for (LabelCondition each : labels) {
      if (!each.holds(client, label)) {
        return false;
      }
    }
    return true;
  }
}
