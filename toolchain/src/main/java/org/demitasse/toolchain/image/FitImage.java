package org.demitasse.toolchain.image;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;
import org.demitasse.toolchain.MalformedFileException;
import org.demitasse.devicetree.DeviceTree;
import org.demitasse.devicetree.DeviceTreeNode;
import org.demitasse.devicetree.DeviceTreeProperty;
import org.demitasse.devicetree.FlattenedDeviceTree;
import org.demitasse.devicetree.MalformedDeviceTreeException;

/**
 * A flattened image tree: kernel and device tree in one file, which has the format of a device tree
 * blob (U-Boot, doc/uImage.FIT/source_file_format.txt). Each image has its CRC-32 and SHA-256,
 * which U-Boot verifies before it starts anything.
 *
 * <p>The images are {@code kernel-1} and, where there is a device tree, {@code fdt-1}; the only and
 * default configuration is {@code conf-1}.
 */
final class FitImage {
  private static final String IMAGES = "/images";
  private static final String CONFIGURATIONS = "/configurations";
  private static final String KERNEL = "kernel-1";
  private static final String DEVICE_TREE = "fdt-1";
  private static final String CONFIGURATION = "conf-1";

  private final String file;
  private final DeviceTree tree;
  private final List<String> summary = new ArrayList<>();

  private FitImage(String file, DeviceTree tree) {
    this.file = file;
    this.tree = tree;
  }

  /** Returns whether the bytes begin as a device tree blob does. */
  static boolean isTree(byte[] content) {
    return content.length >= 4
        && content[0] == (byte) 0xD0
        && content[1] == 0x0D
        && content[2] == (byte) 0xFE
        && content[3] == (byte) 0xED;
  }

  /**
   * Returns the file.
   *
   * @param kernel begins with the header of a Linux kernel
   * @param loadAddress where U-Boot puts the kernel's first byte
   */
  static byte[] write(
      byte[] kernel, Optional<byte[]> deviceTree, String description, long loadAddress) {
    List<DeviceTreeNode> images = new ArrayList<>();
    images.add(
        image(
            KERNEL,
            kernel,
            DeviceTreeProperty.ofStrings("description", "kernel and all programs"),
            DeviceTreeProperty.ofStrings("type", "kernel"),
            DeviceTreeProperty.ofStrings("arch", "arm64"),
            DeviceTreeProperty.ofStrings("os", "linux"),
            DeviceTreeProperty.ofStrings("compression", "none"),
            DeviceTreeProperty.ofCells("load", cell(loadAddress)),
            DeviceTreeProperty.ofCells("entry", cell(loadAddress))));
    deviceTree.ifPresent(
        blob ->
            images.add(
                image(
                    DEVICE_TREE,
                    blob,
                    DeviceTreeProperty.ofStrings("description", "device tree"),
                    DeviceTreeProperty.ofStrings("type", "flat_dt"),
                    DeviceTreeProperty.ofStrings("arch", "arm64"),
                    DeviceTreeProperty.ofStrings("compression", "none"))));
    List<DeviceTreeProperty> configuration = new ArrayList<>();
    configuration.add(DeviceTreeProperty.ofStrings("description", description));
    configuration.add(DeviceTreeProperty.ofStrings("kernel", KERNEL));
    if (deviceTree.isPresent()) {
      configuration.add(DeviceTreeProperty.ofStrings("fdt", DEVICE_TREE));
    }
    DeviceTreeNode root =
        new DeviceTreeNode(
            "",
            List.of(
                // Zero, so that the same contents give the same file.
                DeviceTreeProperty.ofCells("timestamp", 0),
                DeviceTreeProperty.ofStrings("description", description),
                DeviceTreeProperty.ofCells("#address-cells", 1)),
            List.of(
                new DeviceTreeNode("images", List.of(), images),
                new DeviceTreeNode(
                    "configurations",
                    List.of(DeviceTreeProperty.ofStrings("default", CONFIGURATION)),
                    List.of(new DeviceTreeNode(CONFIGURATION, configuration, List.of())))));
    return FlattenedDeviceTree.write(new DeviceTree(root, List.of(), 0));
  }

  /**
   * Reads a file and checks all checksums of all its images.
   *
   * @throws MalformedFileException if it is damaged, or lacks a kernel
   */
  static FitImage parse(String file, byte[] content) {
    DeviceTree tree;
    try {
      tree = FlattenedDeviceTree.read(content);
    } catch (MalformedDeviceTreeException malformed) {
      throw new MalformedFileException(file, "is damaged: " + malformed.getMessage());
    }
    if (tree.node(IMAGES).isEmpty() || tree.node(CONFIGURATIONS).isEmpty()) {
      throw new MalformedFileException(
          file, "is a device tree, not a FIT image: it has no /images and /configurations");
    }
    FitImage image = new FitImage(file, tree);
    tree.node(IMAGES).orElseThrow().children().forEach(image::check);
    return image;
  }

  /** Returns the content of the kernel of the default configuration. */
  byte[] kernel() {
    return property(kernelNode(), "data").value();
  }

  /** Returns the address at which the kernel is to be loaded. */
  long loadAddress() {
    DeviceTreeProperty load = property(kernelNode(), "load");
    if (load.size() != 4) {
      throw malformed("its kernel has a load address of " + load.size() + " bytes; expected 4");
    }
    return load.cell(0) & 0xFFFF_FFFFL;
  }

  /** Returns a line for each image. */
  List<String> summary() {
    return List.copyOf(summary);
  }

  private DeviceTreeNode kernelNode() {
    String chosen = text(node(CONFIGURATIONS), "default");
    String kernel = text(node(CONFIGURATIONS + "/" + chosen), "kernel");
    return node(IMAGES + "/" + kernel);
  }

  private DeviceTreeNode node(String path) {
    return tree.node(path).orElseThrow(() -> malformed("it has no node " + path));
  }

  private String text(DeviceTreeNode node, String name) {
    List<String> strings = property(node, name).strings();
    if (strings.size() != 1) {
      throw malformed("the property " + name + " of node " + node.name() + " is not one text");
    }
    return strings.get(0);
  }

  private DeviceTreeProperty property(DeviceTreeNode node, String name) {
    return node.property(name)
        .orElseThrow(() -> malformed("node " + node.name() + " has no property " + name));
  }

  private void check(DeviceTreeNode image) {
    byte[] content = property(image, "data").value();
    List<String> verified = new ArrayList<>();
    for (DeviceTreeNode each : image.children()) {
      if (!each.name().startsWith("hash")) {
        continue;
      }
      String algorithm = text(each, "algo");
      byte[] stated = property(each, "value").value();
      byte[] actual =
          hash(algorithm, content)
              .orElseThrow(
                  () ->
                      malformed(
                          "its image "
                              + image.name()
                              + " has a checksum of unknown kind \""
                              + algorithm
                              + "\"; expected crc32 or sha256"));
      if (!Arrays.equals(stated, actual)) {
        throw malformed(
            String.format(
                Locale.ROOT,
                "is damaged: its image %s has %s %s, the file says %s",
                image.name(),
                algorithm,
                HexFormat.of().formatHex(actual),
                HexFormat.of().formatHex(stated)));
      }
      verified.add(algorithm);
    }
    if (verified.isEmpty()) {
      throw malformed("its image " + image.name() + " has no checksum");
    }
    summary.add(
        String.format(
            Locale.ROOT,
            "%s: %s, %d bytes, %s right",
            image.name(),
            text(image, "type"),
            content.length,
            String.join(" and ", verified)));
  }

  private static DeviceTreeNode image(
      String name, byte[] content, DeviceTreeProperty... properties) {
    List<DeviceTreeProperty> all = new ArrayList<>();
    all.add(new DeviceTreeProperty("data", content));
    all.addAll(List.of(properties));
    return new DeviceTreeNode(
        name,
        all,
        List.of(hashNode("hash-1", "crc32", content), hashNode("hash-2", "sha256", content)));
  }

  private static DeviceTreeNode hashNode(String name, String algorithm, byte[] content) {
    return new DeviceTreeNode(
        name,
        List.of(
            new DeviceTreeProperty("value", hash(algorithm, content).orElseThrow()),
            DeviceTreeProperty.ofStrings("algo", algorithm)),
        List.of());
  }

  private static Optional<byte[]> hash(String algorithm, byte[] content) {
    return switch (algorithm) {
      case "crc32" -> {
        CRC32 crc = new CRC32();
        crc.update(content);
        yield Optional.of(DeviceTreeProperty.ofCells("value", (int) crc.getValue()).value());
      }
      case "sha256" -> {
        try {
          yield Optional.of(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
          throw new IllegalStateException(impossible);
        }
      }
      default -> Optional.empty();
    };
  }

  private static int cell(long address) {
    if (address >>> 32 != 0) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "load address 0x%x is beyond 4 GiB", address));
    }
    return (int) address;
  }

  private MalformedFileException malformed(String problem) {
    return new MalformedFileException(file, problem);
  }
}
