package org.demitasse.init.config;

import java.util.List;
import java.util.Optional;
import org.demitasse.xml.SourceLocation;

/**
 * A service that init offers to its parent on behalf of its children.
 *
 * @param otherwise who serves labels that no policy is for
 */
public record OfferedService(
    SourceLocation location,
    String name,
    List<Policy> policies,
    Optional<RouteTarget.Child> otherwise) {

  /** Takes a copy of the list. */
  public OfferedService {
    policies = List.copyOf(policies);
  }

  /**
   * Who serves which labels.
   *
   * @param condition on the whole label: the label itself, its start or its end
   */
  public record Policy(
      SourceLocation location, LabelCondition condition, RouteTarget.Child child) {}

  /**
   * Returns who serves a client: an exact label is stronger than a prefix, a long prefix than a
   * short one, any prefix than a suffix, and a long suffix than a short one.
   */
  public Optional<RouteTarget.Child> serve(String label) {
    Optional<Policy> best = Optional.empty();
    for (Policy each : policies) {
      if (each.condition().holds("", label)
          && (best.isEmpty() || strength(each.condition()) > strength(best.get().condition()))) {
        best = Optional.of(each);
      }
    }
    return best.isPresent() ? Optional.of(best.get().child()) : otherwise;
  }

  private static int strength(LabelCondition condition) {
    int length = condition.text().length();
    return switch (condition.kind()) {
      case LABEL -> 2 << 24;
      case PREFIX -> (1 << 24) + length;
      default -> length;
    };
  }
}
