package org.demitasse.toolchain.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.demitasse.init.config.Configuration;
import org.demitasse.init.config.ConfigurationReader;
import org.demitasse.init.config.LabelCondition;
import org.demitasse.init.config.OfferedService;
import org.demitasse.init.config.RouteRule;
import org.demitasse.init.config.RouteTarget;
import org.demitasse.init.config.Start;
import org.demitasse.init.route.ConfigurationCheck;
import org.demitasse.xml.Size;
import org.demitasse.xml.XmlElement;

/**
 * The parent and the children of one init, below each other, with the arrows between them. Places
 * are relative to the top of the column.
 */
final class Column {
  private final List<Box> boxes = new ArrayList<>();
  private final List<Arrow> arrows = new ArrayList<>();
  private int boxWidth;
  private int labelWidth;
  private int height;

  private Column() {}

  /** A component, or the parent as seen from inside. */
  static final class Box {
    private final String name;
    private final List<String> details;
    private final boolean parent;
    private final Optional<Column> inner;
    private int leaving;
    private boolean entered;
    private int top;

    private Box(String name, List<String> details, boolean parent, Optional<Column> inner) {
      this.name = name;
      this.details = details;
      this.parent = parent;
      this.inner = inner;
    }

    String name() {
      return name;
    }

    List<String> details() {
      return details;
    }

    boolean isParent() {
      return parent;
    }

    Optional<Column> inner() {
      return inner;
    }

    int top() {
      return top;
    }

    /** Returns where the column inside begins, below the top of the box. */
    int innerTop() {
      int rows = Math.max(1 + details.size(), leaving + (entered ? 1 : 0));
      return rows * TreePicture.ROW + TreePicture.MARGIN;
    }

    int height() {
      return innerTop() + (inner.isPresent() ? inner.get().height + TreePicture.MARGIN : 0);
    }

    private int row(int number) {
      return top + TreePicture.ROW * (number + 1);
    }
  }

  /** A route: from a row of one box to the row of the other in which all arrows arrive. */
  static final class Arrow {
    private final Box from;
    private final Box to;
    private final String label;
    private final int number;

    private Arrow(Box from, Box to, String label) {
      this.from = from;
      this.to = to;
      this.label = label;
      number = from.leaving++;
      to.entered = true;
    }

    String label() {
      return label;
    }

    int startRow() {
      return from.row(number);
    }

    int endRow() {
      return to.row(to.leaving);
    }
  }

  List<Box> boxes() {
    return boxes;
  }

  List<Arrow> arrows() {
    return arrows;
  }

  int boxWidth() {
    return boxWidth;
  }

  /** Returns the width of the room between boxes and lanes. */
  int labelWidth() {
    return labelWidth;
  }

  int width() {
    return boxWidth + labelWidth + (arrows.size() + 1) * TreePicture.LANE;
  }

  int height() {
    return height;
  }

  static Column of(XmlElement config) {
    Configuration configuration = ConfigurationReader.read(config).configuration();
    Column column = new Column();
    Box parent = new Box("parent", parentDetails(configuration), true, Optional.empty());
    column.boxes.add(parent);
    Map<String, Box> children = new LinkedHashMap<>();
    for (Start each : configuration.children()) {
      Optional<Column> inner =
          each.binary().equals(ConfigurationCheck.INIT)
              ? each.config().map(Column::of)
              : Optional.empty();
      Box box = new Box(each.name(), details(each), false, inner);
      children.put(each.name(), box);
      column.boxes.add(box);
    }
    for (OfferedService each : configuration.offered()) {
      column.addOffered(each, configuration, parent, children);
    }
    for (Start each : configuration.children()) {
      column.addRoutes(each, configuration, parent, children);
    }
    column.place();
    return column;
  }

  private static List<String> parentDetails(Configuration configuration) {
    return configuration.parentServices().isEmpty()
        ? List.of()
        : List.of(String.join(" ", configuration.parentServices()));
  }

  private static List<String> details(Start child) {
    List<String> details = new ArrayList<>();
    String program = child.binary().equals(child.name()) ? "" : "program " + child.binary() + ", ";
    details.add(program + Size.format(child.ram()) + ", " + child.caps() + " caps");
    if (!child.provides().isEmpty()) {
      details.add("provides " + String.join(" ", child.provides()));
    }
    return details;
  }

  private void addOffered(
      OfferedService service, Configuration configuration, Box parent, Map<String, Box> children) {
    Map<RouteTarget.Child, String> targets = new LinkedHashMap<>();
    for (OfferedService.Policy each : service.policies()) {
      targets.put(each.child(), service.name() + " " + each.condition());
    }
    service.otherwise().ifPresent(target -> targets.putIfAbsent(target, service.name()));
    targets.forEach(
        (target, label) ->
            configuration
                .child(target.name())
                .map(child -> children.get(child.name()))
                .ifPresent(box -> arrows.add(new Arrow(parent, box, label))));
  }

  /** Adds an arrow to each server that the rules of a child may lead to. */
  private void addRoutes(
      Start client, Configuration configuration, Box parent, Map<String, Box> children) {
    Map<Box, List<String>> services = new LinkedHashMap<>();
    for (RouteRule rule : configuration.routes(client)) {
      for (RouteTarget target : rule.targets()) {
        switch (target) {
          case RouteTarget.Parent toParent -> add(services, parent, words(rule, "any service"));
          case RouteTarget.Init toInit ->
              add(services, parent, words(rule, Configuration.INIT_SERVICE));
          case RouteTarget.Child named ->
              configuration
                  .child(named.name())
                  .ifPresent(
                      server ->
                          add(
                              services,
                              box(children, server),
                              words(rule, String.join(" ", server.provides()))));
          case RouteTarget.AnyChild any -> {
            for (Start server : configuration.children()) {
              boolean serves =
                  rule.service()
                      .map(server.provides()::contains)
                      .orElse(!server.provides().isEmpty());
              if (serves && !server.name().equals(client.name())) {
                add(
                    services,
                    box(children, server),
                    words(rule, String.join(" ", server.provides())));
              }
            }
          }
        }
      }
    }
    Box from = box(children, client);
    services.forEach((to, names) -> arrows.add(new Arrow(from, to, String.join(", ", names))));
  }

  private static Box box(Map<String, Box> children, Start child) {
    Box box = children.get(child.name());
    if (box == null) {
      throw new IllegalArgumentException("no box for " + child.name());
    }
    return box;
  }

  private static void add(Map<Box, List<String>> services, Box server, String words) {
    List<String> names = services.computeIfAbsent(server, box -> new ArrayList<>());
    if (!names.contains(words)) {
      names.add(words);
    }
  }

  private static String words(RouteRule rule, String anyService) {
    StringBuilder words = new StringBuilder(rule.service().orElse(anyService));
    for (LabelCondition each : rule.labels()) {
      words.append(' ').append(each);
    }
    return words.toString();
  }

  private void place() {
    for (Box each : boxes) {
      boxWidth = Math.max(boxWidth, TreePicture.width(each.name));
      for (String detail : each.details) {
        boxWidth = Math.max(boxWidth, TreePicture.width(detail));
      }
      if (each.inner.isPresent()) {
        boxWidth = Math.max(boxWidth, each.inner.get().width());
      }
      each.top = height;
      height += each.height() + TreePicture.MARGIN;
    }
    height -= TreePicture.MARGIN;
    boxWidth += 2 * TreePicture.MARGIN;
    for (Arrow each : arrows) {
      labelWidth = Math.max(labelWidth, TreePicture.width(each.label) + 2 * TreePicture.MARGIN);
    }
  }
}
