package org.demitasse.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Random;
import org.demitasse.kernel.simulation.SimulatedMachine;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever user code does, the kernel's invariants hold after every step, and at the end everything
 * can be taken back. {@code -Ddemitasse.seed} repeats a run, {@code -Ddemitasse.random.seconds}
 * makes it longer.
 */
final class RandomCallsTest {
  private static final int STEPS = 3000;

  /** After so many steps in which nobody ran, nobody will any more. */
  private static final int IDLE_STEPS = 30;

  private static final int REMEMBERED = 40;
  private static final double SECONDS =
      Double.parseDouble(System.getProperty("demitasse.random.seconds", "2"));

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void invariantsHold_whateverUserCodeDoes(int processors) {
    long seed = Long.getLong("demitasse.seed", System.nanoTime());
    System.out.println("RandomCallsTest, " + processors + " processors: -Ddemitasse.seed=" + seed);
    long end = System.nanoTime() + (long) (SECONDS * 1e9);
    long steps = 0;
    int lives = 0;
    do {
      steps += live(processors, seed + lives);
      lives++;
    } while (System.nanoTime() < end);
    System.out.println(lives + " systems, " + steps + " steps");
    assertThat(steps).isGreaterThan(lives);
  }

  static int live(int processors, long seed) {
    Random random = new Random(seed);
    SimulatedMachine machine = new SimulatedMachine(size(processors, random));
    KernelInvariants invariants = new KernelInvariants(machine);
    machine.afterStep = invariants::check;
    machine.fastPath = random.nextInt(4) != 0;
    RandomUser user = new RandomUser(machine, Choice.random(random));
    ArrayDeque<String> history = new ArrayDeque<>();
    int steps = 0;
    try {
      user.prepare();
      int idle = 0;
      while (steps < STEPS && idle < IDLE_STEPS) {
        steps++;
        idle = isIdle(machine.kernel) ? idle + 1 : 0;
        UserAction action = user.next();
        if (history.size() == REMEMBERED) {
          history.removeFirst();
        }
        history.addLast(action.toString());
        action.happen(machine);
      }
      TakingBack.everything(machine, invariants);
    } catch (SimulatedMachine.PoweredOff e) {
      // The root program has ended: so has the system.
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(
          "seed " + seed + ", step " + steps + ":\n" + String.join("\n", history), e);
    }
    return steps;
  }

  private static SimulatedMachine.Size size(int processors, Random random) {
    if (random.nextInt(3) != 0) {
      return SimulatedMachine.Size.of(processors);
    }
    // Scarce: every pool runs out.
    return new SimulatedMachine.Size(
        processors,
        20 + random.nextInt(30),
        5,
        new Objects.Limits(60 + random.nextInt(60), 5, 6 + random.nextInt(3), 4, 4, 8, 3, 2, 5));
  }

  private static boolean isIdle(Kernel kernel) {
    boolean idle = true;
    for (int i = 0; i < kernel.processorCount(); i++) {
      idle &= kernel.processor(i).current == kernel.processor(i).idle;
    }
    return idle;
  }
}
