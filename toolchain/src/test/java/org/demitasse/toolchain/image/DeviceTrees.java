package org.demitasse.toolchain.image;

import java.util.List;
import org.demitasse.devicetree.DeviceTree;
import org.demitasse.devicetree.DeviceTreeNode;
import org.demitasse.devicetree.DeviceTreeProperty;
import org.demitasse.devicetree.FlattenedDeviceTree;

/** Device trees to put into images. */
final class DeviceTrees {
  private DeviceTrees() {}

  static byte[] smallBlob() {
    return FlattenedDeviceTree.write(
        new DeviceTree(
            new DeviceTreeNode(
                "", List.of(DeviceTreeProperty.ofStrings("model", "a small board")), List.of()),
            List.of(),
            0));
  }
}
