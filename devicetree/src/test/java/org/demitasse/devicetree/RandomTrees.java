package org.demitasse.devicetree;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Trees of random shape with random values of every kind. */
final class RandomTrees {
  private RandomTrees() {}

  static DeviceTreeNode node(Random random, String name, int depth) {
    List<DeviceTreeProperty> properties = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      properties.add(property(random, "p" + "xyz".substring(random.nextInt(3)) + i));
    }
    List<DeviceTreeNode> children = new ArrayList<>();
    for (int i = depth < 4 ? random.nextInt(4) : 0; i > 0; i--) {
      children.add(node(random, "node@" + i, depth + 1));
    }
    return new DeviceTreeNode(name, properties, children);
  }

  private static DeviceTreeProperty property(Random random, String name) {
    return switch (random.nextInt(4)) {
      case 0 -> new DeviceTreeProperty(name, new byte[0]);
      case 1 -> DeviceTreeProperty.ofCells(name, random.nextInt(), random.nextInt(100));
      case 2 -> DeviceTreeProperty.ofStrings(name, text(random), text(random));
      default -> {
        byte[] value = new byte[random.nextInt(20)];
        random.nextBytes(value);
        yield new DeviceTreeProperty(name, value);
      }
    };
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.append((char) (' ' + random.nextInt(95)));
    }
    return text.toString();
  }
}
