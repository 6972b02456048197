package org.demitasse.kernel;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.demitasse.kernel.simulation.SimulatedMachine;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two machines in step: one with the fast path, one where every call goes the general way. After
 * each step they are the same, down to every register and every byte of RAM.
 */
final class FastPathTest {
  private static final int STEPS = 1500;
  private static final double SECONDS =
      Double.parseDouble(System.getProperty("demitasse.random.seconds", "2"));

  private record Word(String what, long value) {}

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void fastPath_hasTheResultsOfTheGeneralPath(int processors) {
    long seed = Long.getLong("demitasse.seed", System.nanoTime());
    System.out.println("FastPathTest, " + processors + " processors: -Ddemitasse.seed=" + seed);
    long end = System.nanoTime() + (long) (SECONDS * 1e9);
    long steps = 0;
    for (int life = 0; life == 0 || System.nanoTime() < end; life++) {
      steps += live(processors, seed + life);
    }
    System.out.println(steps + " steps");
  }

  static int live(int processors, long seed) {
    SimulatedMachine fast = new SimulatedMachine(processors);
    SimulatedMachine general = new SimulatedMachine(processors);
    general.fastPath = false;
    RandomUser user = new RandomUser(fast, Choice.random(new Random(seed)));
    new RandomUser(general, Choice.random(new Random(seed))).prepare();
    user.prepare();
    ArrayDeque<String> history = new ArrayDeque<>();
    int steps = 0;
    try {
      for (; steps < STEPS; steps++) {
        UserAction action = user.next();
        if (history.size() == 20) {
          history.removeFirst();
        }
        history.addLast(action.toString());
        action.happen(fast);
        action.happen(general);
        // Where another processor has asked for attention, the fast path leaves that to the
        // interrupt, which comes at once; the general path attends to it by the way.
        if (fast.interrupts.reschedulePending(action.processor)
            || general.interrupts.reschedulePending(action.processor)) {
          fast.interrupt(action.processor);
          general.interrupt(action.processor);
        }
        compare(fast, general);
      }
    } catch (SimulatedMachine.PoweredOff e) {
      // The first of the two; the other would have, too.
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(
          "seed " + seed + ", step " + steps + ":\n" + String.join("\n", history), e);
    }
    return steps;
  }

  private static void compare(SimulatedMachine fast, SimulatedMachine general) {
    long[] sums = {17, 17};
    new KernelState(fast, (what, value) -> sums[0] = sums[0] * 31 + value, true).tell();
    new KernelState(general, (what, value) -> sums[1] = sums[1] * 31 + value, true).tell();
    if (sums[0] != sums[1]) {
      List<Word> first = words(fast);
      List<Word> second = words(general);
      for (int i = 0; i < Math.min(first.size(), second.size()); i++) {
        if (!first.get(i).equals(second.get(i))) {
          throw new AssertionError(
              "word "
                  + i
                  + ", fast "
                  + first.get(i)
                  + ", general "
                  + second.get(i)
                  + ", after "
                  + first.subList(Math.max(0, i - 8), i));
        }
      }
      throw new AssertionError("one state has more words");
    }
    int difference = Arrays.mismatch(fast.memory.array(), general.memory.array());
    if (difference >= 0) {
      throw new AssertionError(
          "RAM differs at 0x" + Long.toHexString(SimulatedMachine.RAM + difference));
    }
  }

  private static List<Word> words(SimulatedMachine machine) {
    List<Word> words = new ArrayList<>();
    new KernelState(machine, (what, value) -> words.add(new Word(what, value)), true).tell();
    return words;
  }
}
