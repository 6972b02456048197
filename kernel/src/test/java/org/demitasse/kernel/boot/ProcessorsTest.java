package org.demitasse.kernel.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.demitasse.kernel.simulation.SimulatedMemory;
import org.junit.jupiter.api.Test;

final class ProcessorsTest {
  private static final long AT = 0x1000;

  private static DeviceTree tree(TreeWriter writer) {
    byte[] bytes = writer.finish();
    SimulatedMemory memory = new SimulatedMemory(AT, 0x4000);
    System.arraycopy(bytes, 0, memory.array(), 0, bytes.length);
    DeviceTree tree = new DeviceTree(memory, AT);
    assertThat(tree.check(0x4000)).isNull();
    return tree;
  }

  private static TreeWriter cpus(int addressCells) {
    return new TreeWriter()
        .begin("")
        .begin("cpus")
        .cells("#address-cells", addressCells)
        .cells("#size-cells", 0);
  }

  @Test
  void bootProcessor_comesFirst_whereverTheTreeHasIt() {
    Processors processors =
        Processors.read(
            tree(
                cpus(2)
                    .begin("cpu@100")
                    .cells("reg", 0, 0x100)
                    .text("enable-method", "psci")
                    .end()
                    .begin("cpu@101")
                    .cells("reg", 0, 0x101)
                    .text("enable-method", "psci")
                    .end()
                    .begin("cpu@200000000")
                    .cells("reg", 2, 0)
                    .text("enable-method", "vendor,magic")
                    .end()
                    .begin("cpu@1")
                    .cells("reg", 0, 1)
                    .end()
                    .begin("cpu-map")
                    .end()
                    .begin("l2-cache")
                    .end()
                    .end()
                    .end()),
            0x101);
    assertThat(processors.count()).isEqualTo(4);
    assertThat(processors.listed()).isEqualTo(4);
    assertThat(processors.id(0)).isEqualTo(0x101);
    assertThat(processors.id(1)).isEqualTo(0x100);
    assertThat(processors.start(1)).isEqualTo(Processors.Start.PSCI);
    assertThat(processors.id(2)).isEqualTo(0x2_0000_0000L);
    assertThat(processors.start(2)).isEqualTo(Processors.Start.UNKNOWN);
    assertThat(processors.start(3)).isEqualTo(Processors.Start.RUNNING);
    processors.remove(2);
    assertThat(processors.count()).isEqualTo(3);
    assertThat(processors.id(2)).isEqualTo(1);
    assertThat(processors.start(2)).isEqualTo(Processors.Start.RUNNING);
  }

  @Test
  void processorsBeyondTheLimit_areCountedOnly() {
    TreeWriter writer = cpus(1);
    for (int i = 0; i < 11; i++) {
      writer.begin("cpu@" + i).cells("reg", i).text("enable-method", "psci").end();
    }
    Processors processors = Processors.read(tree(writer.end().end()), 10);
    assertThat(processors.count()).isEqualTo(Processors.LIMIT);
    assertThat(processors.listed()).isEqualTo(11);
    assertThat(processors.id(0)).isEqualTo(10);
    assertThat(processors.id(7)).isEqualTo(6);
  }

  @Test
  void spinTable_needsAWordThatReleases() {
    Processors processors =
        Processors.read(
            tree(
                cpus(1)
                    .begin("cpu@1")
                    .cells("reg", 1)
                    .text("enable-method", "spin-table")
                    .cells("cpu-release-addr", 0, 0xE0)
                    .end()
                    .begin("cpu@2")
                    .cells("reg", 2)
                    .text("enable-method", "spin-table")
                    .cells("cpu-release-addr", 0, 0xE4)
                    .end()
                    .begin("cpu@3")
                    .cells("reg", 3)
                    .text("enable-method", "spin-table")
                    .end()
                    .begin("cpu@4")
                    .cells("reg", 4)
                    .text("enable-method", "spin-table")
                    .cells("cpu-release-addr", 0x1000)
                    .end()
                    .begin("cpu@5")
                    .cells("reg", 5)
                    .text("enable-method", "spin-table")
                    .cells("cpu-release-addr", 0x8000_0000, 0)
                    .end()
                    .end()
                    .end()),
            0);
    assertThat(processors.start(1)).isEqualTo(Processors.Start.SPIN_TABLE);
    assertThat(processors.release(1)).isEqualTo(0xE0);
    assertThat(processors.start(2)).as("not a multiple of 8").isEqualTo(Processors.Start.UNKNOWN);
    assertThat(processors.start(3)).as("no word").isEqualTo(Processors.Start.UNKNOWN);
    assertThat(processors.start(4)).as("32 bits").isEqualTo(Processors.Start.SPIN_TABLE);
    assertThat(processors.release(4)).isEqualTo(0x1000);
    assertThat(processors.start(5)).as("beyond memory").isEqualTo(Processors.Start.UNKNOWN);
    processors.remove(1);
    assertThat(processors.release(3)).isEqualTo(0x1000);
  }

  @Test
  void treeWithoutProcessors_hasTheOneThatBoots() {
    Processors processors = Processors.read(tree(new TreeWriter().begin("").end()), 3);
    assertThat(processors.count()).isEqualTo(1);
    assertThat(processors.listed()).isEqualTo(1);
    assertThat(processors.id(0)).isEqualTo(3);
  }
}
