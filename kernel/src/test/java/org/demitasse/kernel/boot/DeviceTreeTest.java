package org.demitasse.kernel.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.demitasse.kernel.simulation.SimulatedMemory;
import org.junit.jupiter.api.Test;

final class DeviceTreeTest {
  private static final long AT = 0x1000;

  private static byte[] board() {
    return new TreeWriter()
        .begin("")
        .cells("#address-cells", 2)
        .cells("#size-cells", 2)
        .text("model", "Test Board")
        .begin("aliases")
        .text("serial0", "/soc/bus@8000/serial@100")
        .end()
        .begin("chosen")
        .text("stdout-path", "serial0:115200n8")
        .end()
        .begin("memory@40000000")
        .text("device_type", "memory")
        .cells("reg", 0, 0x40000000, 0, 0x8000000)
        .end()
        .begin("soc")
        .cells("#address-cells", 1)
        .cells("#size-cells", 1)
        .cells("ranges", 0x7E000000, 0, 0x3F000000, 0x1000000)
        .cells("dma-ranges", 0xC0000000, 0, 0, 0x3F000000)
        .begin("bus@8000")
        .cells("#address-cells", 1)
        .cells("#size-cells", 1)
        .cells("ranges", 0, 0x7E200000, 0x10000)
        .begin("serial@100")
        .property("compatible", "brcm,x\0arm,pl011\0".getBytes(StandardCharsets.UTF_8))
        .cells("reg", 0x1000, 0x200)
        .end()
        .end()
        .begin("lost@1")
        .cells("reg", 0x10, 4)
        .end()
        .end()
        .end()
        .finish();
  }

  private static DeviceTree tree(byte[] bytes) {
    SimulatedMemory memory = new SimulatedMemory(AT, 0x4000);
    System.arraycopy(bytes, 0, memory.array(), 0, bytes.length);
    return new DeviceTree(memory, AT);
  }

  @Test
  void console_isFoundThroughAliasAndRanges() {
    DeviceTree tree = tree(board());
    assertThat(tree.check(0x4000)).isNull();
    long chosen = tree.child(tree.root(), "chosen");
    long node = tree.locate(tree.property(chosen, "stdout-path"));
    assertThat(node).isNotZero();
    assertThat(tree.lists(tree.property(node, "compatible"), "arm,pl011")).isTrue();
    assertThat(tree.lists(tree.property(node, "compatible"), "arm,pl01")).isFalse();
    assertThat(tree.registers(node)).isEqualTo(0x3F201000L);
  }

  @Test
  void busAddress_goesThroughTheRangesThatThereAre() {
    DeviceTree tree = tree(board());
    assertThat(tree.check(0x4000)).isNull();
    assertThat(tree.findCompatible("brcm,x")).isNotZero();
    assertThat(tree.busAddress(0x123456)).isEqualTo(0xC012_3456L);
    assertThat(tree.busAddress(0x3F00_0000)).as("outside of them").isEqualTo(0x3F00_0000);
  }

  @Test
  void registers_outsideOfTheRanges_areUnknown() {
    byte[] bytes = board();
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int path = text.indexOf("serial0:115200n8");
    System.arraycopy("/soc/lost@1\0\0\0\0\0".getBytes(StandardCharsets.UTF_8), 0, bytes, path, 16);
    DeviceTree tree = tree(bytes);
    assertThat(tree.check(0x4000)).isNull();
    long node = tree.locate(tree.property(tree.child(tree.root(), "chosen"), "stdout-path"));
    assertThat(node).isNotZero();
    assertThat(tree.registers(node)).isEqualTo(-1);
  }

  @Test
  void siblings_areAllVisited() {
    DeviceTree tree = tree(board());
    assertThat(tree.check(0x4000)).isNull();
    int count = 0;
    for (long each = tree.firstChild(tree.root()); each != 0; each = tree.nextSibling(each)) {
      count++;
    }
    assertThat(count).isEqualTo(4);
    long memory = tree.child(tree.root(), "memory");
    assertThat(tree.number(tree.property(memory, "reg"), 2, 2)).isEqualTo(0x8000000);
    assertThat(tree.child(tree.root(), "memor")).isZero();
    assertThat(tree.property(memory, "nothing")).isZero();
  }

  @Test
  void damage_isNamed() {
    byte[] bytes = board();
    assertThat(tree(bytes).check(100)).contains("size");
    bytes[0] = 0;
    assertThat(tree(bytes).check(0x4000)).contains("magic");
    bytes = board();
    bytes[23] = 3;
    assertThat(tree(bytes).check(0x4000)).contains("version");
    bytes = board();
    bytes[11] = (byte) 0xF1;
    assertThat(tree(bytes).check(0x4000)).contains("blocks");
    byte[] cut = new TreeWriter().begin("").begin("a").end().finish();
    assertThat(tree(cut).check(0x4000)).isEqualTo("it ends inside a node");
    TreeWriter deep = new TreeWriter();
    for (int i = 0; i < 40; i++) {
      deep.begin("n");
    }
    assertThat(tree(deep.finish()).check(0x4000)).contains("deep");
  }

  /** A tree with wrong bytes is either refused, or everything in it can be walked without harm. */
  @Test
  void randomDamage_neverEscapesTheTree() {
    long seed = Long.getLong("demitasse.seed", System.nanoTime());
    System.out.println("DeviceTreeTest seed " + seed);
    Random random = new Random(seed);
    byte[] sound = board();
    int accepted = 0;
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = sound.clone();
      for (int i = random.nextInt(4); i >= 0; i--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      DeviceTree tree = tree(bytes);
      if (tree.check(bytes.length) == null) {
        accepted++;
        walk(tree, tree.root());
        long chosen = tree.child(tree.root(), "chosen");
        long node = chosen == 0 ? 0 : tree.locate(tree.property(chosen, "stdout-path"));
        if (node != 0) {
          tree.registers(node);
        }
      }
    }
    assertThat(accepted).isPositive();
  }

  private static void walk(DeviceTree tree, long node) {
    tree.property(node, "reg");
    for (long each = tree.firstChild(node); each != 0; each = tree.nextSibling(each)) {
      walk(tree, each);
    }
  }

  @Test
  void compatibleNode_isFoundAtAnyDepth_withItsRegistersAndSizes() {
    DeviceTree tree =
        tree(
            new TreeWriter()
                .begin("")
                .cells("#address-cells", 2)
                .cells("#size-cells", 2)
                .begin("soc")
                .cells("#address-cells", 1)
                .cells("#size-cells", 1)
                .cells("ranges", 0x1000, 1, 0x5000_0000, 0x10000)
                .begin("first@1000")
                .text("compatible", "arm,gic-v3")
                .text("status", "disabled")
                .cells("reg", 0x1000, 0x10)
                .end()
                .begin("second@2000")
                .property("compatible", "vendor,gic\0arm,gic-v3\0".getBytes(StandardCharsets.UTF_8))
                .cells("reg", 0x2000, 0x100, 0x4000, 0x200, 0x900000, 0x300)
                .end()
                .end()
                .begin("third")
                .text("compatible", "arm,gic-v3")
                .end()
                .end()
                .finish());
    assertThat(tree.check(0x4000)).isNull();
    long node = tree.findCompatible("arm,gic-v3");
    assertThat(tree.isNamed(node, "second", 0, 6)).isTrue();
    assertThat(tree.registers(node, 0)).isEqualTo(0x1_5000_1000L);
    assertThat(tree.registersSize(node, 0)).isEqualTo(0x100);
    assertThat(tree.registers(node, 1)).isEqualTo(0x1_5000_3000L);
    assertThat(tree.registersSize(node, 1)).isEqualTo(0x200);
    assertThat(tree.registers(node, 2)).as("outside of the bus").isEqualTo(-1);
    assertThat(tree.registers(node, 3)).as("no such entry").isEqualTo(-1);
    assertThat(tree.registersSize(node, 3)).isZero();
    assertThat(tree.findCompatible("arm,gic")).isZero();
  }

  @Test
  void position_inAListOfStrings() {
    DeviceTree tree =
        tree(
            new TreeWriter()
                .begin("")
                .property("names", "sec-phys\0phys\0virt\0".getBytes(StandardCharsets.UTF_8))
                .property("open", "phys".getBytes(StandardCharsets.UTF_8))
                .end()
                .finish());
    long names = tree.check(0x4000) == null ? tree.property(tree.root(), "names") : 0;
    assertThat(tree.indexOf(names, "phys")).isEqualTo(1);
    assertThat(tree.indexOf(names, "virt")).isEqualTo(2);
    assertThat(tree.indexOf(names, "hyp")).isEqualTo(-1);
    assertThat(tree.indexOf(0, "phys")).isEqualTo(-1);
    assertThat(tree.indexOf(tree.property(tree.root(), "open"), "phys")).isEqualTo(-1);
  }
}
