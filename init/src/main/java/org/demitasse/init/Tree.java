package org.demitasse.init;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.demitasse.base.Capability;
import org.demitasse.base.Env;
import org.demitasse.base.child.ChildProcess;
import org.demitasse.base.child.LocalWriter;
import org.demitasse.base.rpc.RpcException;
import org.demitasse.base.rpc.Signal;
import org.demitasse.base.session.Account;
import org.demitasse.base.session.CpuThread;
import org.demitasse.base.session.InitSession;
import org.demitasse.base.session.OutOfCapabilitiesException;
import org.demitasse.base.session.OutOfRamException;
import org.demitasse.base.session.ServiceDeniedException;
import org.demitasse.init.change.Changes;
import org.demitasse.init.config.Configuration;
import org.demitasse.init.config.Start;
import org.demitasse.init.route.Route;
import org.demitasse.init.route.Router;
import org.jspecify.annotations.Nullable;

/** The children: which there are, how they live, and what a changed configuration does to them. */
final class Tree {
  private final Env env;
  private final Alarm alarm;
  private final Heartbeats heartbeats;
  private final OfferedSessions offered;
  private final Starter starter;
  private final SessionQuota quota;
  private final Sessions sessions;
  private final StateReporter reporter;
  private final Capability<Account> account;
  private final Map<String, InitChild> children = new LinkedHashMap<>();

  private final Capability<Signal> settleSignal;
  private final List<InitChild> toSettle = new ArrayList<>();
  private @Nullable Configuration configuration;
  private Router router;

  Tree(Env env, Alarm alarm) {
    this.env = env;
    this.alarm = alarm;
    heartbeats = new Heartbeats(alarm, this);
    account = ChildProcess.accountOf(env.domain());
    starter = new Starter(env, env.entrypoint().receive(this::lookAtThreads));
    settleSignal = env.entrypoint().receive(this::settle);
    quota = new SessionQuota(env.domain(), account, this);
    LocalWriter writer = new LocalWriter(env.addressSpace());
    sessions = new Sessions(env, this, quota, writer);
    reporter = new StateReporter(env, alarm, this, writer);
    offered = new OfferedSessions(env, this, sessions);
    env.sessionHandler(env.entrypoint().receive(this::lookAtSessions));
    router = new Router(Configurations.empty());
  }

  /** Writes a line. Names and wishes of children in it cannot begin another one. */
  void log(String text) {
    StringBuilder line = new StringBuilder(text);
    for (int i = 0; i < line.length(); i++) {
      if (line.charAt(i) < ' ') {
        line.setCharAt(i, '?');
      }
    }
    env.log(line.toString());
  }

  /** Sees which sessions at the parent have been decided or have ended. */
  void lookAtSessions() {
    sessions.lookAtForwarded();
    reporter.sessionsChanged();
  }

  Sessions sessions() {
    return sessions;
  }

  /** Returns where sessions go now. */
  Router router() {
    return router;
  }

  /** Returns a child by its name; null if there is none. */
  @Nullable InitChild child(String name) {
    return children.get(name);
  }

  /** Init lives as long as its parent wants, whether it has children or not. */
  void keepServing() {
    if (children.isEmpty()) {
      log("there is nothing to start: the configuration has no <start>");
    }
  }

  // ---- configuration

  void apply(Configuration next) {
    Configuration before = configuration == null ? Configurations.empty() : configuration;
    Changes changes = Changes.between(before, next, openSessions());
    configuration = next;
    router = new Router(next);
    for (String name : changes.destroy()) {
      InitChild child = children.remove(name);
      if (child != null) {
        stop(child);
        log("child \"" + name + "\" is gone from the configuration");
      }
    }
    for (Changes.Restart restart : changes.restart()) {
      InitChild child = children.get(restart.child().name());
      if (child != null) {
        log("child \"" + child.name() + "\" is restarted: " + restart.reason());
        stop(child);
        child.start(restart.child());
      }
    }
    takeOver(next);
    for (Start update : changes.update()) {
      InitChild child = children.get(update.name());
      if (child != null) {
        updateConfig(child);
      }
    }
    for (Changes.QuotaChange each : changes.quotas()) {
      InitChild child = children.get(each.child());
      if (child != null) {
        adjustQuota(child);
      }
    }
    for (Start start : changes.start()) {
      InitChild child = new InitChild(this, start);
      children.put(start.name(), child);
    }
    for (InitChild child : List.copyOf(children.values())) {
      // New ones, and those that there was no room for or no program.
      if (child.state == InitSession.State.INCOMPLETE) {
        launch(child);
      }
    }
    offered.apply(next);
    heartbeats.apply(next);
    reporter.apply(next.report());
  }

  /** Lets what needs no action hold from now on. */
  private void takeOver(Configuration next) {
    for (Start start : next.children()) {
      InitChild child = children.get(start.name());
      if (child != null) {
        child.start(start);
      }
    }
  }

  private List<Changes.OpenSession> openSessions() {
    List<Changes.OpenSession> open = new ArrayList<>();
    for (InitChild child : children.values()) {
      for (ChildSession session : child.sessions()) {
        if (session.own == null) {
          open.add(
              new Changes.OpenSession(child.name(), session.service, session.label, session.route));
        }
      }
    }
    return open;
  }

  /** Moves the difference between what a child has been given and what its configuration states. */
  void adjustQuota(InitChild child) {
    ChildProcess running = child.running;
    if (running == null) {
      return;
    }
    long ram = child.start().ram() - child.givenRam;
    int caps = child.start().caps() - child.givenCaps;
    try {
      running.give(Math.max(ram, 0), Math.max(caps, 0));
      child.givenRam += Math.max(ram, 0);
      child.givenCaps += Math.max(caps, 0);
      if (ram > 0 || caps > 0) {
        child.signalResources();
      }
    } catch (OutOfRamException | OutOfCapabilitiesException shortage) {
      log("child \"" + child.name() + "\" does not get more: " + shortage.getMessage());
    }
    if (ram < 0) {
      try {
        running.domain().transferRam(account, -ram);
        child.givenRam += ram;
      } catch (OutOfRamException used) {
        log("child \"" + child.name() + "\" is asked to give RAM back: " + used.getMessage());
        child.wantBack(-ram);
      }
    }
    if (caps < 0) {
      try {
        running.domain().transferCapabilities(account, -caps);
        child.givenCaps += caps;
      } catch (OutOfCapabilitiesException used) {
        log("child \"" + child.name() + "\" keeps its capabilities: " + used.getMessage());
      }
    }
  }

  // ---- life

  private void launch(InitChild child) {
    changed();
    try {
      starter.start(child, preserved());
      child.state = InitSession.State.ALIVE;
      child.life++;
      log("child \"" + child.name() + "\" started");
    } catch (ServiceDeniedException
        | OutOfRamException
        | OutOfCapabilitiesException
        | IllegalArgumentException
        | RpcException refused) {
      log("child \"" + child.name() + "\" is not started: " + refused.getMessage());
      stop(child);
    }
  }

  private Configuration.Preserved preserved() {
    Configuration known = configuration;
    return known == null ? new Configuration.Preserved(0, 0) : known.preserved();
  }

  /** Takes a child and all its sessions apart; what it had comes back. */
  private void stop(InitChild child) {
    child.state = InitSession.State.INCOMPLETE;
    changed();
    sessions.childGone(child, () -> Starter.stop(child));
  }

  void exited(InitChild child, int code) {
    if (child.state == InitSession.State.ALIVE) {
      child.state = InitSession.State.EXITED;
      child.exitCode = code;
      log("child \"" + child.name() + "\" exited with exit value " + code);
      later(child);
    }
  }

  /** Settles what has happened to a child after the call that told has been answered. */
  private void later(InitChild child) {
    changed();
    toSettle.add(child);
    Signal.submit(settleSignal);
  }

  private void lookAtThreads() {
    for (InitChild child : children.values()) {
      ChildProcess running = child.running;
      if (running != null && child.state == InitSession.State.ALIVE) {
        CpuThread.State state = running.state();
        if (state == CpuThread.State.FAULTED) {
          child.state = InitSession.State.FAULTED;
          log("child \"" + child.name() + "\" has stopped after a fault");
          later(child);
        } else if (state == CpuThread.State.EXITED) {
          exited(child, 0);
        }
      }
    }
  }

  // ---- steered from outside

  List<InitChild> children() {
    return List.copyOf(children.values());
  }

  /** Starts a child that does not run, whatever has happened to it. */
  void startAgain(InitChild child) {
    child.restarts = 0;
    launch(child);
  }

  /**
   * Stops a child that runs, when the call that is being handled has been answered: it may be the
   * child's own.
   *
   * @param again whether it is to be started afterwards
   */
  void kill(InitChild child, boolean again) {
    child.state = InitSession.State.STOPPED;
    child.startAgain = again;
    log("child \"" + child.name() + "\" is " + (again ? "restarted" : "stopped"));
    later(child);
  }

  private void settle() {
    while (!toSettle.isEmpty()) {
      InitChild child = toSettle.removeFirst();
      if (children.get(child.name()) != child) {
        continue;
      }
      InitSession.State ended = child.state;
      if (ended == InitSession.State.ALIVE || ended == InitSession.State.INCOMPLETE) {
        // It has been restarted or stopped since.
        continue;
      }
      Start start = child.start();
      stop(child);
      child.state = ended;
      if (ended == InitSession.State.EXITED && start.propagateExit()) {
        env.exit(child.exitCode);
        return;
      }
      if (ended == InitSession.State.STOPPED) {
        if (child.startAgain) {
          startAgain(child);
        }
        continue;
      }
      boolean failed = ended == InitSession.State.FAULTED || child.exitCode != 0;
      if (failed && start.restart().isPresent()) {
        restart(child, start.restart().get());
      }
    }
  }

  private void restart(InitChild child, Start.Restart how) {
    if (how.maximum() > 0 && child.restarts >= how.maximum()) {
      log("child \"" + child.name() + "\" has failed too often: " + how.maximum() + " restarts");
      return;
    }
    long delay = (long) how.delayMilliseconds() << Math.min(child.restarts, 10);
    child.restarts++;
    log("child \"" + child.name() + "\" is restarted in " + delay + " ms");
    int life = child.life;
    alarm.after(
        delay,
        () -> {
          boolean since = child.life != life || child.state == InitSession.State.ALIVE;
          if (!since && children.get(child.name()) == child) {
            launch(child);
          }
        });
  }

  /** Restarts a child that gives no sign of life. */
  void lifeless(InitChild child, int missed) {
    log("child \"" + child.name() + "\" has not answered " + missed + " heartbeats");
    stop(child);
    Optional<Start.Restart> how = child.start().restart();
    if (how.isPresent()) {
      child.state = InitSession.State.FAULTED;
      restart(child, how.get());
    } else {
      launch(child);
    }
  }

  private void updateConfig(InitChild child) {
    for (ChildSession session : child.sessions()) {
      if (session.own != null) {
        session.own.change(child.config());
      }
    }
  }

  // ---- report

  /** Told that the report may say something else from now on. */
  void changed() {
    reporter.changed();
  }

  /** Returns how the tree stands, with the parts that the configuration asks for. */
  String report() {
    Configuration known = configuration;
    Configuration.ReportSettings settings =
        known == null || known.report().isEmpty()
            ? Configuration.ReportSettings.SMALLEST
            : known.report().get();
    List<StateReport.Child> reported = new ArrayList<>();
    for (InitChild child : children.values()) {
      reported.add(report(child, reported.size() + 1));
    }
    return StateReport.of(settings, reported, env.domain().ram(), env.domain().capabilities());
  }

  private StateReport.Child report(InitChild child, int id) {
    List<StateReport.Session> requested = new ArrayList<>();
    for (ChildSession each : child.sessions()) {
      requested.add(new StateReport.Session(each.service, each.label, each.state));
    }
    List<StateReport.Session> provided = new ArrayList<>();
    for (ChildSession each : sessions.servedBy(child)) {
      String label = each.route instanceof Route.ToChild to ? to.label() : each.label;
      provided.add(new StateReport.Session(each.service, label, each.state));
    }
    ChildProcess running = child.running;
    Start start = child.start();
    return new StateReport.Child(
        id,
        child.name(),
        start.binary(),
        start.version(),
        child.state,
        child.exitCode,
        child.skippedHeartbeats,
        start.ram(),
        start.caps(),
        running == null ? null : running.domain().ram(),
        running == null ? null : running.domain().capabilities(),
        requested,
        provided);
  }
}
