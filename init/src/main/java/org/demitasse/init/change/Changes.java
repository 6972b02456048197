package org.demitasse.init.change;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.demitasse.init.config.Configuration;
import org.demitasse.init.config.Start;
import org.demitasse.init.route.Route;
import org.demitasse.init.route.Router;
import org.demitasse.xml.XmlElement;

/**
 * What init has to do to come from one configuration to the next without touching the rest.
 *
 * <p>A child is restarted if its program, its version, its priority or its processor has changed,
 * or if one of its open sessions would now go elsewhere. Heartbeat, exit and restart rules hold
 * from the next event on and need no action.
 *
 * @param destroy names of children that are gone, the one that was started last first
 * @param start new children, in the order of the new configuration
 * @param restart children to be destroyed and started anew, in the order of the new configuration
 * @param update children that go on and find another content in their ROM {@code config}
 * @param quotas children that go on and have another quota
 */
public record Changes(
    List<String> destroy,
    List<Start> start,
    List<Restart> restart,
    List<Start> update,
    List<QuotaChange> quotas) {

  /** Takes copies of the lists. */
  public Changes {
    destroy = List.copyOf(destroy);
    start = List.copyOf(start);
    restart = List.copyOf(restart);
    update = List.copyOf(update);
    quotas = List.copyOf(quotas);
  }

  /**
   * A child that cannot go on as it is.
   *
   * @param reason for the log
   */
  public record Restart(Start child, String reason) {}

  /**
   * Quota that moves between init and a child that goes on.
   *
   * @param ram bytes that the child gets, or gives back if negative
   * @param caps capabilities that it gets or gives back
   */
  public record QuotaChange(String child, long ram, int caps) {}

  /** A session that a child has, with what it asked for and where it went. */
  public record OpenSession(String client, String service, String label, Route route) {}

  /** Compares two configurations. */
  public static Changes between(
      Configuration before, Configuration after, List<OpenSession> sessions) {
    List<String> destroy = new ArrayList<>();
    for (Start each : before.children()) {
      if (find(after, each.name()).isEmpty()) {
        destroy.add(each.name());
      }
    }
    Collections.reverse(destroy);
    List<Start> start = new ArrayList<>();
    List<Restart> restart = new ArrayList<>();
    List<Start> update = new ArrayList<>();
    List<QuotaChange> quotas = new ArrayList<>();
    Router router = new Router(after);
    for (Start each : after.children()) {
      Optional<Start> former = find(before, each.name());
      if (former.isEmpty()) {
        start.add(each);
        continue;
      }
      String reason = reasonToRestart(former.get(), each);
      if (reason.isEmpty()) {
        reason = changedRoute(each, router, sessions);
      }
      if (!reason.isEmpty()) {
        restart.add(new Restart(each, reason));
        continue;
      }
      if (!sameConfig(former.get().config(), each.config())) {
        update.add(each);
      }
      long ram = each.ram() - former.get().ram();
      int caps = each.caps() - former.get().caps();
      if (ram != 0 || caps != 0) {
        quotas.add(new QuotaChange(each.name(), ram, caps));
      }
    }
    return new Changes(destroy, start, restart, update, quotas);
  }

  private static Optional<Start> find(Configuration configuration, String name) {
    for (Start each : configuration.children()) {
      if (each.name().equals(name)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  private static String reasonToRestart(Start before, Start after) {
    if (!before.binary().equals(after.binary())) {
      return "binary changed from \"" + before.binary() + "\" to \"" + after.binary() + "\"";
    }
    if (!before.version().equals(after.version())) {
      return "version changed from \"" + before.version() + "\" to \"" + after.version() + "\"";
    }
    if (before.priority() != after.priority()) {
      return "priority changed from " + before.priority() + " to " + after.priority();
    }
    if (before.processor() != after.processor()) {
      return "processor changed from " + before.processor() + " to " + after.processor();
    }
    return "";
  }

  private static String changedRoute(Start child, Router router, List<OpenSession> sessions) {
    for (OpenSession each : sessions) {
      if (each.client().equals(child.name())) {
        Route now = router.route(each.client(), each.service(), each.label());
        if (now instanceof Route.Denied denied) {
          return denied.reason();
        }
        if (!now.equals(each.route())) {
          return "route of \"" + each.service() + "\" changed";
        }
      }
    }
    return "";
  }

  private static boolean sameConfig(Optional<XmlElement> before, Optional<XmlElement> after) {
    return (before.isPresent() && after.isPresent())
        ? before.get().hasSameContentAs(after.get())
        : (before.isEmpty() && after.isEmpty());
  }
}
