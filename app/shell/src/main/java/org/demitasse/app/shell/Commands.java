package org.demitasse.app.shell;

import java.util.ArrayList;
import java.util.List;
import org.demitasse.base.Env;
import org.demitasse.base.rpc.RpcException;
import org.demitasse.base.runtime.Utf8;
import org.demitasse.base.session.InitSession;
import org.demitasse.base.session.Quota;
import org.demitasse.base.session.ServiceDeniedException;
import org.jspecify.annotations.Nullable;

/** What the shell can do. */
final class Commands {
  private static final List<String> NAMES =
      List.of("caps", "exit", "help", "kill", "ram", "restart", "rom", "start", "tree");

  private static final String HELP =
      """
      tree          the children of init: state, RAM, capabilities
      ram           accounts of RAM, in KiB
      caps          accounts of capabilities
      start NAME    start a child that does not run
      kill NAME     stop a child
      restart NAME  stop a child, and start it
      rom NAME      the content of a ROM
      exit [CODE]   end the shell, and in the default system the system
      help          this
      up and down lead to earlier lines, tab completes
      """;

  /** Takes the lines of an answer. */
  interface Output {
    void line(String text);
  }

  private final Env env;
  private final @Nullable InitSession init;
  private final Output output;

  /**
   * @param init null if the shell may not look at it
   */
  Commands(Env env, @Nullable InitSession init, Output output) {
    this.env = env;
    this.init = init;
    this.output = output;
  }

  /** Does what a line says. */
  void run(String line) {
    String[] words = line.split(" +");
    String argument = words.length > 1 ? words[1] : "";
    try {
      switch (words[0]) {
        case "help" -> HELP.lines().forEach(output::line);
        case "tree" -> tree();
        case "ram" -> ram();
        case "caps" -> capabilities();
        case "start" -> init().start(named(argument));
        case "kill" -> init().kill(named(argument));
        case "restart" -> init().restart(named(argument));
        case "rom" -> rom(named(argument));
        case "exit" -> env.exit(argument.isEmpty() ? 0 : Integer.parseInt(argument));
        default ->
            output.line(words[0] + ": no such command; there are " + String.join(", ", NAMES));
      }
    } catch (NumberFormatException notANumber) {
      output.line(words[0] + ": " + argument + " is no number");
    } catch (IllegalArgumentException wrong) {
      output.line(words[0] + ": " + wrong.getMessage());
    } catch (RpcException refused) {
      output.line(words[0] + ": " + refused.getMessage());
    }
  }

  private InitSession init() {
    InitSession session = init;
    if (session == null) {
      throw new IllegalArgumentException(
          "the shell has no route to init; expected <service name=\"Init\"> <init/> </service>");
    }
    return session;
  }

  private static String named(String argument) {
    if (argument.isEmpty()) {
      throw new IllegalArgumentException("a name is missing");
    }
    return argument;
  }

  private List<InitSession.Child> children() {
    InitSession session = init();
    List<InitSession.Child> children = new ArrayList<>();
    int count = session.count();
    for (int i = 0; i < count; i++) {
      children.add(session.child(i));
    }
    return children;
  }

  private static String state(InitSession.Child child) {
    String state =
        switch (child.state()) {
          case INCOMPLETE -> "incomplete";
          case ALIVE -> "alive";
          case EXITED -> "exited " + child.exitCode();
          case FAULTED -> "faulted";
          case STOPPED -> "stopped";
        };
    return child.restarts() == 0 ? state : state + ", restarts " + child.restarts();
  }

  private void tree() {
    Table table = new Table("name", "state", "program", "RAM", "of KiB", "caps", "of");
    for (InitSession.Child each : children()) {
      table.row(
          each.name(),
          state(each),
          each.binary(),
          kibibytes(each.ram().used()),
          kibibytes(each.ram().limit()),
          String.valueOf(each.capabilities().used()),
          String.valueOf(each.capabilities().limit()));
    }
    table.lines().forEach(output::line);
  }

  private static String kibibytes(long bytes) {
    return String.valueOf(bytes >> 10);
  }

  private void ram() {
    Table table = new Table("account", "used", "free", "of KiB");
    add(table, "init", init().ram(), 10);
    for (InitSession.Child each : children()) {
      add(table, each.name(), each.ram(), 10);
    }
    table.lines().forEach(output::line);
  }

  private void capabilities() {
    Table table = new Table("account", "used", "free", "of");
    add(table, "init", init().capabilities(), 0);
    for (InitSession.Child each : children()) {
      add(table, each.name(), each.capabilities(), 0);
    }
    table.lines().forEach(output::line);
  }

  private static void add(Table table, String name, Quota quota, int shift) {
    table.row(
        name,
        String.valueOf(quota.used() >> shift),
        String.valueOf(quota.available() >> shift),
        String.valueOf(quota.limit() >> shift));
  }

  private void rom(String name) {
    try {
      Utf8.decode(env.rom(name)).lines().forEach(output::line);
    } catch (ServiceDeniedException denied) {
      output.line("rom: " + denied.getMessage());
    }
  }

  /** Returns the words that the last one of a text may become. */
  List<String> completions(String text) {
    int space = text.lastIndexOf(' ');
    String begun = text.substring(space + 1);
    List<String> words = new ArrayList<>();
    for (String each : space < 0 ? NAMES : arguments(text.substring(0, space).strip())) {
      if (each.startsWith(begun)) {
        words.add(each);
      }
    }
    return words;
  }

  private List<String> arguments(String command) {
    List<String> names = new ArrayList<>();
    if (init != null && List.of("start", "kill", "restart").contains(command)) {
      for (InitSession.Child each : children()) {
        names.add(each.name());
      }
    }
    return names;
  }
}
