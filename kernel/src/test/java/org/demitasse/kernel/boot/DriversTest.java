package org.demitasse.kernel.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.demitasse.kernel.simulation.SimulatedMemory;
import org.junit.jupiter.api.Test;

final class DriversTest {
  private static final Driver UART = SimulatedPlatform.driver("uart", "test,uart2", "test,uart1");
  private static final Driver TIMER = SimulatedPlatform.driver("timer", "test,timer");
  private static final Driver ABSENT = SimulatedPlatform.driver("absent", "test,absent");

  private final Drivers drivers = new Drivers(UART, TIMER, ABSENT);
  private final DeviceTree tree = tree();

  private static DeviceTree tree() {
    byte[] blob =
        new TreeWriter()
            .begin("")
            .text("compatible", "test,board")
            .begin("first")
            .text("compatible", "test,uart1")
            .end()
            .begin("off")
            .text("compatible", "test,uart2")
            .text("status", "disabled")
            .end()
            .begin("nested")
            .begin("clock")
            .text("compatible", "other,clock\0test,timer")
            .end()
            .end()
            .begin("unknown")
            .text("compatible", "test,timer-of-another-kind")
            .end()
            .begin("silent")
            .end()
            .end()
            .finish();
    SimulatedMemory memory = new SimulatedMemory(0, 4096);
    for (int i = 0; i < blob.length; i++) {
      memory.storeByte(i, blob[i]);
    }
    DeviceTree tree = new DeviceTree(memory, 0);
    assertThat(tree.check(4096)).isNull();
    return tree;
  }

  private long node(String name) {
    return tree.child(tree.root(), name);
  }

  @Test
  void driver_isFoundByAnyOfTheNodesValues() {
    assertThat(drivers.of(tree, node("first"))).isSameAs(UART);
    assertThat(drivers.of(tree, tree.child(node("nested"), "clock"))).isSameAs(TIMER);
  }

  @Test
  void nodeThatNobodyKnows_hasNoDriver() {
    assertThat(drivers.of(tree, node("unknown"))).isNull();
    assertThat(drivers.of(tree, node("silent"))).isNull();
    assertThat(drivers.of(tree, tree.root())).isNull();
  }

  @Test
  void node_isTheFirstThatMayBeUsed() {
    assertThat(Drivers.node(tree, UART)).isEqualTo(node("first"));
    assertThat(Drivers.node(tree, TIMER)).isEqualTo(tree.child(node("nested"), "clock"));
    assertThat(Drivers.node(tree, ABSENT)).isZero();
  }
}
