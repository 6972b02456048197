package org.demitasse.init.route;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.demitasse.init.config.Configuration;
import org.demitasse.init.config.ConfigurationReader;
import org.demitasse.init.config.OfferedService;
import org.demitasse.init.config.ReadConfiguration;
import org.demitasse.init.config.RouteRule;
import org.demitasse.init.config.RouteTarget;
import org.demitasse.init.config.Start;
import org.demitasse.xml.Diagnostic;
import org.demitasse.xml.Diagnostics;
import org.demitasse.xml.Size;
import org.demitasse.xml.SourceLocation;
import org.demitasse.xml.Suggestion;
import org.demitasse.xml.XmlElement;

/**
 * Finds what cannot work in a configuration although each part of it is well-formed: programs that
 * are not there, routes that lead nowhere or in a circle, a choice where one server is meant, more
 * RAM or capabilities than there are. Children that run init themselves are checked with what their
 * parent routes and gives to them.
 */
public final class ConfigurationCheck {
  /** The program whose configuration is one of init. */
  public static final String INIT = "init";

  private final Diagnostics diagnostics = new Diagnostics();
  private final Optional<? extends Collection<String>> modules;

  private ConfigurationCheck(Optional<? extends Collection<String>> modules) {
    this.modules = modules;
  }

  /**
   * Checks a configuration and those inside of it.
   *
   * @param config the element {@code <config>} of the outermost init
   * @param modules names of the ROM modules, if they are known
   * @param ram bytes that init has, if that is known
   * @param caps capabilities that init has, if that is known
   * @return all mistakes, those of reading included, in the order of their places
   */
  public static List<Diagnostic> check(
      XmlElement config,
      Optional<? extends Collection<String>> modules,
      OptionalLong ram,
      OptionalLong caps) {
    ConfigurationCheck check = new ConfigurationCheck(modules);
    check.tree(config, ram, caps);
    return check.diagnostics.list();
  }

  private void tree(XmlElement config, OptionalLong ram, OptionalLong caps) {
    ReadConfiguration read = ConfigurationReader.read(config);
    for (Diagnostic each : read.mistakes()) {
      diagnostics.report(each.location(), each.element(), each.message());
    }
    Configuration configuration = read.configuration();
    Router router = new Router(configuration);
    binaries(configuration);
    quotas(configuration, ram, caps);
    aliases(configuration, router);
    routes(configuration, router);
    offered(configuration, router);
    cycles(configuration);
    for (Start each : configuration.children()) {
      if (each.binary().equals(INIT) && each.config().isPresent()) {
        stateReport(each, each.config().get(), router);
        tree(each.config().get(), OptionalLong.of(each.ram()), OptionalLong.of(each.caps()));
      }
    }
  }

  /** Reports an init whose {@code <report>} its parent has no server for. */
  private void stateReport(Start child, XmlElement config, Router router) {
    for (XmlElement part : config.children()) {
      if (part.name().equals("report")
          && router.route(child.name(), Configuration.REPORT_SERVICE, Configuration.REPORT_LABEL)
              instanceof Route.Denied denied) {
        report(part.location(), "report", "the state report goes nowhere: " + denied.reason());
      }
    }
  }

  private void binaries(Configuration configuration) {
    for (Start each : configuration.children()) {
      if (modules.isPresent() && !modules.get().contains(each.binary())) {
        report(
            each.location(),
            "start",
            "child \""
                + each.name()
                + "\" has the program \""
                + each.binary()
                + "\", which is not among the modules; expected one of: "
                + String.join(", ", modules.get())
                + Suggestion.hint(each.binary(), modules.get()));
      }
    }
  }

  private void quotas(Configuration configuration, OptionalLong ram, OptionalLong caps) {
    long ramLeft = ram.orElse(Long.MAX_VALUE);
    long capsLeft = caps.orElse(Long.MAX_VALUE);
    for (Start each : configuration.children()) {
      if (each.ram() > ramLeft) {
        report(
            each.location(),
            "start",
            "child \""
                + each.name()
                + "\" wants "
                + Size.format(each.ram())
                + " of RAM; its parent has "
                + Size.format(ram.orElse(0))
                + ", of which "
                + Size.format(ramLeft)
                + " is left");
      }
      if (each.caps() > capsLeft) {
        report(
            each.location(),
            "start",
            "child \""
                + each.name()
                + "\" wants "
                + each.caps()
                + " capabilities; its parent has "
                + caps.orElse(0)
                + ", of which "
                + capsLeft
                + " are left");
      }
      ramLeft = Math.max(0, ramLeft - each.ram());
      capsLeft = Math.max(0, capsLeft - each.caps());
    }
  }

  private void aliases(Configuration configuration, Router router) {
    List<String> names = new ArrayList<>();
    for (Start each : configuration.children()) {
      names.add(each.name());
    }
    for (Configuration.Alias each : configuration.aliases()) {
      if (names.contains(each.name())) {
        report(each.location(), "alias", "name=\"" + each.name() + "\" is the name of a child");
      }
      if (isAbsent(configuration, each.child())) {
        report(each.location(), "alias", noChild(each.child(), router));
      }
    }
  }

  private void routes(Configuration configuration, Router router) {
    for (RouteRule each : configuration.defaultRoute()) {
      rule(configuration, router, each, "");
    }
    for (Start child : configuration.children()) {
      for (RouteRule each : child.route().orElse(List.of())) {
        rule(configuration, router, each, child.name());
      }
    }
  }

  /**
   * Checks the targets of a rule.
   *
   * @param client who has it, or an empty text for the default route
   */
  private void rule(Configuration configuration, Router router, RouteRule rule, String client) {
    for (RouteTarget target : rule.targets()) {
      switch (target) {
        case RouteTarget.Child child -> target(configuration, router, rule, child);
        case RouteTarget.AnyChild any -> {
          for (String service : rule.service().map(List::of).orElse(provided(configuration))) {
            List<String> servers = router.providers(service, client);
            if (servers.size() > 1 && isOpen(configuration, rule, service)) {
              report(
                  any.location(),
                  "any-child",
                  "more than one child provides \""
                      + service
                      + "\": "
                      + Router.list(servers)
                      + "; expected <child name=\"...\"/>");
            }
          }
        }
        case RouteTarget.Init own -> {
          // The reader has seen to it that the rule is about the one service.
        }
        case RouteTarget.Parent parent -> {
          if (rule.service().isPresent()
              && rule.targets().size() == 1
              && !configuration.parentServices().contains(rule.service().get())) {
            report(
                parent.location(),
                "parent",
                "the parent does not provide \""
                    + rule.service().get()
                    + "\"; expected it in <parent-provides>"
                    + Suggestion.hint(rule.service().get(), configuration.parentServices()));
          }
        }
      }
    }
  }

  private void target(
      Configuration configuration, Router router, RouteRule rule, RouteTarget.Child target) {
    Optional<Start> server = configuration.child(target.name());
    if (server.isEmpty()) {
      if (isAbsent(configuration, target.name())) {
        report(target.location(), "child", noChild(target.name(), router));
      }
    } else if (rule.service().isPresent()
        && !server.get().provides().contains(rule.service().get())) {
      report(target.location(), "child", notProvided(server.get(), rule.service().get()));
    }
  }

  private void offered(Configuration configuration, Router router) {
    for (OfferedService service : configuration.offered()) {
      List<RouteTarget.Child> targets = new ArrayList<>();
      for (OfferedService.Policy each : service.policies()) {
        targets.add(each.child());
      }
      service.otherwise().ifPresent(targets::add);
      for (RouteTarget.Child each : targets) {
        Optional<Start> server = configuration.child(each.name());
        if (server.isPresent() && !server.get().provides().contains(service.name())) {
          report(each.location(), "child", notProvided(server.get(), service.name()));
        } else if (isAbsent(configuration, each.name())) {
          report(each.location(), "child", noChild(each.name(), router));
        }
      }
    }
  }

  /** Whether a child is nowhere, not even among those with mistakes, or behind an alias of one. */
  private static boolean isAbsent(Configuration configuration, String name) {
    String wanted = name;
    for (Configuration.Alias each : configuration.aliases()) {
      if (each.name().equals(name)) {
        wanted = each.child();
      }
    }
    return configuration.child(name).isEmpty() && !configuration.disabled().contains(wanted);
  }

  /**
   * Whether nothing else decides between the providers of a service: the rule names it, or neither
   * an earlier target of the rule nor any rule of the configuration chooses one.
   */
  private static boolean isOpen(Configuration configuration, RouteRule rule, String service) {
    if (rule.targets().get(0) instanceof RouteTarget.Parent
        && configuration.parentServices().contains(service)) {
      return false;
    }
    if (rule.service().isPresent()) {
      return true;
    }
    List<RouteRule> all = new ArrayList<>(configuration.defaultRoute());
    for (Start each : configuration.children()) {
      all.addAll(each.route().orElse(List.of()));
    }
    for (RouteRule each : all) {
      if (!each.targets().isEmpty()
          && each.service().isPresent()
          && each.service().get().equals(service)
          && each.targets().get(0) instanceof RouteTarget.Child) {
        return false;
      }
    }
    return true;
  }

  private static List<String> provided(Configuration configuration) {
    List<String> services = new ArrayList<>();
    for (Start child : configuration.children()) {
      for (String each : child.provides()) {
        if (!services.contains(each)) {
          services.add(each);
        }
      }
    }
    return services;
  }

  /** Follows the routes for named services from child to child. */
  private void cycles(Configuration configuration) {
    List<String> done = new ArrayList<>();
    for (Start each : configuration.children()) {
      follow(configuration, each, new ArrayList<>(), done);
    }
  }

  private void follow(
      Configuration configuration, Start child, List<String> path, List<String> done) {
    if (done.contains(child.name())) {
      return;
    }
    path.add(child.name());
    for (RouteRule rule : configuration.routes(child)) {
      if (rule.service().isEmpty() || rule.targets().isEmpty()) {
        continue;
      }
      if (rule.targets().get(0) instanceof RouteTarget.Child target) {
        Optional<Start> server = configuration.child(target.name());
        if (server.isEmpty()
            || !server.get().provides().contains(rule.service().get())
            || (child.route().isEmpty() && server.get().name().equals(child.name()))) {
          continue;
        }
        int start = path.indexOf(server.get().name());
        if (start >= 0) {
          List<String> circle = new ArrayList<>(path.subList(start, path.size()));
          circle.add(server.get().name());
          report(
              target.location(),
              "child",
              "the services depend on each other in a circle: "
                  + String.join(", ", circle)
                  + "; expected a child that needs none of those behind it");
        } else {
          follow(configuration, server.get(), path, done);
        }
      }
    }
    path.remove(path.size() - 1);
    done.add(child.name());
  }

  private static String noChild(String name, Router router) {
    return "there is no child \"" + name + "\"; expected the name of a <start>" + router.hint(name);
  }

  private static String notProvided(Start server, String service) {
    return "child \""
        + server.name()
        + "\" does not provide \""
        + service
        + "\"; expected <service name=\""
        + service
        + "\"/> in its <provides>"
        + Suggestion.hint(service, server.provides());
  }

  private void report(SourceLocation location, String element, String message) {
    diagnostics.report(location, element, message);
  }
}
