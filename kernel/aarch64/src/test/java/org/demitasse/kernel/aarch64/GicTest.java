package org.demitasse.kernel.aarch64;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.demitasse.kernel.hal.InterruptController;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Both drivers keep the contract of {@link InterruptController}, in every security state. */
final class GicTest {
  /** Two clusters, as far apart as affinities can be. */
  private static final long[] AFFINITIES = {0, 1, 0x100, 0x2A_0003_0412L};

  private static final int PRIVATE = 27;
  private static final int SHARED = 40;

  enum Variant {
    V2(false, false, false),
    V2_BELOW_FIRMWARE(false, true, false),
    V2_ENTERED_AT_EL3(false, true, true),
    V3(true, false, false),
    V3_BELOW_FIRMWARE(true, true, false),
    V3_ENTERED_AT_EL3(true, true, true);

    final boolean version3;
    final boolean twoStates;
    final boolean monitor;

    Variant(boolean version3, boolean twoStates, boolean monitor) {
      this.version3 = version3;
      this.twoStates = twoStates;
      this.monitor = monitor;
    }

    SimulatedGic gic() {
      return new SimulatedGic(version3, twoStates, monitor, AFFINITIES);
    }
  }

  private static InterruptController controller(SimulatedGic gic) {
    InterruptController controller;
    int count = gic.processors;
    if (gic.version3) {
      DeviceRegisters[] redistributors = new DeviceRegisters[count];
      DeviceRegisters[] privateLines = new DeviceRegisters[count];
      for (int i = 0; i < count; i++) {
        redistributors[i] = gic.redistributor(i);
        privateLines[i] = gic.privateLines(i);
      }
      controller =
          new GicV3(
              gic.distributor(),
              redistributors,
              privateLines,
              gic.systemRegisters(),
              gic.affinities);
    } else {
      controller = new GicV2(gic.distributor(), gic.cpuInterface(), count);
    }
    for (int i = 0; i < count; i++) {
      gic.calling = i;
      controller.startProcessor(i);
    }
    gic.calling = 0;
    return controller;
  }

  private static int takeOn(SimulatedGic gic, InterruptController controller, int processor) {
    gic.calling = processor;
    return controller.take();
  }

  @ParameterizedTest
  @EnumSource
  void start_forgetsWhatFirmwareLeft(Variant variant) {
    SimulatedGic gic = variant.gic();
    InterruptController controller = controller(gic);
    for (int i = 0; i < gic.processors; i++) {
      assertThat(takeOn(gic, controller, i)).isEqualTo(InterruptController.NONE);
    }
    assertThat(controller.lines()).isEqualTo(SimulatedGic.LINES);
    assertThat(controller.assignable(15)).isFalse();
    assertThat(controller.assignable(16)).isTrue();
    assertThat(controller.assignable(SimulatedGic.LINES)).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void sharedLine_interruptsTheProcessorItIsRoutedTo(Variant variant) {
    SimulatedGic gic = variant.gic();
    InterruptController controller = controller(gic);
    for (int target = 0; target < gic.processors; target++) {
      gic.calling = 0;
      controller.unmask(SHARED, target);
      gic.raise(SHARED, 0);
      for (int i = 0; i < gic.processors; i++) {
        if (i != target) {
          assertThat(takeOn(gic, controller, i)).isEqualTo(InterruptController.NONE);
        }
      }
      assertThat(takeOn(gic, controller, target)).isEqualTo(SHARED);
      controller.mask(SHARED);
      controller.end(SHARED);
      gic.raise(SHARED, 0);
      assertThat(controller.take()).as("masked").isEqualTo(InterruptController.NONE);
    }
  }

  @ParameterizedTest
  @EnumSource
  void privateLine_isThatOfTheCallingProcessor(Variant variant) {
    SimulatedGic gic = variant.gic();
    InterruptController controller = controller(gic);
    gic.calling = 2;
    controller.unmask(PRIVATE, 2);
    gic.raise(PRIVATE, 1);
    gic.raise(PRIVATE, 2);
    assertThat(takeOn(gic, controller, 1)).isEqualTo(InterruptController.NONE);
    assertThat(takeOn(gic, controller, 2)).isEqualTo(PRIVATE);
    controller.mask(PRIVATE);
    controller.end(PRIVATE);
    gic.raise(PRIVATE, 2);
    assertThat(controller.take()).isEqualTo(InterruptController.NONE);
  }

  @ParameterizedTest
  @EnumSource
  void reschedule_reachesOneProcessor_andMayComeFromSeveral(Variant variant) {
    SimulatedGic gic = variant.gic();
    InterruptController controller = controller(gic);
    for (int from = 0; from < gic.processors; from++) {
      for (int to = 0; to < gic.processors; to++) {
        gic.calling = from;
        controller.reschedule(to);
        for (int i = 0; i < gic.processors; i++) {
          int expected = i == to ? InterruptController.RESCHEDULE : InterruptController.NONE;
          assertThat(takeOn(gic, controller, i)).isEqualTo(expected);
          controller.end(expected);
          assertThat(controller.take()).isEqualTo(InterruptController.NONE);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void configure_changesOneLineOnly(Variant variant) {
    SimulatedGic gic = variant.gic();
    InterruptController controller = controller(gic);
    controller.configure(SHARED, true);
    controller.configure(SHARED + 1, true);
    controller.configure(PRIVATE, true);
    controller.configure(SHARED, false);
    for (int line = 16; line < SimulatedGic.LINES; line++) {
      assertThat(gic.isEdge(line)).as("%d", line).isEqualTo(line == SHARED + 1 || line == PRIVATE);
    }
  }

  @ParameterizedTest
  @EnumSource
  void randomOperations_agreeWithAModel(Variant variant) {
    long seed = Long.getLong("demitasse.seed", System.nanoTime());
    System.out.println("GicTest seed " + seed);
    Random random = new Random(seed);
    SimulatedGic gic = variant.gic();
    InterruptController controller = controller(gic);
    boolean[] pending = new boolean[SimulatedGic.LINES];
    int[] target = new int[SimulatedGic.LINES];
    Arrays.fill(target, -1);
    for (int i = 0; i < 20_000; i++) {
      int line = 32 + random.nextInt(SimulatedGic.LINES - 32);
      gic.calling = random.nextInt(gic.processors);
      switch (random.nextInt(4)) {
        case 0 -> {
          target[line] = random.nextInt(gic.processors);
          controller.unmask(line, target[line]);
        }
        case 1 -> {
          controller.mask(line);
          target[line] = -1;
        }
        case 2 -> {
          gic.raise(line, 0);
          pending[line] = true;
        }
        default -> {
          int expected = InterruptController.NONE;
          for (int each = SimulatedGic.LINES - 1; each >= 32; each--) {
            if (pending[each] && target[each] == gic.calling) {
              expected = each;
            }
          }
          int taken = controller.take();
          assertThat(taken).isEqualTo(expected);
          if (taken != InterruptController.NONE) {
            pending[taken] = false;
            controller.end(taken);
          }
        }
      }
    }
  }
}
