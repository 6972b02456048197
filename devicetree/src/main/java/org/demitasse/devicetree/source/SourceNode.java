package org.demitasse.devicetree.source;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A node while the tree is made. Later definitions are merged into earlier ones; what is deleted
 * keeps its place among its siblings in case that it comes back, as {@code dtc} has it.
 */
final class SourceNode {
  final Place place;
  String name;
  @Nullable SourceNode parent;
  boolean deleted;
  boolean omittedIfUnreferenced;
  boolean referenced;

  /** Zero while there is none. */
  int phandle;

  /**
   * Whether each label is alive. The one that was added last stands last; {@link #labels} has them
   * the other way round. A deleted one keeps its place, as properties do.
   */
  private final Map<String, Boolean> labelsAsAdded = new LinkedHashMap<>();

  private final List<SourceProperty> properties = new ArrayList<>();
  private final List<SourceNode> children = new ArrayList<>();
  private final Map<String, SourceProperty> propertiesByName = new HashMap<>();
  private final Map<String, SourceNode> childrenByName = new HashMap<>();

  SourceNode(String name, Place place) {
    this.name = name;
    this.place = place;
  }

  /** Returns also those that are deleted. */
  List<SourceProperty> properties() {
    return properties;
  }

  /** Returns also those that are deleted. */
  List<SourceNode> children() {
    return children;
  }

  @Nullable SourceProperty property(String propertyName) {
    SourceProperty found = propertiesByName.get(propertyName);
    return found == null || found.deleted ? null : found;
  }

  @Nullable SourceNode child(String childName) {
    SourceNode found = childrenByName.get(childName);
    return found == null || found.deleted ? null : found;
  }

  void add(SourceProperty property) {
    properties.add(property);
    propertiesByName.putIfAbsent(property.name, property);
  }

  void add(SourceNode child) {
    child.parent = this;
    children.add(child);
    childrenByName.putIfAbsent(child.name, child);
  }

  /** Adds a label in front of the others, unless it is there. */
  void addLabel(String label) {
    labelsAsAdded.put(label, true);
  }

  boolean hasLabel(String label) {
    return labelsAsAdded.getOrDefault(label, false);
  }

  List<String> labels() {
    List<String> labels = new ArrayList<>();
    labelsAsAdded.forEach(
        (label, alive) -> {
          if (alive) {
            labels.add(label);
          }
        });
    Collections.reverse(labels);
    return labels;
  }

  /** Deletes the node with all that it holds. */
  void delete() {
    deleted = true;
    labelsAsAdded.replaceAll((label, alive) -> false);
    for (SourceProperty each : properties) {
      each.deleted = true;
    }
    for (SourceNode each : children) {
      each.delete();
    }
  }

  /**
   * Merges a later definition of this node into it.
   *
   * @param labelled is told of each label and the node that has it from now on
   */
  void merge(SourceNode later, BiConsumer<String, SourceNode> labelled) {
    deleted = false;
    for (String each : later.labels()) {
      addLabel(each);
      labelled.accept(each, this);
    }
    for (SourceProperty each : later.properties) {
      SourceProperty known = propertiesByName.get(each.name);
      if (each.deleted) {
        if (known != null) {
          known.deleted = true;
        }
      } else if (known == null) {
        add(each);
      } else {
        known.value.labels().forEach(each.value.labels()::add);
        known.value = each.value;
        known.deleted = false;
      }
    }
    for (SourceNode each : later.children) {
      SourceNode known = childrenByName.get(each.name);
      if (each.deleted) {
        if (known != null) {
          known.delete();
        }
      } else if (known == null) {
        add(each);
        each.tellLabels(labelled);
      } else {
        known.merge(each, labelled);
      }
    }
  }

  void tellLabels(BiConsumer<String, SourceNode> labelled) {
    for (String each : labels()) {
      labelled.accept(each, this);
    }
    for (SourceNode each : children) {
      each.tellLabels(labelled);
    }
  }

  int pathLength() {
    int length = 0;
    for (SourceNode each = this; each.parent != null; each = each.parent) {
      length += 1 + each.name.length();
    }
    return Math.max(length, 1);
  }

  /** Whether it has a label or had one before it was deleted: {@code dtc} makes no difference. */
  boolean wasLabelled() {
    return !labelsAsAdded.isEmpty();
  }

  /** Returns the full path, {@code /} for the root. */
  String path() {
    if (parent == null) {
      return "/";
    }
    StringBuilder path = new StringBuilder();
    for (SourceNode each = this; each.parent != null; each = each.parent) {
      path.insert(0, "/" + each.name);
    }
    return path.toString();
  }
}
