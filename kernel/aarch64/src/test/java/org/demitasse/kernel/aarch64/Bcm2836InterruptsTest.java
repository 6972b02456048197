package org.demitasse.kernel.aarch64;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.demitasse.kernel.boot.DeviceTree;
import org.demitasse.kernel.boot.TreeWriter;
import org.demitasse.kernel.hal.InterruptController;
import org.demitasse.kernel.simulation.SimulatedMemory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The driver keeps the contract of {@link InterruptController}. */
final class Bcm2836InterruptsTest {
  private static final int PHYSICAL_TIMER = 1;
  private static final int VIRTUAL_TIMER = 3;

  private final SimulatedBcm2836 hardware = new SimulatedBcm2836();

  /** Starts all four cores; the first processor is core 2. */
  private InterruptController started() {
    hardware.calling = 2;
    InterruptController controller = hardware.controller(4, false);
    for (int i = 0; i < 4; i++) {
      hardware.calling = (i + 2) % 4;
      controller.startProcessor(i);
    }
    hardware.calling = 2;
    return controller;
  }

  private int takeOn(InterruptController controller, int core) {
    hardware.calling = core;
    int taken = controller.take();
    hardware.local.assertOrderedAndForget();
    return taken;
  }

  @Test
  void start_forgetsWhatFirmwareLeft() {
    for (int i = 0; i < 4; i++) {
      hardware.setTimer(i, PHYSICAL_TIMER, true);
      hardware.post(i, 0);
      hardware.post(i, 3);
    }
    hardware.set(0, 1, true);
    hardware.set(1, 9, true);
    hardware.set(2, 25, true);
    InterruptController controller = started();
    for (int i = 0; i < 4; i++) {
      assertThat(takeOn(controller, i)).isEqualTo(InterruptController.NONE);
    }
    assertThat(hardware.isFast()).as("no fast interrupts").isFalse();
    assertThat(hardware.clockWrites).as("firmware has set the counter's clock").isZero();
  }

  @Test
  void start_withoutFirmware_setsTheClockOfTheCounter() {
    hardware.controller(1, true);
    assertThat(hardware.clockWrites).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 32",
    "0, 7, 39",
    "1, 0, 64",
    "1, 1, 65",
    "1, 29, 93",
    "2, 25, 121",
    "2, 31, 127"
  })
  void peripheral_hasTheLineOfItsBankAndNumber(int bank, int number, int line) {
    InterruptController controller = started();
    assertThat(Bcm2836Interrupts.line(bank, number)).isEqualTo(line);
    assertThat(controller.assignable(line)).isTrue();
    assertThat(line).isLessThan(controller.lines());
    hardware.set(bank, number, true);
    assertThat(takeOn(controller, 2)).as("masked").isEqualTo(InterruptController.NONE);
    controller.unmask(line, 3);
    assertThat(takeOn(controller, 1)).as("on another core").isEqualTo(InterruptController.NONE);
    assertThat(takeOn(controller, 2)).isEqualTo(line);
    controller.mask(line);
    controller.end(line);
    assertThat(controller.take()).isEqualTo(InterruptController.NONE);
    controller.unmask(line, 0);
    assertThat(controller.take()).as("a level stays until the device is served").isEqualTo(line);
    hardware.set(bank, number, false);
    assertThat(controller.take()).isEqualTo(InterruptController.NONE);
  }

  @ParameterizedTest
  @CsvSource({"-1, 0", "3, 0", "0, 8", "0, 31", "1, 32", "2, -1"})
  void peripheralThatTheTreeCannotMean_hasNoLine(int bank, int number) {
    assertThat(Bcm2836Interrupts.line(bank, number)).isEqualTo(-1);
  }

  @Test
  void lines_thatAreTheControllersOwn_areNobodys() {
    InterruptController controller = started();
    for (int line = 4; line < 32; line++) {
      assertThat(controller.assignable(line)).as("%d", line).isFalse();
    }
    assertThat(controller.assignable(VIRTUAL_TIMER)).isTrue();
    assertThat(controller.assignable(40)).isFalse();
    assertThat(controller.assignable(63)).isFalse();
    assertThat(controller.assignable(128)).isFalse();
  }

  @Test
  void privateLine_isThatOfTheCallingCore() {
    InterruptController controller = started();
    hardware.calling = 3;
    controller.unmask(VIRTUAL_TIMER, 1);
    hardware.setTimer(0, VIRTUAL_TIMER, true);
    hardware.setTimer(3, VIRTUAL_TIMER, true);
    assertThat(takeOn(controller, 0)).isEqualTo(InterruptController.NONE);
    assertThat(takeOn(controller, 3)).isEqualTo(VIRTUAL_TIMER);
    controller.unmask(PHYSICAL_TIMER, 1);
    controller.mask(VIRTUAL_TIMER);
    assertThat(controller.take()).isEqualTo(InterruptController.NONE);
    hardware.setTimer(3, PHYSICAL_TIMER, true);
    assertThat(controller.take()).as("the other one was not masked").isEqualTo(PHYSICAL_TIMER);
  }

  @Test
  void reschedule_reachesOneProcessor_onceForAllThatAsk() {
    InterruptController controller = started();
    for (int to = 0; to < 4; to++) {
      hardware.calling = 2;
      controller.reschedule(to);
      hardware.calling = 1;
      controller.reschedule(to);
      for (int core = 0; core < 4; core++) {
        boolean target = core == (to + 2) % 4;
        assertThat(takeOn(controller, core))
            .isEqualTo(target ? InterruptController.RESCHEDULE : InterruptController.NONE);
        controller.end(InterruptController.RESCHEDULE);
        assertThat(takeOn(controller, core)).isEqualTo(InterruptController.NONE);
      }
    }
  }

  @Test
  void randomOperations_agreeWithAModel() {
    long seed = Long.getLong("demitasse.seed", System.nanoTime());
    System.out.println("Bcm2836InterruptsTest seed " + seed);
    Random random = new Random(seed);
    InterruptController controller = started();
    boolean[] level = new boolean[128];
    boolean[] open = new boolean[128];
    for (int i = 0; i < 20_000; i++) {
      int bank = random.nextInt(3);
      int number = random.nextInt(bank == 0 ? 8 : 32);
      int line = Bcm2836Interrupts.line(bank, number);
      hardware.calling = random.nextInt(4);
      switch (random.nextInt(4)) {
        case 0 -> {
          controller.unmask(line, random.nextInt(4));
          open[line] = true;
        }
        case 1 -> {
          controller.mask(line);
          open[line] = false;
        }
        case 2 -> {
          level[line] = random.nextBoolean();
          hardware.set(bank, number, level[line]);
        }
        default -> {
          int expected = InterruptController.NONE;
          for (int each = 127; each >= 32 && hardware.calling == 2; each--) {
            expected = level[each] && open[each] ? each : expected;
          }
          assertThat(controller.take()).isEqualTo(expected);
        }
      }
    }
  }

  private static DeviceTree tree(TreeWriter writer) {
    byte[] bytes = writer.finish();
    SimulatedMemory memory = new SimulatedMemory(0x1000, 0x4000);
    System.arraycopy(bytes, 0, memory.array(), 0, bytes.length);
    DeviceTree tree = new DeviceTree(memory, 0x1000);
    assertThat(tree.check(0x4000)).isNull();
    return tree;
  }

  private static int timerLine(int cells, int... interrupts) {
    DeviceTree tree =
        tree(
            new TreeWriter()
                .begin("")
                .begin("timer")
                .cells("interrupts", interrupts)
                .end()
                .begin("local")
                .text("compatible", "brcm,bcm2836-l1-intc")
                .cells("#interrupt-cells", cells)
                .end()
                .end());
    return Bcm2836Discovery.localLine(tree, tree.child(tree.root(), "timer"), 1);
  }

  @Test
  void localLine_isReadFromTreesOfBothAges() {
    assertThat(timerLine(1, 0, 1, 3, 2)).isEqualTo(1);
    assertThat(timerLine(2, 0, 4, 1, 4, 3, 4, 2, 4)).isEqualTo(1);
  }

  @Test
  void localLine_ofABadTree_isNone() {
    assertThat(timerLine(2, 0, 4)).as("too few interrupts").isEqualTo(-1);
    assertThat(timerLine(1, 0, 8)).as("not a timer's").isEqualTo(-1);
    assertThat(timerLine(1, 0, -1)).isEqualTo(-1);
    assertThat(timerLine(0, 0, 1)).as("interrupts without cells").isEqualTo(-1);
    assertThat(timerLine(-5, 0, 1)).isEqualTo(-1);
    assertThat(timerLine(0x4000_0000, 0, 1)).isEqualTo(-1);
    DeviceTree bare = tree(new TreeWriter().begin("").begin("timer").end().end());
    assertThat(Bcm2836Discovery.localLine(bare, bare.child(bare.root(), "timer"), 1))
        .as("no controller")
        .isEqualTo(-1);
  }
}
