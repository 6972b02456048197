package org.demitasse.init.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.demitasse.init.config.Configuration;
import org.demitasse.init.config.Labels;
import org.demitasse.init.config.RouteRule;
import org.demitasse.init.config.RouteTarget;
import org.demitasse.init.config.Start;
import org.demitasse.xml.ElementReader;
import org.demitasse.xml.Suggestion;

/**
 * Finds the server of a session: the rules of the child are tried in order, and of a rule that
 * matches the targets in order. The first target that has the service gets the session. A rule for
 * a named service is the last word on it; one for any service lets the next rule try. A route is a
 * white list: what no rule allows is denied.
 */
public final class Router {
  private final Configuration configuration;

  public Router(Configuration configuration) {
    this.configuration = configuration;
  }

  /**
   * Returns where a session goes.
   *
   * @param client name of the child that asks
   * @param label what the child has put into its request
   */
  public Route route(String client, String service, String label) {
    Optional<Start> child = configuration.child(client);
    if (child.isEmpty()) {
      return new Route.Denied("there is no child \"" + client + "\"");
    }
    String scoped = Labels.scoped(client, label);
    List<String> tried = new ArrayList<>();
    for (RouteRule rule : configuration.routes(child.get())) {
      if (!rule.matches(client, service, label)) {
        continue;
      }
      for (RouteTarget target : rule.targets()) {
        String seen = target.label().orElse(scoped);
        switch (target) {
          case RouteTarget.Parent parent -> {
            if (configuration.parentServices().contains(service)) {
              return new Route.ToParent(seen);
            }
            tried.add(withoutService("the parent", configuration.parentServices()));
          }
          case RouteTarget.Child named -> {
            Optional<Start> server = configuration.child(named.name());
            if (server.isPresent() && server.get().provides().contains(service)) {
              return new Route.ToChild(server.get().name(), seen);
            }
            tried.add(
                server.isPresent()
                    ? withoutService(quoted(named.name()), server.get().provides())
                    : "there is no child " + quoted(named.name()) + hint(named.name()));
          }
          case RouteTarget.Init own -> {
            if (service.equals(Configuration.INIT_SERVICE)) {
              return new Route.ToInit();
            }
            tried.add(withoutService("init itself", List.of(Configuration.INIT_SERVICE)));
          }
          case RouteTarget.AnyChild any -> {
            List<String> servers = providers(service, client);
            if (servers.size() == 1) {
              return new Route.ToChild(servers.get(0), seen);
            }
            if (servers.size() > 1) {
              return new Route.Denied(
                  request(client, service, label)
                      + ": more than one child provides it, "
                      + list(servers)
                      + "; expected a route with <child name=\"...\"/>");
            }
            tried.add("no child provides it");
          }
        }
      }
      if (rule.service().isPresent()) {
        break;
      }
    }
    return new Route.Denied(
        request(client, service, label)
            + ": "
            + (tried.isEmpty() ? allowed(configuration.routes(child.get())) : joined(tried)));
  }

  /** Returns whether the rule for a session is one that was written for its label. */
  public boolean isChosenByLabel(String client, String service, String label) {
    Optional<Start> child = configuration.child(client);
    if (child.isPresent()) {
      for (RouteRule rule : configuration.routes(child.get())) {
        if (rule.matches(client, service, label)) {
          return !rule.labels().isEmpty();
        }
      }
    }
    return false;
  }

  /** Returns the names of the children that provide a service, but for the client itself. */
  List<String> providers(String service, String client) {
    List<String> names = new ArrayList<>();
    for (Start each : configuration.children()) {
      if (each.provides().contains(service) && !each.name().equals(client)) {
        names.add(each.name());
      }
    }
    return names;
  }

  /** Returns {@code ; did you mean "x"?} for a name that no child has. */
  String hint(String name) {
    List<String> names = new ArrayList<>();
    for (Start each : configuration.children()) {
      names.add(each.name());
    }
    return Suggestion.hint(name, names);
  }

  private static String request(String client, String service, String label) {
    return "no " + quoted(service) + " for " + quoted(Labels.scoped(client, label));
  }

  private static String withoutService(String server, List<String> services) {
    return server
        + " provides "
        + (services.isEmpty() ? "nothing" : "only " + ElementReader.list(services));
  }

  private static String allowed(List<RouteRule> rules) {
    List<String> services = new ArrayList<>();
    for (RouteRule each : rules) {
      String name = each.service().orElse("any service");
      for (var condition : each.labels()) {
        name += " with " + condition;
      }
      services.add(name);
    }
    return services.isEmpty()
        ? "it has no route at all"
        : "no rule matches, its route has " + joined(services);
  }

  static String list(List<String> names) {
    List<String> quoted = new ArrayList<>();
    for (String each : names) {
      quoted.add(quoted(each));
    }
    return joined(quoted);
  }

  private static String joined(List<String> parts) {
    return String.join(", ", parts);
  }

  private static String quoted(String name) {
    return "\"" + name + "\"";
  }
}
