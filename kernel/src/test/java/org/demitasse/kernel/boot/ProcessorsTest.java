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
  void treeWithoutProcessors_hasTheOneThatBoots() {
    Processors processors = Processors.read(tree(new TreeWriter().begin("").end()), 3);
    assertThat(processors.count()).isEqualTo(1);
    assertThat(processors.listed()).isEqualTo(1);
    assertThat(processors.id(0)).isEqualTo(3);
  }
}
