package org.demitasse.devicetree.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.demitasse.devicetree.DeviceTree;
import org.jspecify.annotations.Nullable;

/** A tree while it is made. */
final class SourceTree {
  private SourceNode root;
  final List<DeviceTree.MemoryReservation> reservations = new ArrayList<>();
  boolean plugin;

  private final Map<String, SourceNode> labelled = new HashMap<>();
  private int fragments;
  private long bytesLeft = Scanner.MOST_BYTES;

  SourceTree(Place start) {
    root = new SourceNode("", start);
  }

  /**
   * Takes bytes that are put into the tree without standing in the source: paths of nodes, which
   * can be much longer than what refers to them. Reports a problem, once, and returns false when
   * there are too many.
   */
  boolean take(int bytes, Place place, Problems problems) {
    if (bytesLeft < 0) {
      return false;
    }
    bytesLeft -= bytes;
    if (bytesLeft < 0) {
      problems.report(
          place,
          "the paths of all nodes referred to have more than " + Scanner.MOST_BYTES + " bytes");
    }
    return bytesLeft >= 0;
  }

  SourceNode root() {
    return root;
  }

  /** Takes the first definition of the root as it is: what it deletes in it keeps its place. */
  void begin(SourceNode definition) {
    root = definition;
    root.tellLabels(this::index);
  }

  /** Merges a definition into a node of the tree. */
  void merge(SourceNode target, SourceNode later) {
    target.merge(later, this::index);
  }

  void addLabel(SourceNode target, String label) {
    target.addLabel(label);
    index(label, target);
  }

  /** Makes a fragment of an overlay: what is to be merged into the node that is referred to. */
  void addFragment(String reference, SourceNode definition, Place place) {
    SourceNode fragment = new SourceNode("fragment@" + Integer.toHexString(fragments++), place);
    SourceValue target = new SourceValue();
    boolean isPath = reference.startsWith("/");
    if (isPath) {
      target.append(Text.terminated(reference));
    } else {
      target.appendPhandle(reference, place);
    }
    fragment.add(new SourceProperty(isPath ? "target-path" : "target", place, target));
    definition.name = "__overlay__";
    fragment.add(definition);
    root.add(fragment);
    fragment.tellLabels(this::index);
  }

  private void index(String label, SourceNode node) {
    SourceNode known = labelled.get(label);
    if (known == null || !isLabelled(known, label)) {
      labelled.put(label, node);
    }
  }

  private static boolean isLabelled(SourceNode node, String label) {
    return !node.deleted && node.hasLabel(label);
  }

  /**
   * Returns the node of a label or of a path that starts with a slash. As with {@code dtc}, slashes
   * may be doubled, and one may stand at the end.
   */
  @Nullable SourceNode find(String reference) {
    if (!reference.startsWith("/")) {
      SourceNode node = labelled.get(reference);
      return node != null && isLabelled(node, reference) ? node : null;
    }
    SourceNode node = root;
    int start = 1;
    while (node != null && start < reference.length()) {
      while (start < reference.length() && reference.charAt(start) == '/') {
        start++;
      }
      int slash = reference.indexOf('/', start);
      int end = slash < 0 ? reference.length() : slash;
      node = node.child(reference.substring(start, end));
      start = end + 1;
    }
    return node;
  }
}
