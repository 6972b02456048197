package org.demitasse.init.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.demitasse.init.config.Configuration.Alias;
import org.demitasse.init.config.Configuration.HeartbeatRate;
import org.demitasse.init.config.Configuration.Preserved;
import org.demitasse.init.config.Configuration.ReportSettings;
import org.demitasse.xml.Diagnostic;
import org.demitasse.xml.Diagnostics;
import org.demitasse.xml.ElementReader;
import org.demitasse.xml.XmlElement;

/**
 * Reads a configuration. A mistake is reported and never stops the reading: inside of a {@code
 * <start>} it disables this child, elsewhere the element that is wrong, so that init can run the
 * rest of the tree.
 */
public final class ConfigurationReader {
  /**
   * Capabilities for each MiB of RAM, and at least, of a child for which neither itself nor {@code
   * <default>} states a number: a child that starts children gets enough for them, too.
   */
  public static final int CAPS_PER_MIB = 100;

  private static final int MOST_CAPS = 1_000_000;
  private static final int LONGEST_TIME = 3_600_000;
  private static final int LONGEST_NAME = 64;
  private static final int LARGEST_BUFFER = 1 << 20;

  private final Diagnostics mistakes = new Diagnostics();
  private int priorityLevels = 1;
  private Quotas defaults = new Quotas(0, 0);

  private ConfigurationReader() {}

  private record Quotas(long ram, int caps) {}

  /** Reads the element {@code <config>} of a document. */
  public static ReadConfiguration read(XmlElement config) {
    return new ConfigurationReader().configuration(config);
  }

  private ReadConfiguration configuration(XmlElement config) {
    ElementReader root = new ElementReader(config, mistakes);
    root.allowAttributes("prio_levels", "verbose", "ld_verbose")
        .allowChildren(
            "parent-provides",
            "default-route",
            "default",
            "alias",
            "report",
            "heartbeat",
            "service",
            "resource",
            "affinity-space",
            "start");
    priorityLevels = root.number("prio_levels", 1, 1, 128);
    boolean verbose = yes(root, "verbose", false);
    yes(root, "ld_verbose", false);
    List<String> parentServices = new ArrayList<>();
    for (ElementReader each : root.children("parent-provides")) {
      each.allowAttributes();
      parentServices.addAll(services(each));
    }
    Optional<ElementReader> defaultQuotas = root.child("default");
    if (defaultQuotas.isPresent()) {
      defaultQuotas.get().allowAttributes("ram", "caps").allowChildren();
      defaults = quotas(defaultQuotas.get());
    }
    long preservedRam = 0;
    long preservedCaps = 0;
    for (ElementReader each : root.children("resource")) {
      each.allowAttributes("name", "preserve").allowChildren();
      if (each.choice("name", "RAM", "RAM", "CAP").equals("RAM")) {
        preservedRam = each.size("preserve").orElse(preservedRam);
      } else {
        preservedCaps = each.size("preserve").orElse(preservedCaps);
      }
    }
    // The grid of processors follows from the machine.
    for (ElementReader each : root.children("affinity-space")) {
      each.allowAttributes("width", "height").allowChildren();
      each.number("width", 1, 1, 64);
      each.number("height", 1, 1, 64);
    }
    Optional<ElementReader> defaultRoute = root.child("default-route");
    List<RouteRule> rules = defaultRoute.isPresent() ? rules(defaultRoute.get()) : List.of();
    List<Alias> aliases = new ArrayList<>();
    for (ElementReader each : root.children("alias")) {
      each.allowAttributes("name", "child").allowChildren();
      Optional<String> name = each.requiredText("name", "name=\"...\" with the other name");
      Optional<String> child = each.requiredText("child", "child=\"...\" with the name of a child");
      if (name.isPresent() && child.isPresent()) {
        aliases.add(new Alias(each.location(), name.get(), child.get()));
      }
    }
    Optional<ElementReader> report = root.child("report");
    Optional<ElementReader> heartbeat = root.child("heartbeat");
    List<OfferedService> offered = new ArrayList<>();
    for (ElementReader each : root.children("service")) {
      offered(each, offered);
    }
    List<Start> children = new ArrayList<>();
    List<String> disabled = new ArrayList<>();
    for (XmlElement each : config.children()) {
      if (each.name().equals("start")) {
        start(each, children, disabled);
      }
    }
    return new ReadConfiguration(
        new Configuration(
            root.location(),
            priorityLevels,
            verbose,
            parentServices,
            rules,
            aliases,
            report.isPresent() ? Optional.of(report(report.get())) : Optional.empty(),
            heartbeat.isPresent() ? Optional.of(heartbeat(heartbeat.get())) : Optional.empty(),
            offered,
            new Preserved(preservedRam, preservedCaps),
            children,
            disabled),
        mistakes.list());
  }

  private void start(XmlElement element, List<Start> children, List<String> disabled) {
    Diagnostics ofThisChild = new Diagnostics();
    Start start = start(new ElementReader(element, ofThisChild));
    for (Start each : children) {
      if (each.name().equals(start.name())) {
        ofThisChild.report(
            element.location(),
            "start",
            "a second child \""
                + start.name()
                + "\"; expected a name of its own, line "
                + each.location().line()
                + " has this one");
      }
    }
    if (ofThisChild.isEmpty()) {
      children.add(start);
      return;
    }
    disabled.add(start.name());
    for (Diagnostic each : ofThisChild.list()) {
      mistakes.report(each.location(), each.element(), each.message());
    }
  }

  private Start start(ElementReader element) {
    element
        .allowAttributes("name", "caps", "ram", "priority", "version", "ld", "managing_system")
        .allowChildren(
            "binary",
            "resource",
            "heartbeat",
            "exit",
            "restart",
            "affinity",
            "provides",
            "route",
            "config");
    String name = childName(element);
    String binary = name;
    Optional<ElementReader> binaryElement = element.child("binary");
    if (binaryElement.isPresent()) {
      binaryElement.get().allowAttributes("name").allowChildren();
      binary = binaryElement.get().requiredText("name", "name=\"...\" of a module").orElse(name);
    }
    yes(element, "ld", true);
    yes(element, "managing_system", false);
    Quotas quotas = startQuotas(element);
    int skipped = 0;
    Optional<ElementReader> heartbeat = element.child("heartbeat");
    if (heartbeat.isPresent()) {
      heartbeat.get().allowAttributes("restart_after_skipped").allowChildren();
      skipped = heartbeat.get().number("restart_after_skipped", 0, 0, 1000);
    }
    boolean propagate = false;
    Optional<ElementReader> exit = element.child("exit");
    if (exit.isPresent()) {
      exit.get().allowAttributes("propagate").allowChildren();
      propagate = yes(exit.get(), "propagate", false);
    }
    Optional<Start.Restart> restart = Optional.empty();
    Optional<ElementReader> restartElement = element.child("restart");
    if (restartElement.isPresent()) {
      restartElement.get().allowAttributes("delay_ms", "max").allowChildren();
      restart =
          Optional.of(
              new Start.Restart(
                  restartElement.get().number("delay_ms", 1000, 0, LONGEST_TIME),
                  restartElement.get().number("max", 0, 0, 1_000_000)));
    }
    int processor = 0;
    Optional<ElementReader> affinity = element.child("affinity");
    if (affinity.isPresent()) {
      affinity
          .get()
          .allowAttributes("processor", "xpos", "ypos", "width", "height")
          .allowChildren();
      processor =
          affinity.get().number("processor", affinity.get().number("xpos", 0, 0, 63), 0, 63);
    }
    List<String> provides = new ArrayList<>();
    for (ElementReader each : element.children("provides")) {
      each.allowAttributes();
      provides.addAll(services(each));
    }
    Optional<ElementReader> route = element.child("route");
    Optional<ElementReader> config = element.child("config");
    return new Start(
        element.location(),
        name,
        binary,
        element.text("version").orElse(""),
        quotas.ram(),
        quotas.caps(),
        element.number("priority", 0, 1 - priorityLevels, 0),
        skipped,
        propagate,
        restart,
        processor,
        provides,
        route.isPresent() ? Optional.of(rules(route.get())) : Optional.empty(),
        config.isPresent() ? Optional.of(config.get().element()) : Optional.empty());
  }

  private static String childName(ElementReader element) {
    String name = element.requiredText("name", "name=\"...\" of the child").orElse("");
    boolean allowed = name.length() <= LONGEST_NAME && !name.contains(Labels.SEPARATOR);
    for (int i = 0; i < name.length(); i++) {
      allowed &= name.charAt(i) >= ' ' && name.charAt(i) != '"';
    }
    if (!allowed) {
      element.reportValue(
          "name",
          "name=\""
              + name
              + "\" is not allowed; expected at most "
              + LONGEST_NAME
              + " characters, no quotation mark and no \""
              + Labels.SEPARATOR
              + "\"");
    }
    return name;
  }

  /** Reads the attributes {@code ram} and {@code caps}, and the elements that state the same. */
  private Quotas startQuotas(ElementReader element) {
    Quotas quotas = quotas(element);
    long ram = quotas.ram();
    int caps = quotas.caps();
    boolean ramStated = element.text("ram").isPresent();
    boolean capsStated = element.text("caps").isPresent();
    for (ElementReader each : element.children("resource")) {
      each.allowAttributes("name", "quantum").allowChildren();
      each.requiredText("name", "name=\"RAM\" or name=\"CAP\"");
      boolean isRam = each.choice("name", "RAM", "RAM", "CAP").equals("RAM");
      if (isRam ? ramStated : capsStated) {
        each.report(
            (isRam ? "RAM" : "CAP") + " is stated twice; expected one number for this child");
      }
      each.requiredText("quantum", isRam ? "quantum=\"1M\"" : "quantum=\"100\"");
      if (isRam) {
        ramStated = true;
        ram = each.size("quantum").orElse(0);
      } else {
        capsStated = true;
        caps = each.number("quantum", caps, 1, MOST_CAPS);
      }
    }
    if (!ramStated && defaults.ram() == 0) {
      element.report("missing RAM; expected ram=\"1M\" here or in <default>");
    }
    return new Quotas(ram, caps == 0 ? capsFor(ram) : caps);
  }

  private static int capsFor(long ram) {
    return (int) Math.min(MOST_CAPS, CAPS_PER_MIB * Math.max(1, Math.min(MOST_CAPS, ram >> 20)));
  }

  private Quotas quotas(ElementReader element) {
    return new Quotas(
        element.size("ram").orElse(defaults.ram()),
        element.number("caps", defaults.caps(), 1, MOST_CAPS));
  }

  private static List<String> services(ElementReader element) {
    element.allowChildren("service");
    List<String> names = new ArrayList<>();
    for (ElementReader each : element.children("service")) {
      each.allowAttributes("name").allowChildren();
      Optional<String> name = each.requiredText("name", "name=\"...\" of a service");
      if (name.isPresent()) {
        names.add(name.get());
      }
    }
    return names;
  }

  private static List<RouteRule> rules(ElementReader route) {
    route.allowAttributes().allowChildren("service", "any-service");
    List<RouteRule> rules = new ArrayList<>();
    for (ElementReader each : route.children("service", "any-service")) {
      boolean any = each.element().name().equals("any-service");
      if (any) {
        each.allowAttributes(
            "label", "label_prefix", "label_suffix", "label_last", "unscoped_label");
      } else {
        each.allowAttributes(
            "name", "label", "label_prefix", "label_suffix", "label_last", "unscoped_label");
      }
      Optional<String> service =
          any ? Optional.empty() : each.requiredText("name", "name=\"...\" of a service");
      List<RouteTarget> targets = targets(each, service);
      if (any || service.isPresent()) {
        rules.add(new RouteRule(each.location(), service, conditions(each), targets));
      }
    }
    return rules;
  }

  private static List<LabelCondition> conditions(ElementReader element) {
    List<LabelCondition> conditions = new ArrayList<>();
    for (LabelCondition.Kind kind : LabelCondition.Kind.values()) {
      Optional<String> text = element.text(kind.attribute());
      if (text.isPresent()) {
        conditions.add(new LabelCondition(kind, text.get()));
      }
    }
    return conditions;
  }

  private static List<RouteTarget> targets(ElementReader rule, Optional<String> service) {
    rule.allowChildren("parent", "child", "any-child", "init");
    List<RouteTarget> targets = new ArrayList<>();
    for (ElementReader each : rule.children("parent", "child", "any-child", "init")) {
      Optional<String> label = each.text("label");
      switch (each.element().name()) {
        case "parent" -> {
          each.allowAttributes("label").allowChildren();
          targets.add(new RouteTarget.Parent(each.location(), label));
        }
        case "child" -> {
          Optional<RouteTarget.Child> child = child(each);
          if (child.isPresent()) {
            targets.add(child.get());
          }
        }
        case "init" -> {
          each.allowAttributes().allowChildren();
          if (service.filter(Configuration.INIT_SERVICE::equals).isPresent()) {
            targets.add(new RouteTarget.Init(each.location(), Optional.empty()));
          } else {
            each.report(
                "init itself provides only \"Init\"; expected it in <service name=\"Init\">");
          }
        }
        default -> {
          each.allowAttributes("label").allowChildren();
          targets.add(new RouteTarget.AnyChild(each.location(), label));
        }
      }
    }
    if (rule.element().children().isEmpty()) {
      rule.report("no target; expected <parent/>, <child name=\"...\"/>, <any-child/> or <init/>");
    }
    return targets;
  }

  private static Optional<RouteTarget.Child> child(ElementReader element) {
    element.allowAttributes("name", "label").allowChildren();
    Optional<String> name = element.requiredText("name", "name=\"...\" of a child");
    return name.isPresent()
        ? Optional.of(new RouteTarget.Child(element.location(), name.get(), element.text("label")))
        : Optional.empty();
  }

  private static ReportSettings report(ElementReader element) {
    element
        .allowAttributes(
            "ids",
            "requested",
            "provided",
            "session_args",
            "child_ram",
            "child_caps",
            "init_ram",
            "init_caps",
            "delay_ms",
            "buffer")
        .allowChildren();
    yes(element, "session_args", false);
    return new ReportSettings(
        yes(element, "ids", false),
        yes(element, "requested", false),
        yes(element, "provided", false),
        yes(element, "child_ram", false),
        yes(element, "child_caps", false),
        yes(element, "init_ram", false),
        yes(element, "init_caps", false),
        element.number("delay_ms", 100, 0, LONGEST_TIME),
        buffer(element));
  }

  private static long buffer(ElementReader element) {
    long size = element.size("buffer").orElse(ReportSettings.SMALLEST.buffer());
    if (size < 1 || size > LARGEST_BUFFER) {
      element.reportValue(
          "buffer",
          "buffer=\""
              + element.text("buffer").orElse("")
              + "\" is not allowed; expected from 1 byte to 1M");
      return ReportSettings.SMALLEST.buffer();
    }
    return size;
  }

  private static HeartbeatRate heartbeat(ElementReader element) {
    element.allowAttributes("rate_ms").allowChildren();
    return new HeartbeatRate(element.number("rate_ms", 1000, 1, LONGEST_TIME));
  }

  private static void offered(ElementReader element, List<OfferedService> offered) {
    element.allowAttributes("name").allowChildren("policy", "default-policy");
    Optional<String> name = element.requiredText("name", "name=\"...\" of a service");
    List<OfferedService.Policy> policies = new ArrayList<>();
    for (ElementReader each : element.children("policy")) {
      each.allowAttributes("label", "label_prefix", "label_suffix");
      List<LabelCondition> conditions = conditions(each);
      if (conditions.size() != 1) {
        each.report(
            conditions.size()
                + " conditions; expected one of label=\"...\", label_prefix=\"...\" and"
                + " label_suffix=\"...\"");
      }
      Optional<RouteTarget.Child> child = onlyChild(each);
      if (child.isPresent() && conditions.size() == 1) {
        policies.add(new OfferedService.Policy(each.location(), conditions.get(0), child.get()));
      }
    }
    Optional<RouteTarget.Child> otherwise = Optional.empty();
    Optional<ElementReader> defaultPolicy = element.child("default-policy");
    if (defaultPolicy.isPresent()) {
      defaultPolicy.get().allowAttributes();
      otherwise = onlyChild(defaultPolicy.get());
    }
    if (name.isPresent()) {
      offered.add(new OfferedService(element.location(), name.get(), policies, otherwise));
    }
  }

  private static Optional<RouteTarget.Child> onlyChild(ElementReader policy) {
    policy.allowChildren("child");
    Optional<ElementReader> child = policy.requiredChild("child", "<child name=\"...\"/>");
    return child.isPresent() ? child(child.get()) : Optional.empty();
  }

  /** Reads {@code yes} and {@code no}, and the words that mean the same. */
  private static boolean yes(ElementReader element, String attribute, boolean otherwise) {
    String value =
        element.choice(
            attribute, otherwise ? "yes" : "no", "yes", "no", "true", "false", "on", "off");
    return value.equals("yes") || value.equals("true") || value.equals("on");
  }
}
