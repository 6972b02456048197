package org.demitasse.devicetree.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts phandles and paths of the nodes that are referred to into values, and leaves out the nodes
 * that are not wanted unless they are referred to.
 *
 * <p>The order in which phandles are given is that of {@code dtc}: explicit ones are known first,
 * then each reference, node by node from the root, takes the next free number.
 */
final class References {
  private static final String PHANDLE = "phandle";
  private static final String OLD_PHANDLE = "linux,phandle";

  private final SourceTree tree;
  private final Problems problems;
  private final Map<Integer, SourceNode> phandles = new HashMap<>();
  private int next = 1;

  References(SourceTree tree, Problems problems) {
    this.tree = tree;
    this.problems = problems;
  }

  /** Learns the phandles that the source gives itself. */
  void readPhandles(SourceNode node) {
    for (String name : new String[] {PHANDLE, OLD_PHANDLE}) {
      SourceProperty property = node.property(name);
      int phandle = property == null ? 0 : explicit(node, property);
      if (property != null && phandle != 0) {
        if (node.phandle != 0 && node.phandle != phandle) {
          problems.report(property.place, node.path() + " has two phandles that are not the same");
        }
        SourceNode other = phandles.putIfAbsent(phandle, node);
        if (other != null && other != node) {
          problems.report(
              property.place,
              "phandle 0x" + Integer.toHexString(phandle) + " is that of " + other.path());
        }
        node.phandle = phandle;
      }
    }
    for (SourceNode each : node.children()) {
      if (!each.deleted) {
        readPhandles(each);
      }
    }
  }

  /** Returns the number that a property gives, or 0 if it gives none. */
  private int explicit(SourceNode node, SourceProperty property) {
    SourceValue value = property.value;
    if (value.size() != 4) {
      problems.report(
          property.place, "\"" + property.name + "\" has " + value.size() + " bytes; expected 4");
      return 0;
    }
    for (SourceValue.Marker each : value.markers()) {
      if (each.kind() == SourceValue.Kind.PHANDLE) {
        if (tree.find(each.reference()) != node) {
          problems.report(each.place(), "\"" + property.name + "\" is that of another node");
        }
        // A reference to itself asks for any number.
        return 0;
      }
    }
    int phandle = value.cell(0);
    if (phandle == 0 || phandle == -1) {
      problems.report(
          property.place, "0x" + Integer.toHexString(phandle) + " is not a valid phandle");
      return 0;
    }
    return phandle;
  }

  /** Puts phandles into the cells that refer to nodes. */
  void resolvePhandles(SourceNode node) {
    // Phandles are added to lists of properties on the way, also to this one.
    for (int i = 0; i < node.properties().size(); i++) {
      SourceProperty property = node.properties().get(i);
      if (!property.deleted) {
        resolvePhandles(property);
      }
    }
    for (SourceNode each : node.children()) {
      if (!each.deleted) {
        resolvePhandles(each);
      }
    }
  }

  private void resolvePhandles(SourceProperty property) {
    for (SourceValue.Marker each : property.value.markers()) {
      if (each.kind() != SourceValue.Kind.PHANDLE) {
        continue;
      }
      SourceNode target = tree.find(each.reference());
      if (target != null) {
        property.value.setCell(each.offset(), phandle(target));
        target.referenced = true;
      } else if (!tree.plugin) {
        problems.report(each.place(), "there is no node " + SourceParser.shown(each.reference()));
      } else if (each.reference().startsWith("/")) {
        problems.report(
            each.place(),
            "an overlay cannot refer to "
                + SourceParser.shown(each.reference())
                + " outside of it by path; use a label");
      }
    }
  }

  /** Returns the phandle of a node, which gets one if it has none. */
  int phandle(SourceNode node) {
    if (node.phandle == 0) {
      while (phandles.containsKey(next)) {
        next++;
      }
      node.phandle = next;
      phandles.put(next, node);
      if (node.property(PHANDLE) == null) {
        SourceValue value = new SourceValue();
        value.appendNumber(next, 32);
        node.add(new SourceProperty(PHANDLE, node.place, value));
      }
    }
    return node.phandle;
  }

  /** Puts paths into values. */
  void resolvePaths(SourceNode node) {
    for (SourceProperty each : node.properties()) {
      if (!each.deleted) {
        resolvePaths(each);
      }
    }
    for (SourceNode each : node.children()) {
      if (!each.deleted) {
        resolvePaths(each);
      }
    }
  }

  private void resolvePaths(SourceProperty property) {
    List<byte[]> paths = new ArrayList<>();
    boolean some = false;
    for (SourceValue.Marker each : property.value.markers()) {
      byte[] path = new byte[0];
      if (each.kind() == SourceValue.Kind.PATH) {
        SourceNode target = tree.find(each.reference());
        if (target == null) {
          problems.report(each.place(), "there is no node " + SourceParser.shown(each.reference()));
        } else if (tree.take(target.pathLength() + 1, each.place(), problems)) {
          path = Text.terminated(target.path());
          target.referenced = true;
          some = true;
        }
      }
      paths.add(path);
    }
    if (some) {
      property.value.insert(paths);
    }
  }

  /**
   * Deletes the nodes that are not wanted unless they are referred to.
   *
   * @param symbols whether overlays may refer to all that have labels
   */
  void omitUnreferenced(SourceNode node, boolean symbols) {
    if (node.omittedIfUnreferenced && !node.referenced && !(symbols && node.wasLabelled())) {
      node.delete();
      return;
    }
    for (SourceNode each : node.children()) {
      if (!each.deleted) {
        omitUnreferenced(each, symbols);
      }
    }
  }
}
