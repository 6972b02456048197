package org.demitasse.devicetree;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says in what two trees differ, node by node and property by property. The order of nodes and of
 * properties means nothing.
 */
public final class DeviceTreeDifference {
  private final List<String> lines = new ArrayList<>();

  private DeviceTreeDifference() {}

  /**
   * Returns a line for each difference, none if there is none: {@code +} is only in the second
   * tree, {@code -} only in the first; a property whose value changed has both lines.
   */
  public static List<String> between(DeviceTree first, DeviceTree second) {
    DeviceTreeDifference difference = new DeviceTreeDifference();
    difference.reservations(first, second);
    if (first.bootProcessor() != second.bootProcessor()) {
      difference.lines.add("- boot processor " + Integer.toUnsignedString(first.bootProcessor()));
      difference.lines.add("+ boot processor " + Integer.toUnsignedString(second.bootProcessor()));
    }
    difference.node("", first.root(), second.root());
    return difference.lines;
  }

  private void reservations(DeviceTree first, DeviceTree second) {
    Set<DeviceTree.MemoryReservation> before = new LinkedHashSet<>(first.reservations());
    Set<DeviceTree.MemoryReservation> after = new LinkedHashSet<>(second.reservations());
    for (DeviceTree.MemoryReservation each : before) {
      if (!after.contains(each)) {
        lines.add("- " + DeviceTreeSource.text(each));
      }
    }
    for (DeviceTree.MemoryReservation each : after) {
      if (!before.contains(each)) {
        lines.add("+ " + DeviceTreeSource.text(each));
      }
    }
  }

  private void node(String path, DeviceTreeNode first, DeviceTreeNode second) {
    Map<String, DeviceTreeProperty> properties = new HashMap<>();
    second.properties().forEach(each -> properties.put(each.name(), each));
    for (DeviceTreeProperty each : first.properties()) {
      DeviceTreeProperty other = properties.remove(each.name());
      if (other == null || !other.equals(each)) {
        property('-', path, each);
        property('+', path, other);
      }
    }
    for (DeviceTreeProperty each : second.properties()) {
      property('+', path, properties.get(each.name()));
    }
    Map<String, DeviceTreeNode> children = new HashMap<>();
    second.children().forEach(each -> children.put(each.name(), each));
    for (DeviceTreeNode each : first.children()) {
      DeviceTreeNode other = children.remove(each.name());
      if (other == null) {
        whole('-', path, each);
      } else {
        node(path + "/" + each.name(), each, other);
      }
    }
    for (DeviceTreeNode each : second.children()) {
      if (children.containsKey(each.name())) {
        whole('+', path, each);
      }
    }
  }

  private void property(char sign, String path, @Nullable DeviceTreeProperty property) {
    if (property != null) {
      lines.add(
          sign + " " + (path.isEmpty() ? "/" : path) + ": " + DeviceTreeSource.text(property));
    }
  }

  private void whole(char sign, String parent, DeviceTreeNode node) {
    String path = parent + "/" + node.name();
    lines.add(sign + " " + path + " { }");
    for (DeviceTreeProperty each : node.properties()) {
      property(sign, path, each);
    }
    for (DeviceTreeNode each : node.children()) {
      whole(sign, path, each);
    }
  }
}
