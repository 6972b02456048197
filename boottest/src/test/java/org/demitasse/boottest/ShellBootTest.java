package org.demitasse.boottest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.demitasse.testkit.Boot;
import org.demitasse.testkit.BootTest;
import org.demitasse.testkit.Console;
import org.demitasse.testkit.Machine;
import org.demitasse.testkit.OnMachines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The default system, and its shell. */
@BootTest
@OnMachines({"virt", "raspi3b"})
final class ShellBootTest {
  private static final Path DEFAULT = Path.of("../app/default/system.xml");

  @TempDir private Path folder;

  @Test
  void defaultSystem_isLookedAtAndSteered(Boot boot) {
    Machine machine = boot.system(DEFAULT).start();
    Console console = machine.console();
    console.expectLinesInAnyOrder(
        "[init] child \"timer\" started",
        "[init] child \"shell\" started",
        "[init] child \"pong\" started",
        "[init] child \"ping\" started");
    console.expectLine("[init -> ping] pong 1 for ping: one");
    console.expectLine("[init -> ping] pong 3 for ping: three");
    console.expectLine("[init] child \"ping\" exited with exit value 0");

    console.send("tree\n");
    console.expectMatch("name +state +program +RAM +of KiB +caps +of");
    console.expectMatch("timer +alive +timer +\\d+ +2048 +\\d+ +\\d+");
    console.expectMatch("ping +exited 0 +ping +0 +0 +0 +0");

    console.send("kill pong\n");
    console.expectLine("[init] child \"pong\" is stopped");
    console.send("tree\n");
    console.expectMatch("pong +stopped +pong +0 +0 +0 +0");
    console.send("kill pong\n");
    console.expectText("kill: ");
    console.expectText("the child \"pong\" does not run");

    console.send("start pong\n");
    console.expectLine("[init] child \"pong\" started");
    console.send("restart ping\n");
    console.expectLine("[init -> ping] pong 1 for ping: one");

    console.send("ram\n");
    console.expectMatch("init +\\d+ +\\d+ +\\d+");
    console.send("caps\n");
    console.expectMatch("timer +\\d+ +\\d+ +\\d+");
    console.send("rom config\n");
    console.expectText("<config");
    console.send("exit 7\n");
    console.expectLine("[init] child \"shell\" exited with exit value 7");
    assertThat(machine.exitCode()).isEqualTo(7);
  }

  @Test
  void shell_thatKillsItself_isGoneAndComesBackByRestart(Boot boot) {
    Machine machine =
        boot.description(new InitSystems().withTimer().withShell().description(folder)).start();
    Console console = machine.console();
    console.expectText("demitasse> ");
    console.send("restart shell\n");
    console.expectLine("[init] child \"shell\" is restarted");
    console.expectLine("[init] child \"shell\" started");
    console.expectText("demitasse> ");
    console.send("exit\n");
    assertThat(machine.exitCode()).isZero();
  }
}
