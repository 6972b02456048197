package org.demitasse.boottest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.demitasse.testkit.Boot;
import org.demitasse.testkit.BootTest;
import org.demitasse.testkit.Machine;
import org.demitasse.testkit.OnMachines;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A million random system calls harm nobody but who makes them. The console says the seed; {@code
 * -Ddemitasse.random.seed=N} makes the same calls again, {@code -Ddemitasse.random.calls=N} another
 * number of them.
 */
@BootTest
@OnMachines({"virt", "raspi3b"})
final class RandomCallsBootTest {
  private static final long SEED = Long.getLong("demitasse.random.seed", System.nanoTime() >>> 4);

  @ParameterizedTest
  @CsvSource({"1, 1000000", "4, 100000"})
  void randomCalls_harmNobodyElse(int cpus, long usualCalls, Boot boot) {
    long calls = Long.getLong("demitasse.random.calls", usualCalls);
    String name = "random-%d-%d".formatted(SEED & 0xFFFF_FFFFL, calls);
    Machine machine =
        boot.description(Systems.root(RandomCallsRoot.class, name))
            .cpus(cpus)
            .timeout(Duration.ofMinutes(10))
            .start();

    machine.console().expectMatch("without capabilities: %d calls, nothing had".formatted(calls));
    machine.console().expectMatch("with some: \\d+ calls in \\d+ lives");
    machine
        .console()
        .expectLine("[randomcallsroot] nothing leaked; others worked on: done")
        .expectNoText("panic");
    assertThat(machine.exitCode()).isZero();
  }
}
