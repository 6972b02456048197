package org.demitasse.devicetree.source;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What must hold of every tree: names, and labels that lead to one place. */
final class SourceChecks {
  private final Problems problems;
  private final Map<String, Place> labels = new HashMap<>();

  SourceChecks(Problems problems) {
    this.problems = problems;
  }

  void check(SourceNode node) {
    Set<String> names = new HashSet<>();
    for (SourceProperty each : node.properties()) {
      if (!each.deleted) {
        check(node, each, names);
      }
    }
    for (String each : node.labels()) {
      label(each, node.place);
    }
    names.clear();
    for (SourceNode each : node.children()) {
      if (each.deleted) {
        continue;
      }
      if (!names.add(each.name)) {
        problems.report(each.place, "a second node \"" + each.name + "\" in " + node.path());
      }
      if (each.name.indexOf('#') >= 0
          || each.name.indexOf('*') >= 0
          || each.name.indexOf('?') >= 0) {
        problems.report(each.place, "the name of a node has no '#', '*' or '?': " + each.name);
      }
      if (each.name.indexOf('@') != each.name.lastIndexOf('@')) {
        problems.report(each.place, "\"" + each.name + "\" has more than one unit address");
      }
      check(each);
    }
  }

  private void check(SourceNode node, SourceProperty property, Set<String> names) {
    if (!names.add(property.name)) {
      problems.report(
          property.place, "a second property \"" + property.name + "\" in " + node.path());
    }
    if (property.name.indexOf('@') >= 0) {
      problems.report(property.place, "the name of a property has no '@': " + property.name);
    }
    for (SourceValue.Label each : property.value.labels()) {
      label(each.name(), each.place());
    }
    if (property.name.equals("name")) {
      name(node, property);
    }
  }

  /** The property {@code name} of old trees says what the node says, and is left out. */
  private void name(SourceNode node, SourceProperty property) {
    int at = node.name.indexOf('@');
    String expected = at < 0 ? node.name : node.name.substring(0, at);
    if (Text.isTerminated(property.value.bytes(), expected)) {
      property.deleted = true;
    } else {
      problems.report(
          property.place, "the property \"name\" is not the node's name \"" + expected + "\"");
    }
  }

  private void label(String label, Place place) {
    Place other = labels.putIfAbsent(label, place);
    if (other != null) {
      problems.report(
          place,
          "the label \""
              + label
              + "\" is also at "
              + other.file()
              + ":"
              + other.line()
              + ":"
              + other.column());
    }
  }
}
