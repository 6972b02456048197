package org.demitasse.kernel;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Random;
import java.util.stream.Stream;
import org.demitasse.kernel.simulation.SimulatedMachine;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Sequences of system calls, led by coverage: the bytes of the input decide what {@link RandomUser}
 * does, the invariants of the kernel say whether that was well.
 */
final class SystemCallFuzzTest {
  /** Takes what it decides from bytes; all are zero after the last. */
  private static final class Bytes implements Choice {
    private final byte[] input;
    private int position;

    Bytes(byte[] input) {
      this.input = input;
    }

    boolean isEmpty() {
      return position >= input.length;
    }

    private int next() {
      return position < input.length ? input[position++] & 0xFF : 0;
    }

    @Override
    public int below(int bound) {
      int number = next();
      if (bound > 256) {
        number |= next() << 8;
      }
      if (bound > 1 << 16) {
        number |= next() << 16 | (next() & 0x3F) << 24;
      }
      return number % bound;
    }
  }

  static Stream<byte[]> sequences() {
    return Stream.of(1, 2)
        .map(
            seed -> {
              byte[] input = new byte[500];
              new Random(seed).nextBytes(input);
              return input;
            });
  }

  @MethodSource("sequences")
  @FuzzTest(maxDuration = "10m")
  void anySequenceOfCalls_leavesTheKernelSound(byte[] input) {
    Bytes bytes = new Bytes(input);
    SimulatedMachine machine = new SimulatedMachine(1 + bytes.below(2));
    KernelInvariants invariants = new KernelInvariants(machine);
    RandomUser user = new RandomUser(machine, bytes);
    try {
      user.prepare();
      machine.afterStep = invariants::check;
      while (!bytes.isEmpty()) {
        user.next().happen(machine);
      }
      TakingBack.everything(machine, invariants);
    } catch (SimulatedMachine.PoweredOff e) {
      // The root program has ended: so has the system.
    }
  }
}
