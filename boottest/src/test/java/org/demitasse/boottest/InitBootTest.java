package org.demitasse.boottest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.demitasse.testkit.Boot;
import org.demitasse.testkit.BootTest;
import org.demitasse.testkit.Machine;
import org.demitasse.testkit.OnMachines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Init starts trees of components, wires them, keeps them within their quotas, and restarts them.
 */
@BootTest
@OnMachines({"virt", "raspi3b"})
final class InitBootTest {
  /** The nested configuration of "Genode on the OKL4 kernel", word by word. */
  private static final String SEED =
      """
      <config>
       <parent-provides>
       <service name="ROM"/>
       <service name="RAM"/>
       <service name="CAP"/>
       <service name="PD"/>
       <service name="RM"/>
       <service name="CPU"/>
       <service name="LOG"/>
       </parent-provides>
       <default-route>
       <any-service> <parent/> </any-service>
       </default-route>
       <start name="init.1">
       <binary name="init"/>
       <resource name="RAM" quantum="5M"/>
       </start>
       <start name="init.2">
       <binary name="init"/>
       <resource name="RAM" quantum="5M"/>
       <config>
       <parent-provides>
       <service name="ROM"/>
       <service name="RAM"/>
       <service name="CAP"/>
       <service name="PD"/>
       <service name="RM"/>
       <service name="CPU"/>
       <service name="LOG"/>
       </parent-provides>
       <default-route>
       <any-service> <parent/> </any-service>
       </default-route>
       <start name="init.2.1">
       <binary name="init"/>
       <resource name="RAM" quantum="2M"/>
       </start>
       <start name="init.2.2">
       <binary name="init"/>
       <resource name="RAM" quantum="2M"/>
       </start>
       </config>
       </start>
      </config>
      """;

  @TempDir Path folder;

  private Machine company(Boot boot, String configuration) {
    return boot.description(
            new Systems().with("company", Company.class).init(folder, configuration).description())
        .start();
  }

  @Test
  void nestedConfigurationOfTheSeed_startsFourInstancesOfOneBinary(Boot boot) {
    Machine machine = boot.description(new Systems().initWhole(folder, SEED).description()).start();

    machine.console().expectMatch("\\[core\\] \\d+ MiB of RAM and \\d+ capabilities for init");
    machine
        .console()
        .expectLinesInAnyOrder(
            "[init] child \"init.1\" started",
            "[init] child \"init.2\" started",
            "[init -> init.1] there is nothing to start: the configuration has no <start>",
            "[init -> init.2] child \"init.2.1\" started",
            "[init -> init.2] child \"init.2.2\" started",
            "[init -> init.2 -> init.2.1] there is nothing to start: the configuration has no"
                + " <start>",
            "[init -> init.2 -> init.2.2] there is nothing to start: the configuration has no"
                + " <start>");
  }

  @Test
  void hundredChildren_startFromOneBinary(Boot boot) {
    StringBuilder configuration = new StringBuilder();
    String[] lines = new String[100];
    for (int i = 0; i < lines.length; i++) {
      configuration.append(
          "<start name=\"many-%d\" caps=\"12\" ram=\"512K\"><binary name=\"company\"/></start>\n"
              .formatted(i));
      lines[i] = "[init -> many-%d] is here".formatted(i);
    }

    Machine machine =
        boot.description(
                new Systems()
                    .objects(4)
                    .with("company", Company.class)
                    .init(folder, configuration.toString())
                    .description())
            .start();

    machine.console().expectLinesInAnyOrder(lines);
  }

  @Test
  void childThatWantsMoreThanItsQuantum_isRefusedAndItsSiblingWorksOn(Boot boot) {
    Machine machine =
        boot.description(
                new Systems()
                    .with("company", Company.class)
                    .with("user", ServiceUser.class)
                    .init(
                        folder,
                        """
                        <start name="greedy" caps="100" ram="2M"><binary name="user"/></start>
                        <start name="echo" caps="60" ram="2M">
                          <binary name="company"/> <provides> <service name="Echo"/> </provides>
                        </start>
                        <start name="neighbour" caps="60" ram="2M">
                          <binary name="company"/> <exit propagate="yes"/>
                        </start>
                        """)
                    .description())
            .start();

    machine
        .console()
        .expectLinesInAnyOrder(
            "[init -> greedy] has less than 3 MiB: true",
            "[init -> greedy] RAM beyond the quantum is refused",
            "[init -> greedy] capabilities beyond the quota are refused: true",
            "[init -> neighbour] made 3000 calls");
    assertThat(machine.exitCode()).isZero();
  }

  @Test
  void configurationWithATypo_namesItsLineAndTheRestRuns(Boot boot) {
    Machine machine =
        company(
            boot,
            """
            <start name="sprout" caps="60" ram="1M"><binary name="company"/></start>
            <strat name="other" ram="1M"/>
            """);

    machine.console().expectMatch("\\[init\\] config:9:1: <strat>: .* did you mean \"<start>\"");
    machine.console().expectLine("[init -> sprout] is here");
  }

  @Test
  void emptyPage_isSuppliedByTheServerThatWatchesTheDataspace(Boot boot) {
    Machine machine =
        company(
            boot,
            """
            <start name="pages" caps="100" ram="2M">
              <binary name="company"/> <provides> <service name="Stage"/> </provides>
            </start>
            <start name="reader" caps="60" ram="1M">
              <binary name="company"/> <exit propagate="yes"/>
            </start>
            """);

    machine
        .console()
        .expectLine("[init -> reader] first half: 0")
        .expectLine("[init -> reader] second half: 4012")
        .expectLine("[init -> pages] supplied 4 pages")
        .expectLine("[init -> pages] faults that wait: 0");
    assertThat(machine.exitCode()).isZero();
  }

  @Test
  void crashingChild_isRestartedWithGrowingDelayUntilItHasFailedTooOften(Boot boot) {
    Machine machine =
        boot.description(
                new Systems()
                    .with("culprit", Culprit.class)
                    .init(
                        folder,
                        """
                        <start name="reads-page-zero" caps="60" ram="2M">
                          <binary name="culprit"/> <restart delay_ms="20" max="3"/>
                        </start>
                        """)
                    .description())
            .start();

    for (int delay = 20; delay <= 80; delay *= 2) {
      machine
          .console()
          .expectLine("[init] child \"reads-page-zero\" has stopped after a fault")
          .expectLine("[init] child \"reads-page-zero\" is restarted in " + delay + " ms")
          .expectLine("[init] child \"reads-page-zero\" started");
    }
    machine
        .console()
        .expectLine("[init] child \"reads-page-zero\" has failed too often: 3 restarts");
  }

  @Test
  void deadServer_isToldToItsClientsAndRestarted(Boot boot) {
    Machine machine =
        company(
            boot,
            """
            <start name="echo" caps="60" ram="2M">
              <binary name="company"/> <provides> <service name="Echo"/> </provides>
              <restart delay_ms="20" max="3"/>
            </start>
            <start name="holder" caps="60" ram="2M">
              <binary name="company"/> <exit propagate="yes"/>
            </start>
            <start name="killer" caps="60" ram="2M"> <binary name="company"/> </start>
            """);

    machine
        .console()
        .expectLine("[init] child \"echo\" has stopped after a fault")
        .expectLinesInAnyOrder(
            "[init -> killer] has ended the server: CANCELLED",
            "[init -> holder] while it waits: CANCELLED",
            "[init -> holder] afterwards: GONE",
            "[init] child \"echo\" is restarted in 20 ms",
            "[init -> holder] the next server answers 42");
    assertThat(machine.exitCode()).isZero();
  }

  @Test
  void deadClient_isToldToItsServer(Boot boot) {
    Machine machine =
        company(
            boot,
            """
            <start name="echo" caps="60" ram="2M">
              <binary name="company"/> <provides> <service name="Echo"/> </provides>
            </start>
            <start name="guest" caps="60" ram="2M"> <binary name="company"/> </start>
            """);

    machine
        .console()
        .expectLine("[init -> guest] the server answers 8")
        .expectLine("[init] child \"guest\" has stopped after a fault")
        .expectLine("[init -> echo] the session of guest has ended");
  }

  @Test
  void hostileChildren_areContained(Boot boot) {
    Machine machine =
        boot.description(
                new Systems()
                    .with("company", Company.class)
                    .with("hostile", Hostile.class)
                    .file(folder, "poem", "Roses are red.\n")
                    .init(
                        folder,
                        """
                        <start name="echo" caps="100" ram="2M">
                          <binary name="company"/> <provides> <service name="Echo"/> </provides>
                        </start>
                        <start name="neighbour" caps="60" ram="2M"> <binary name="company"/>
                          <route>
                            <service name="Echo"> <child name="echo"/> </service>
                            <any-service> <parent/> </any-service>
                          </route>
                        </start>
                        <start name="floods" caps="100" ram="2M"> <binary name="hostile"/>
                          <route>
                            <service name="Echo"> <child name="echo"/> </service>
                            <any-service> <parent/> </any-service>
                          </route>
                        </start>
                        <start name="babbles" caps="100" ram="2M"> <binary name="hostile"/> </start>
                        <start name="forges" caps="100" ram="2M"> <binary name="hostile"/>
                          <provides> <service name="Echo"/> </provides>
                        </start>
                        <start name="steals" caps="100" ram="2M"> <binary name="hostile"/> </start>
                        <start name="leaves" caps="100" ram="2M"> <binary name="hostile"/> </start>
                        <start name="fills-core" caps="200" ram="2M">
                          <binary name="hostile"/>
                        </start>
                        <start name="silent" caps="100" ram="2M"> <binary name="hostile"/>
                          <provides> <service name="Echo"/> </provides>
                        </start>
                        <start name="asks-silent" caps="100" ram="2M"> <binary name="hostile"/>
                          <route>
                            <service name="Echo"> <child name="silent"/> </service>
                            <any-service> <parent/> </any-service>
                          </route>
                        </start>
                        """)
                    .description())
            .timeout(Duration.ofMinutes(3))
            .start();

    machine
        .console()
        .expectLinesInAnyOrder(
            "[init -> floods] sessions are limited: true",
            "[init -> floods] is through",
            "[init -> babbles] messages that were answered: true",
            "[init -> babbles] is through",
            "[init -> forges] all forged ids refused: true",
            "[init -> steals] all transfers refused: true, nothing gained: true",
            "[init] child \"leaves\" exited with exit value 1",
            "[init -> fills-core] objects are limited",
            "[init -> asks-silent] asks",
            "[init -> neighbour] made 3000 calls");
    assertThat(machine.console().transcript())
        .doesNotContain("[init] Exception")
        .doesNotContain("[core] Exception")
        .doesNotContain("[init -> asks-silent] is through");
  }
}
