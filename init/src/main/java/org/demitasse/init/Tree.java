package org.demitasse.init;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.demitasse.base.Capability;
import org.demitasse.base.Env;
import org.demitasse.base.rpc.Dispatcher;
import org.demitasse.base.rpc.RpcException;
import org.demitasse.base.rpc.Signal;
import org.demitasse.base.session.Account;
import org.demitasse.base.session.Arguments;
import org.demitasse.base.session.CpuSessionClient;
import org.demitasse.base.session.CpuThread;
import org.demitasse.base.session.InitSession;
import org.demitasse.base.session.InitSessionDispatcher;
import org.demitasse.base.session.OutOfCapabilitiesException;
import org.demitasse.base.session.OutOfRamException;
import org.demitasse.base.session.RomSessionDispatcher;
import org.demitasse.base.session.ServiceDeniedException;
import org.demitasse.base.session.SessionRequest;
import org.demitasse.base.session.SessionResponse;
import org.demitasse.init.change.Changes;
import org.demitasse.init.config.Configuration;
import org.demitasse.init.config.Start;
import org.demitasse.init.route.Route;
import org.demitasse.init.route.Router;
import org.demitasse.xml.XmlWriter;
import org.jspecify.annotations.Nullable;

/** The children, and the sessions between them and with the parent. */
final class Tree {
  private static final String CONFIG = "config";

  /**
   * Kernel objects that a session may be made of. Its client pays for them, so that nobody uses up
   * what init has by asking on and on.
   */
  private static final int SESSION_PRICE = 3;

  /** Ids of sessions that init asks its parent for in a child's name. */
  private static final long FORWARDED = 1L << 32;

  private final Env env;
  private final Alarm alarm;
  private final Heartbeats heartbeats;
  private final OfferedSessions offered;
  private final Starter starter;
  private final Capability<Account> account;
  private final Map<String, InitChild> children = new LinkedHashMap<>();

  /** Sessions whose server is a child or the parent, by the id that the server knows. */
  private final Map<Long, ChildSession> served = new HashMap<>();

  private final Capability<Signal> settleSignal;
  private final List<InitChild> toSettle = new ArrayList<>();
  private @Nullable Configuration configuration;
  private Router router;
  private long nextId = FORWARDED;

  Tree(Env env, Alarm alarm) {
    this.env = env;
    this.alarm = alarm;
    heartbeats = new Heartbeats(alarm, this);
    offered = new OfferedSessions(env, this);
    account = Running.accountOf(env.domain());
    starter = new Starter(env, env.entrypoint().receive(this::lookAtThreads), account);
    settleSignal = env.entrypoint().receive(this::settle);
    env.parent().sessionHandler(env.entrypoint().receive(this::lookAtForwarded));
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

  /** Returns a number for a session that nobody has yet. */
  long newId() {
    return nextId++;
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
    for (Changes.QuotaChange quota : changes.quotas()) {
      InitChild child = children.get(quota.child());
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
    Running running = child.running;
    if (running == null) {
      return;
    }
    long ram = child.start().ram() - child.givenRam;
    int caps = child.start().caps() - child.givenCaps;
    try {
      move(running, Math.max(ram, 0), Math.max(caps, 0));
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

  /** Moves quota from init to a child: all of it or nothing. */
  private void move(Running to, long ram, int capabilities)
      throws OutOfRamException, OutOfCapabilitiesException {
    if (ram > 0) {
      env.domain().transferRam(to.account(), ram);
    }
    if (capabilities > 0) {
      try {
        env.domain().transferCapabilities(to.account(), capabilities);
      } catch (OutOfCapabilitiesException shortage) {
        to.domain().transferRam(account, ram);
        throw shortage;
      }
    }
  }

  // ---- life

  private void launch(InitChild child) {
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
    for (ChildSession session : child.sessions()) {
      session.client = null;
      if (session.state != ChildSession.State.CLOSING) {
        close(session);
      }
    }
    child.reset();
    // First, since what sessions have taken along is in its account.
    starter.stop(child);
    for (ChildSession session : List.copyOf(served.values())) {
      if (session.server == child) {
        serverGone(session);
      }
    }
  }

  private void serverGone(ChildSession session) {
    served.remove(session.serverId);
    session.server = null;
    InitChild client = session.client;
    boolean closing = session.state == ChildSession.State.CLOSING;
    boolean requested = session.state == ChildSession.State.REQUESTED;
    session.state = ChildSession.State.GONE;
    session.capability.release();
    session.capability = Capability.invalid();
    OfferedSessions ofParent = session.offered;
    if (ofParent != null) {
      if (closing) {
        ofParent.closed(session);
      } else if (requested) {
        ofParent.decided(session);
      }
    }
    if (client != null) {
      // The account of the server goes back to init: give the client its own again.
      giveBack(session);
      if (closing) {
        client.forget(session);
      } else {
        client.signalSession();
      }
    }
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
    toSettle.add(child);
    Signal.submit(settleSignal);
  }

  private void lookAtThreads() {
    for (InitChild child : children.values()) {
      Running running = child.running;
      if (running != null && child.state == InitSession.State.ALIVE) {
        CpuThread.State state = running.thread().state();
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
        session.own.change(configOf(child));
      }
    }
  }

  private static String configOf(InitChild child) {
    return child.start().config().map(XmlWriter::cut).orElse("<config/>");
  }

  // ---- sessions

  ChildSession open(
      InitChild client,
      long id,
      String service,
      String label,
      String arguments,
      long ram,
      int capabilities)
      throws OutOfRamException, OutOfCapabilitiesException {
    if (service.equals("ROM") && label.equals(CONFIG)) {
      boolean own = client.start().config().isPresent();
      if (own || !router.isChosenByLabel(client.name(), service, label)) {
        return openConfig(client, id);
      }
    }
    Route route = router.route(client.name(), service, label);
    String allowed =
        service.equals(CpuSessionClient.SERVICE) ? withinPriority(client, arguments) : arguments;
    ChildSession session = new ChildSession(client, id, nextId++, service, label, allowed, route);
    switch (route) {
      case Route.Denied denied -> {
        session.state = ChildSession.State.DENIED;
        session.reason = denied.reason();
        log(denied.reason());
      }
      case Route.ToInit own -> {
        collect(session, ram, Math.max(capabilities, SESSION_PRICE));
        session.dispatcher = new InitSessionDispatcher(new Steering(env, this));
        session.capability = env.entrypoint().manage(session.dispatcher);
        session.state = ChildSession.State.AVAILABLE;
      }
      case Route.ToParent parent -> {
        collect(session, ram, Math.max(capabilities, SESSION_PRICE));
        forward(session, parent.label());
      }
      case Route.ToChild child -> {
        collect(session, ram, capabilities);
        ask(session, child);
      }
    }
    return session;
  }

  /** Limits the priority of threads to that of the client itself. */
  private static String withinPriority(InitChild client, String arguments) {
    int limit = Starter.priority(client.start());
    long wanted = new Arguments(arguments).number("priority", Long.MAX_VALUE);
    if (wanted <= limit) {
      return arguments;
    }
    // The first of two counts.
    return "priority=" + limit + (arguments.isEmpty() ? "" : ", " + arguments);
  }

  private ChildSession openConfig(InitChild client, long id)
      throws OutOfRamException, OutOfCapabilitiesException {
    Running running = client.running;
    if (running == null) {
      throw new IllegalArgumentException("the child does not run");
    }
    ConfigRom rom = new ConfigRom(running.domain(), starter.writer(), configOf(client));
    ChildSession session =
        new ChildSession(
            client, id, nextId++, "ROM", CONFIG, "", new Route.ToParent(client.name()));
    collect(session, 0, SESSION_PRICE);
    session.own = rom;
    session.dispatcher = new RomSessionDispatcher(rom);
    session.capability = env.entrypoint().manage(session.dispatcher);
    session.state = ChildSession.State.AVAILABLE;
    return session;
  }

  /** Takes the quota of a request from the client. */
  private void collect(ChildSession session, long ram, int capabilities)
      throws OutOfRamException, OutOfCapabilitiesException {
    InitChild client = session.client;
    Running running = client == null ? null : client.running;
    if (running == null) {
      throw new IllegalArgumentException("the child does not run");
    }
    if (ram > 0) {
      running.domain().transferRam(account, ram);
      session.ram += ram;
    }
    if (capabilities > 0) {
      try {
        running.domain().transferCapabilities(account, capabilities);
        session.capabilities += capabilities;
      } catch (OutOfCapabilitiesException shortage) {
        if (ram > 0) {
          env.domain().transferRam(running.account(), ram);
          session.ram -= ram;
        }
        throw shortage;
      }
    }
  }

  /** Returns to the client what a session took along; it is with init. */
  private void giveBack(ChildSession session) {
    InitChild client = session.client;
    Running running = client == null ? null : client.running;
    if (running != null) {
      try {
        if (session.ram > 0) {
          env.domain().transferRam(running.account(), session.ram);
        }
        if (session.capabilities > 0) {
          env.domain().transferCapabilities(running.account(), session.capabilities);
        }
      } catch (OutOfRamException | OutOfCapabilitiesException missing) {
        log("quota of a session is missing: " + missing.getMessage());
      }
    }
    session.ram = 0;
    session.capabilities = 0;
  }

  private void forward(ChildSession session, String label) {
    try {
      session.capability =
          env.parent()
              .session(
                  session.serverId,
                  session.service,
                  label,
                  session.arguments,
                  session.ram,
                  session.capabilities);
      served.put(session.serverId, session);
      if (session.capability.valid()) {
        session.state = ChildSession.State.AVAILABLE;
      }
    } catch (ServiceDeniedException denied) {
      refuse(session, ChildSession.State.DENIED, String.valueOf(denied.getMessage()));
    } catch (OutOfRamException shortage) {
      refuse(session, ChildSession.State.INSUFFICIENT_RAM, String.valueOf(shortage.getMessage()));
    } catch (OutOfCapabilitiesException shortage) {
      refuse(
          session,
          ChildSession.State.INSUFFICIENT_CAPABILITIES,
          String.valueOf(shortage.getMessage()));
    }
  }

  private void refuse(ChildSession session, ChildSession.State state, String reason) {
    giveBack(session);
    session.state = state;
    session.reason = reason;
  }

  /** Asks a child for a session; its state tells what has become of it. */
  void ask(ChildSession session, Route.ToChild route) {
    InitChild server = children.get(route.name());
    if (server == null) {
      refuse(session, ChildSession.State.DENIED, "the child \"" + route.name() + "\" is not there");
      return;
    }
    session.server = server;
    served.put(session.serverId, session);
    if (!handOver(session, server)) {
      served.remove(session.serverId);
      session.server = null;
      refuse(
          session,
          ChildSession.State.INSUFFICIENT_RAM,
          "the server \"" + route.name() + "\" cannot take the quota now");
      return;
    }
    boolean accepted =
        server.request(
            new SessionRequest(
                SessionRequest.Kind.CREATE,
                session.serverId,
                session.service,
                route.label(),
                session.arguments,
                session.ram,
                session.capabilities));
    if (!accepted) {
      takeBack(session);
      served.remove(session.serverId);
      session.server = null;
      refuse(
          session,
          ChildSession.State.DENIED,
          "the server \"" + route.name() + "\" has too many requests that wait");
    }
  }

  /** Moves the quota of a session from init to the server. */
  private boolean handOver(ChildSession session, InitChild server) {
    Running running = server.running;
    if (running == null) {
      // Not running: its requests wait, and take quota along only when there is an account.
      return session.ram == 0 && session.capabilities == 0;
    }
    try {
      move(running, session.ram, session.capabilities);
      return true;
    } catch (OutOfRamException | OutOfCapabilitiesException missing) {
      log("quota of a session is missing: " + missing.getMessage());
      return false;
    }
  }

  /** Moves the quota of a session from the server back to init. */
  private void takeBack(ChildSession session) {
    InitChild server = session.server;
    Running running = server == null ? null : server.running;
    if (server == null || running == null) {
      return;
    }
    try {
      running.domain().transferRam(account, session.ram);
    } catch (OutOfRamException used) {
      keeps(server, used);
      session.ram = 0;
    }
    try {
      running.domain().transferCapabilities(account, session.capabilities);
    } catch (OutOfCapabilitiesException used) {
      keeps(server, used);
      session.capabilities = 0;
    }
  }

  private void keeps(InitChild server, Exception used) {
    log(
        "server \""
            + server.name()
            + "\" does not give back what a session had: "
            + used.getMessage());
  }

  /** Sees which sessions at the parent have been decided. */
  private void lookAtForwarded() {
    for (ChildSession session : List.copyOf(served.values())) {
      if (session.server == null && session.state == ChildSession.State.REQUESTED) {
        try {
          session.capability = env.parent().sessionCapability(session.serverId);
          if (!session.capability.valid()) {
            continue;
          }
          session.state = ChildSession.State.AVAILABLE;
        } catch (ServiceDeniedException denied) {
          served.remove(session.serverId);
          refuse(session, ChildSession.State.DENIED, String.valueOf(denied.getMessage()));
        } catch (OutOfRamException shortage) {
          served.remove(session.serverId);
          refuse(
              session, ChildSession.State.INSUFFICIENT_RAM, String.valueOf(shortage.getMessage()));
        } catch (OutOfCapabilitiesException shortage) {
          served.remove(session.serverId);
          refuse(
              session,
              ChildSession.State.INSUFFICIENT_CAPABILITIES,
              String.valueOf(shortage.getMessage()));
        }
        if (session.client != null) {
          session.client.signalSession();
        }
      }
    }
  }

  void delivered(InitChild server, long id, Capability<Object> capability) {
    ChildSession session = requested(server, id, capability);
    session.capability = capability;
    session.state = ChildSession.State.AVAILABLE;
    decided(session);
  }

  private static void decided(ChildSession session) {
    if (session.client != null) {
      session.client.signalSession();
    }
    if (session.offered != null) {
      session.offered.decided(session);
    }
  }

  /** Returns a session of a server; a capability that came with a wrong id is given up. */
  private ChildSession requested(InitChild server, long id, Capability<Object> capability) {
    ChildSession session = served.get(id);
    if (session == null
        || session.server != server
        || session.state != ChildSession.State.REQUESTED) {
      capability.release();
      throw new IllegalArgumentException("no request with id " + id + " waits for an answer");
    }
    return session;
  }

  void responded(InitChild server, long id, SessionResponse response) {
    ChildSession session = served.get(id);
    if (session == null || session.server != server) {
      if (response == SessionResponse.CLOSED) {
        // It was taken away, or its client had closed it in time.
        return;
      }
      throw new IllegalArgumentException("there is no session with id " + id);
    }
    switch (response) {
      case UPGRADED -> {}
      case CLOSED -> closed(session);
      case DENIED, INSUFFICIENT_RAM, INSUFFICIENT_CAPABILITIES -> {
        requested(server, id, Capability.invalid());
        served.remove(id);
        takeBack(session);
        session.server = null;
        refuse(session, stateFor(response), reasonFor(server, response));
        decided(session);
      }
    }
  }

  private static ChildSession.State stateFor(SessionResponse response) {
    return switch (response) {
      case INSUFFICIENT_RAM -> ChildSession.State.INSUFFICIENT_RAM;
      case INSUFFICIENT_CAPABILITIES -> ChildSession.State.INSUFFICIENT_CAPABILITIES;
      default -> ChildSession.State.DENIED;
    };
  }

  private static String reasonFor(InitChild server, SessionResponse response) {
    String name = "the server \"" + server.name() + "\"";
    return switch (response) {
      case INSUFFICIENT_RAM -> name + " wants more RAM with the session";
      case INSUFFICIENT_CAPABILITIES -> name + " wants more capabilities with the session";
      default -> name + " refuses the session";
    };
  }

  void upgrade(ChildSession session, long ram, int capabilities)
      throws OutOfRamException, OutOfCapabilitiesException {
    InitChild server = session.server;
    Running running = server == null ? null : server.running;
    if (session.dispatcher != null || (server != null && running == null)) {
      // Nobody is there who could use it.
      return;
    }
    collect(session, ram, capabilities);
    if (server != null) {
      handOverMore(session, ram, capabilities);
      return;
    }
    try {
      env.parent().upgrade(session.serverId, ram, capabilities);
    } catch (OutOfRamException | OutOfCapabilitiesException | RpcException refused) {
      returnPart(session, ram, capabilities);
      throw refused;
    }
  }

  /** Gives quota that is with init, and is counted as the session's, to the server. */
  void handOverMore(ChildSession session, long ram, int capabilities) {
    InitChild server = session.server;
    Running running = server == null ? null : server.running;
    if (server == null || running == null) {
      return;
    }
    try {
      move(running, ram, capabilities);
    } catch (OutOfRamException | OutOfCapabilitiesException missing) {
      log("quota of a session is missing: " + missing.getMessage());
      returnPart(session, ram, capabilities);
      return;
    }
    server.request(
        new SessionRequest(
            SessionRequest.Kind.UPGRADE,
            session.serverId,
            session.service,
            session.label,
            "",
            ram,
            capabilities));
  }

  /** Returns a part of a session's quota, which is with init, to the client. */
  private void returnPart(ChildSession session, long ram, int capabilities) {
    InitChild client = session.client;
    Running running = client == null ? null : client.running;
    session.ram -= ram;
    session.capabilities -= capabilities;
    if (running != null) {
      try {
        move(running, ram, capabilities);
      } catch (OutOfRamException | OutOfCapabilitiesException missing) {
        log("quota of a session is missing: " + missing.getMessage());
      }
    }
  }

  /**
   * Ends a session: at once at the parent and at init itself, when the server says so at a child.
   */
  void close(ChildSession session) {
    Dispatcher dispatcher = session.dispatcher;
    if (dispatcher != null) {
      env.entrypoint().dissolve(dispatcher);
      if (session.own != null) {
        session.own.close();
      }
      giveBack(session);
      forget(session);
      return;
    }
    InitChild server = session.server;
    if (server == null) {
      if (served.remove(session.serverId) != null) {
        env.parent().close(session.serverId);
        giveBack(session);
      }
      forget(session);
      return;
    }
    if (session.state == ChildSession.State.REQUESTED && server.withdraw(session.serverId)) {
      closed(session);
      return;
    }
    session.state = ChildSession.State.CLOSING;
    server.request(
        new SessionRequest(
            SessionRequest.Kind.CLOSE, session.serverId, session.service, session.label, "", 0, 0));
  }

  /** Takes a session of the parent's away from its server; the parent still has to close it. */
  void abandon(ChildSession session) {
    InitChild server = session.server;
    if (server != null) {
      serverGoesOn(session, server);
    }
  }

  private void serverGoesOn(ChildSession session, InitChild server) {
    boolean unseen =
        session.state == ChildSession.State.REQUESTED && server.withdraw(session.serverId);
    takeBack(session);
    serverGone(session);
    session.ram = 0;
    session.capabilities = 0;
    if (!unseen) {
      server.request(
          new SessionRequest(
              SessionRequest.Kind.CLOSE,
              session.serverId,
              session.service,
              session.label,
              "",
              0,
              0));
    }
  }

  /** Forgets a session whose quota has been settled, and gives up what is left of it. */
  void forget(ChildSession session) {
    session.capability.release();
    session.capability = Capability.invalid();
    InitChild client = session.client;
    if (client != null) {
      client.forget(session);
    }
  }

  private void closed(ChildSession session) {
    served.remove(session.serverId);
    takeBack(session);
    giveBack(session);
    forget(session);
    if (session.offered != null) {
      session.offered.closed(session);
    }
  }

  // ---- report

  /** Returns how the tree stands, with the parts that the configuration asks for. */
  String report() {
    Configuration known = configuration;
    Configuration.ReportSettings settings =
        known == null || known.report().isEmpty()
            ? new Configuration.ReportSettings(false, false, false, false, false, false, false, 0)
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
    for (ChildSession each : served.values()) {
      if (each.server == child) {
        String label = each.route instanceof Route.ToChild to ? to.label() : each.label;
        provided.add(new StateReport.Session(each.service, label, each.state));
      }
    }
    Running running = child.running;
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
