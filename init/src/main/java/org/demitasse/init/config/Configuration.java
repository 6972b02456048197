package org.demitasse.init.config;

import java.util.List;
import java.util.Optional;
import org.demitasse.xml.SourceLocation;

/**
 * What init has to start and how sessions find their servers.
 *
 * @param priorityLevels how many priorities the children share, from 1
 * @param verbose whether init logs what it does
 * @param parentServices names of the services that the parent offers
 * @param defaultRoute rules for children that have no route of their own
 * @param preserved what init keeps for itself
 * @param children those that are sound, in the order of the file
 * @param disabled names of the children that are not started because their description is wrong
 */
public record Configuration(
    SourceLocation location,
    int priorityLevels,
    boolean verbose,
    List<String> parentServices,
    List<RouteRule> defaultRoute,
    List<Alias> aliases,
    Optional<ReportSettings> report,
    Optional<HeartbeatRate> heartbeat,
    List<OfferedService> offered,
    Preserved preserved,
    List<Start> children,
    List<String> disabled) {

  /** The service that init itself provides to its children. */
  public static final String INIT_SERVICE = "Init";

  /** The service of its parent that an init delivers its state report to. */
  public static final String REPORT_SERVICE = "Report";

  /** What an init calls its state report. */
  public static final String REPORT_LABEL = "state";

  /** Takes copies of the lists. */
  public Configuration {
    parentServices = List.copyOf(parentServices);
    defaultRoute = List.copyOf(defaultRoute);
    aliases = List.copyOf(aliases);
    offered = List.copyOf(offered);
    children = List.copyOf(children);
    disabled = List.copyOf(disabled);
  }

  /** Another name for a child, to be used in routes. */
  public record Alias(SourceLocation location, String name, String child) {}

  /** Quota that no child gets: bytes of RAM, and capabilities. */
  public record Preserved(long ram, long caps) {}

  /** How often the children have to show that they live. */
  public record HeartbeatRate(int milliseconds) {}

  /**
   * What the state report tells, beside the names of the children.
   *
   * @param delayMilliseconds how long changes are gathered before they are reported
   * @param buffer bytes that the report has room for at first
   */
  public record ReportSettings(
      boolean ids,
      boolean requested,
      boolean provided,
      boolean childRam,
      boolean childCaps,
      boolean initRam,
      boolean initCaps,
      int delayMilliseconds,
      long buffer) {
    /** Reports nothing but names and states. */
    public static final ReportSettings SMALLEST =
        new ReportSettings(false, false, false, false, false, false, false, 100, 4096);
  }

  /** Returns the child of this name, or of this alias. */
  public Optional<Start> child(String name) {
    String wanted = name;
    for (Alias each : aliases) {
      if (each.name().equals(name)) {
        wanted = each.child();
      }
    }
    for (Start each : children) {
      if (each.name().equals(wanted)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /** Returns the rules that hold for a child. */
  public List<RouteRule> routes(Start child) {
    return child.route().orElse(defaultRoute);
  }
}
