package org.demitasse.devicetree.source;

import java.util.ArrayList;
import java.util.List;

/**
 * Adds what overlays need, as {@code dtc -@} does: {@code __symbols__} with the path of each label,
 * {@code __fixups__} with the places that refer to labels of the base tree, and {@code
 * __local_fixups__} with the places that hold phandles of the overlay itself.
 */
final class OverlayNodes {
  private final SourceTree tree;
  private final References references;
  private final Problems problems;

  OverlayNodes(SourceTree tree, References references, Problems problems) {
    this.tree = tree;
    this.references = references;
    this.problems = problems;
  }

  void addSymbols() {
    List<SourceNode> labelled = new ArrayList<>();
    collectLabelled(tree.root(), labelled);
    if (labelled.isEmpty()) {
      return;
    }
    SourceNode symbols = child(tree.root(), "__symbols__");
    for (SourceNode node : labelled) {
      for (String each : node.labels()) {
        if (symbols.property(each) == null
            && tree.take(node.pathLength() + 1, node.place, problems)) {
          SourceValue path = new SourceValue();
          path.append(Text.terminated(node.path()));
          symbols.add(new SourceProperty(each, node.place, path));
        }
      }
      references.phandle(node);
    }
  }

  private static void collectLabelled(SourceNode node, List<SourceNode> labelled) {
    if (node.wasLabelled()) {
      labelled.add(node);
    }
    for (SourceNode each : node.children()) {
      if (!each.deleted) {
        collectLabelled(each, labelled);
      }
    }
  }

  void addFixups() {
    List<Use> open = new ArrayList<>();
    List<Use> local = new ArrayList<>();
    collectUses(tree.root(), open, local);
    if (!open.isEmpty()) {
      SourceNode fixups = child(tree.root(), "__fixups__");
      for (Use each : open) {
        int length = each.node.pathLength() + each.property.name.length() + 12;
        if (!tree.take(length, each.marker.place(), problems)) {
          return;
        }
        SourceValue value = property(fixups, each.marker.reference(), each.marker.place());
        value.append(
            Text.terminated(
                each.node.path() + ":" + each.property.name + ":" + each.marker.offset()));
      }
    }
    if (!local.isEmpty()) {
      SourceNode fixups = child(tree.root(), "__local_fixups__");
      for (Use each : local) {
        property(copyOf(each.node, fixups), each.property.name, each.marker.place())
            .appendNumber(each.marker.offset(), 32);
      }
    }
  }

  private record Use(SourceNode node, SourceProperty property, SourceValue.Marker marker) {}

  private void collectUses(SourceNode node, List<Use> open, List<Use> local) {
    for (SourceProperty property : node.properties()) {
      if (property.deleted) {
        continue;
      }
      for (SourceValue.Marker each : property.value.markers()) {
        if (each.kind() == SourceValue.Kind.PHANDLE) {
          (tree.find(each.reference()) == null ? open : local).add(new Use(node, property, each));
        }
      }
    }
    for (SourceNode each : node.children()) {
      if (!each.deleted) {
        collectUses(each, open, local);
      }
    }
  }

  /** Returns the node below the fixups that stands for a node of the tree. */
  private SourceNode copyOf(SourceNode node, SourceNode fixups) {
    return node.parent == null ? fixups : child(copyOf(node.parent, fixups), node.name);
  }

  private static SourceNode child(SourceNode parent, String name) {
    SourceNode known = parent.child(name);
    if (known != null) {
      return known;
    }
    SourceNode child = new SourceNode(name, parent.place);
    parent.add(child);
    return child;
  }

  private static SourceValue property(SourceNode node, String name, Place place) {
    SourceProperty known = node.property(name);
    if (known != null) {
      return known.value;
    }
    SourceProperty property = new SourceProperty(name, place, new SourceValue());
    node.add(property);
    return property.value;
  }
}
