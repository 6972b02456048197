package org.demitasse.app.shell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.demitasse.base.Env;
import org.demitasse.base.rpc.RpcException;
import org.demitasse.base.session.InitSession;
import org.demitasse.base.session.Quota;
import org.demitasse.base.session.ServiceDeniedException;
import org.junit.jupiter.api.Test;

class CommandsTest {
  private final List<String> done = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();

  private final class TestEnv implements Env {
    @Override
    public String label() {
      return "shell";
    }

    @Override
    public void log(String text) {
      throw new AssertionError(text);
    }

    @Override
    public void exit(int code) {
      done.add("exit " + code);
    }

    @Override
    public long heapLimit() {
      return 0;
    }

    @Override
    public long freeMemory() {
      return 0;
    }

    @Override
    public byte[] rom(String name) throws ServiceDeniedException {
      if (!name.equals("config")) {
        throw new ServiceDeniedException("there is no " + name);
      }
      return "<config>\n</config>\n".getBytes(UTF_8);
    }
  }

  private final class TestInit implements InitSession {
    private final List<Child> children =
        List.of(
            new Child("timer", "timer", State.ALIVE, 0, 0, new Quota(4096, 1024), new Quota(9, 8)),
            new Child("pong", "p", State.FAULTED, 0, 12, new Quota(0, 0), new Quota(0, 0)),
            new Child("ping", "p", State.EXITED, 3, 0, new Quota(0, 0), new Quota(0, 0)));

    @Override
    public int count() {
      return children.size();
    }

    @Override
    public Child child(int index) {
      return children.get(index);
    }

    @Override
    public void start(String name) {
      done.add("start " + name);
    }

    @Override
    public void kill(String name) {
      if (name.equals("nobody")) {
        throw new RpcException(
            RpcException.Reason.ILLEGAL_ARGUMENT, "there is no child \"nobody\"");
      }
      done.add("kill " + name);
    }

    @Override
    public void restart(String name) {
      done.add("restart " + name);
    }

    @Override
    public Quota ram() {
      return new Quota(1 << 20, 1 << 19);
    }

    @Override
    public Quota capabilities() {
      return new Quota(50, 20);
    }
  }

  private final Commands commands = new Commands(new TestEnv(), new TestInit(), lines::add);

  @Test
  void tree_showsTheChildrenInColumns() {
    commands.run("tree");
    assertThat(lines)
        .containsExactly(
            "name   state                 program  RAM  of KiB  caps  of",
            "timer  alive                 timer      1       4     8   9",
            "pong   faulted, restarts 12  p          0       0     0   0",
            "ping   exited 3              p          0       0     0   0");
  }

  @Test
  void ramAndCaps_showTheAccounts() {
    commands.run("ram");
    commands.run("caps");
    assertThat(lines)
        .contains("init      512   512    1024", "timer       1     3       4")
        .contains("init       20    30  50", "timer       8     1   9");
  }

  @Test
  void startKillRestart_areForTheChildThatIsNamed() {
    commands.run("start pong");
    commands.run("kill  ping");
    commands.run("restart timer");
    assertThat(done).containsExactly("start pong", "kill ping", "restart timer");
    assertThat(lines).isEmpty();
  }

  @Test
  void whatIsRefused_isToldWithTheCommand() {
    commands.run("kill nobody");
    commands.run("kill");
    commands.run("exit soon");
    commands.run("rom secret");
    commands.run("destroy");
    assertThat(lines)
        .containsExactly(
            "kill: there is no child \"nobody\"",
            "kill: a name is missing",
            "exit: soon is no number",
            "rom: there is no secret",
            "destroy: no such command; there are caps, exit, help, kill, ram, restart, rom, start,"
                + " tree");
    assertThat(done).isEmpty();
  }

  @Test
  void withoutInit_itsCommandsSayWhatIsMissing() {
    Commands alone = new Commands(new TestEnv(), null, lines::add);
    alone.run("tree");
    assertThat(lines)
        .containsExactly(
            "tree: the shell has no route to init; expected <service name=\"Init\"> <init/>"
                + " </service>");
    assertThat(alone.completions("kill ")).isEmpty();
  }

  @Test
  void rom_isShownLineByLine_andExitTakesACode() {
    commands.run("rom config");
    commands.run("exit");
    commands.run("exit 5");
    assertThat(lines).containsExactly("<config>", "</config>");
    assertThat(done).containsExactly("exit 0", "exit 5");
  }

  @Test
  void help_namesEveryCommand() {
    commands.run("help");
    for (String command : commands.completions("")) {
      assertThat(lines).anyMatch(line -> line.contains(command));
    }
  }

  @Test
  void completions_areCommandsAndNamesOfChildren() {
    assertThat(commands.completions("r")).containsExactly("ram", "restart", "rom");
    assertThat(commands.completions("kill p")).containsExactly("pong", "ping");
    assertThat(commands.completions("rom p")).isEmpty();
  }
}
