package org.demitasse.boottest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.demitasse.init.Init;
import org.demitasse.testkit.Boot;
import org.demitasse.testkit.BootTest;
import org.demitasse.testkit.Machine;
import org.demitasse.testkit.OnMachines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Components are killed in every state, restarted, and outlived; nothing of them stays behind. */
@BootTest
@OnMachines({"virt", "raspi3b"})
final class LifeAndDeathBootTest {
  /** Of each state; {@code -Ddemitasse.rounds=1000} for a long run. */
  private static final int ROUNDS = Integer.getInteger("demitasse.rounds", 100);

  private static final Duration LIMIT = Duration.ofSeconds(120 + ROUNDS);

  @TempDir Path folder;

  @Test
  void killedInAnyState_leavesAllAccountsAsTheyWere(Boot boot) {
    // Nothing of it differs from board to board but how death comes to other processors.
    int rounds = boot.machine().orElseThrow().equals("virt") ? ROUNDS : Math.max(1, ROUNDS / 5);
    Machine machine =
        boot.description(
                new Systems()
                    // Its own heap does not grow: that would be seen in its account.
                    .with("init", Nursery.class, "1M", "1M")
                    .with("tree", Init.class, "64K", "2M")
                    .with("subject", Subject.class)
                    .file(folder, "rounds", String.valueOf(rounds))
                    .largeCore()
                    .description())
            .timeout(LIMIT)
            .start();

    for (String state :
        new String[] {"runs", "calls", "asks", "waits", "touches", "faults", "exits", "throws"}) {
      machine
          .console()
          .expectLine(
              "[init] %d rounds, killed where it %s: all accounts as before"
                  .formatted(rounds, state));
    }
    machine
        .console()
        .expectLine(
            "[init] %d rounds, killed where it init: all accounts as before".formatted(rounds))
        .expectLine(
            "[init] %d rounds under init, in each state: all accounts as before".formatted(rounds));
    machine.console().expectMatch("all components have ended, their RAM is back");
    machine.console().expectNoText("are missing");
    assertThat(machine.exitCode()).isZero();
  }
}
