package org.demitasse.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.stream.Stream;
import org.demitasse.devicetree.DeviceTreeNode;
import org.demitasse.devicetree.DeviceTreeProperty;
import org.demitasse.devicetree.FlattenedDeviceTree;
import org.demitasse.devicetree.MalformedDeviceTreeException;
import org.demitasse.kernel.boot.DeviceTree;
import org.junit.jupiter.params.provider.MethodSource;

/** Flattened device trees: the kernel's reader, which reads in place, and the toolchain's. */
class DeviceTreeFuzzTest {
  /** Largest input whose every node is visited, which takes a time that grows with its square. */
  private static final int WALKED = 4096;

  private static final int KERNEL_DEPTH = 32;

  static Stream<byte[]> trees() {
    DeviceTreeNode serial =
        new DeviceTreeNode(
            "serial@9000000",
            List.of(
                DeviceTreeProperty.ofStrings("compatible", "arm,pl011", "arm,primecell"),
                DeviceTreeProperty.ofCells("reg", 0, 0x900_0000, 0, 0x1000)),
            List.of());
    DeviceTreeNode bus =
        new DeviceTreeNode(
            "soc",
            List.of(
                DeviceTreeProperty.ofCells("#address-cells", 2),
                DeviceTreeProperty.ofCells("#size-cells", 2),
                new DeviceTreeProperty("ranges", new byte[0])),
            List.of(serial));
    DeviceTreeNode root =
        new DeviceTreeNode(
            "",
            List.of(
                DeviceTreeProperty.ofCells("#address-cells", 2),
                DeviceTreeProperty.ofStrings("model", "a board")),
            List.of(
                new DeviceTreeNode(
                    "chosen",
                    List.of(DeviceTreeProperty.ofStrings("stdout-path", "console:115200")),
                    List.of()),
                new DeviceTreeNode(
                    "aliases",
                    List.of(DeviceTreeProperty.ofStrings("console", "/soc/serial@9000000")),
                    List.of()),
                bus));
    return Stream.of(
        FlattenedDeviceTree.write(
            new org.demitasse.devicetree.DeviceTree(
                root,
                List.of(
                    new org.demitasse.devicetree.DeviceTree.MemoryReservation(
                        0x4000_0000L, 0x1000)),
                0)));
  }

  @MethodSource("trees")
  @FuzzTest(maxDuration = "10m")
  void kernelReader(byte[] input) {
    // Two blocks may share bytes, and names of properties are read once for each property.
    InputMemory memory = InputMemory.strict(input, 100_000 + 300L * input.length * input.length);
    DeviceTree tree = new DeviceTree(memory, InputMemory.START);
    if (tree.check(input.length) != null || input.length > WALKED) {
      return;
    }
    tree.reservationCount();
    walk(tree, tree.root());
    long chosen = tree.child(tree.root(), "chosen");
    if (chosen != 0) {
      long console = tree.locate(tree.property(chosen, "stdout-path"));
      if (console != 0) {
        tree.registers(console);
      }
    }
  }

  private static void walk(DeviceTree tree, long node) {
    tree.isEnabled(node);
    long reg = tree.property(node, "reg");
    tree.number(reg, 0, tree.addressCells(node));
    tree.number(reg, tree.addressCells(node), tree.sizeCells(node));
    tree.lists(tree.property(node, "compatible"), "arm,pl011");
    for (long each = tree.firstChild(node); each != 0; each = tree.nextSibling(each)) {
      walk(tree, each);
    }
  }

  @MethodSource("trees")
  @FuzzTest(maxDuration = "10m")
  void toolchainReader(byte[] input) {
    Allocation.limited(
        1_000_000 + 2_000L * input.length,
        () -> {
          org.demitasse.devicetree.DeviceTree tree;
          try {
            tree = FlattenedDeviceTree.read(input);
          } catch (MalformedDeviceTreeException e) {
            assertThat(e.getMessage()).isNotBlank();
            return;
          }
          byte[] written = FlattenedDeviceTree.write(tree);
          assertThat(FlattenedDeviceTree.read(written)).isEqualTo(tree);
          if (depth(tree.root()) <= KERNEL_DEPTH) {
            InputMemory memory = InputMemory.strict(input, 1L << 30);
            assertThat(new DeviceTree(memory, InputMemory.START).check(input.length))
                .as("what the kernel says about a tree that the toolchain accepts")
                .isNull();
          }
        });
  }

  private static int depth(DeviceTreeNode node) {
    return 1 + node.children().stream().mapToInt(DeviceTreeFuzzTest::depth).max().orElse(0);
  }
}
