package org.demitasse.devicetree;

import java.util.List;
import java.util.Optional;

/**
 * A device tree.
 *
 * @param root the node without a name
 * @param reservations memory that must not be used
 * @param bootProcessor number of the processor that boots, boot_cpuid_phys
 */
public record DeviceTree(
    DeviceTreeNode root, List<MemoryReservation> reservations, int bootProcessor) {
  public DeviceTree {
    reservations = List.copyOf(reservations);
  }

  /**
   * An entry of the memory reservation block.
   *
   * @param address physical, unsigned
   * @param size in bytes, unsigned
   */
  public record MemoryReservation(long address, long size) {}

  /** Returns the node of a full path such as {@code /cpus/cpu@0}; {@code /} is the root. */
  public Optional<DeviceTreeNode> node(String path) {
    if (!path.startsWith("/")) {
      return Optional.empty();
    }
    Optional<DeviceTreeNode> node = Optional.of(root);
    int start = 1;
    while (start < path.length() && node.isPresent()) {
      int slash = path.indexOf('/', start);
      int end = slash < 0 ? path.length() : slash;
      node = node.get().child(path.substring(start, end));
      start = end + 1;
    }
    return node;
  }
}
