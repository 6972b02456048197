package org.demitasse.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.demitasse.devicetree.DeviceTreeDifference;
import org.demitasse.devicetree.DeviceTreeNode;
import org.demitasse.devicetree.DeviceTreeOverlay;
import org.demitasse.devicetree.DeviceTreeProperty;
import org.demitasse.devicetree.DeviceTreeSource;
import org.demitasse.devicetree.FlattenedDeviceTree;
import org.demitasse.devicetree.MalformedDeviceTreeException;
import org.demitasse.devicetree.check.DeviceTreeCheck;
import org.demitasse.devicetree.navigation.AddressRange;
import org.demitasse.devicetree.navigation.Device;
import org.demitasse.devicetree.navigation.Navigator;
import org.demitasse.devicetree.source.DeviceTreeCompiler;
import org.demitasse.devicetree.source.InvalidSourceException;
import org.demitasse.devicetree.source.SourceFile;
import org.demitasse.devicetree.source.SourceFiles;
import org.demitasse.kernel.boot.DeviceTree;
import org.junit.jupiter.params.provider.MethodSource;

/** Device trees: the kernel's reader, which reads in place, and all of the module devicetree. */
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
  void reader(byte[] input) {
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

  @MethodSource("trees")
  @FuzzTest(maxDuration = "10m")
  void navigation(byte[] input) {
    org.demitasse.devicetree.DeviceTree tree;
    try {
      tree = FlattenedDeviceTree.read(input);
    } catch (MalformedDeviceTreeException e) {
      return;
    }
    // Each register is looked for in all ranges, each interrupt in all entries of a map.
    Allocation.limited(
        10_000_000 + 64L * input.length * input.length,
        () -> {
          Navigator navigator = new Navigator(tree);
          for (Device each : navigator.all()) {
            assertThat(navigator.find(each.path())).isPresent();
            orMalformed(each::registers);
            orMalformed(each::interrupts);
            orMalformed(() -> each.memoryOf(new AddressRange(0x1000, 0x1000)));
          }
          orMalformed(navigator::memory);
          orMalformed(navigator::reservedMemory);
          navigator.console();
          DeviceTreeCheck.check(tree).forEach(each -> assertThat(each).isNotBlank());
          orMalformed(() -> DeviceTreeOverlay.apply(tree, tree));
          assertThat(DeviceTreeDifference.between(tree, tree)).isEmpty();
        });
  }

  private static void orMalformed(Runnable reading) {
    try {
      reading.run();
    } catch (MalformedDeviceTreeException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  static Stream<byte[]> sources() {
    return Stream.of(
            """
            /dts-v1/;
            /memreserve/ 0x1000 (1 << 12);
            / {
              #address-cells = <1>; a; b = "x\\n\\x41", <1 'c' (2 ? -3 : ~4) &l>, [00 ff], &l;
              c = /bits/ 64 <0x1>, /incbin/("b", 1, 2); /delete-property/ d;
              l: node@1 { reg = <&{/node@1}>; phandle = <7>; };
              /omit-if-no-ref/ m: x { };
            };
            /include/ "b"
            &l { e; /delete-node/ f; };
            /delete-node/ &m;
            """,
            """
            /dts-v1/;
            /plugin/;
            &base { n: new { to = <&n &other>; }; };
            # 3 "file" 1
            / { fragment@9 { target-path = "/"; __overlay__ { }; }; };
            """)
        .map(each -> each.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("sources")
  @FuzzTest(maxDuration = "10m")
  void compiler(byte[] input) {
    byte[] other = "/ { other { /include/ \"c\" }; };".getBytes(StandardCharsets.UTF_8);
    byte[] inner = "p = <1>;".getBytes(StandardCharsets.UTF_8);
    SourceFiles files =
        (name, user, limit) ->
            switch (name) {
              case "a" -> new SourceFile("a", input);
              case "b" -> new SourceFile("b", other);
              case "c" -> new SourceFile("c", inner);
              default -> throw new IOException("there is no file " + name);
            };
    Allocation.limited(
        5_000_000 + 20_000L * input.length,
        () -> {
          org.demitasse.devicetree.DeviceTree tree;
          try {
            tree = DeviceTreeCompiler.compile("a", input, files, input.length % 2 == 0);
          } catch (InvalidSourceException e) {
            assertThat(e.problems()).isNotEmpty();
            return;
          }
          byte[] blob = FlattenedDeviceTree.write(tree);
          assertThat(FlattenedDeviceTree.read(blob)).isEqualTo(tree);
          byte[] printed = DeviceTreeSource.print(tree).getBytes(StandardCharsets.UTF_8);
          try {
            assertThat(DeviceTreeCompiler.compile("p", printed, SourceFiles.NONE, false).root())
                .isEqualTo(tree.root());
          } catch (InvalidSourceException e) {
            throw new AssertionError(new String(printed, StandardCharsets.UTF_8), e);
          }
        });
  }
}
