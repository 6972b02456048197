package org.demitasse.devicetree;

import java.util.List;
import java.util.Optional;

/**
 * A node.
 *
 * @param name with unit address, such as {@code memory@40000000}; empty for the root
 */
public record DeviceTreeNode(
    String name, List<DeviceTreeProperty> properties, List<DeviceTreeNode> children) {
  public DeviceTreeNode {
    properties = List.copyOf(properties);
    children = List.copyOf(children);
  }

  /** Returns the property of that name. */
  public Optional<DeviceTreeProperty> property(String propertyName) {
    for (DeviceTreeProperty each : properties) {
      if (each.name().equals(propertyName)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /** Returns the child of that name with unit address. */
  public Optional<DeviceTreeNode> child(String childName) {
    for (DeviceTreeNode each : children) {
      if (each.name().equals(childName)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }
}
