package org.demitasse.init;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.demitasse.base.Capability;
import org.demitasse.base.Env;
import org.demitasse.base.child.ChildProcess;
import org.demitasse.base.child.ContentWriter;
import org.demitasse.base.child.TextRom;
import org.demitasse.base.rpc.Dispatcher;
import org.demitasse.base.rpc.RpcException;
import org.demitasse.base.session.Arguments;
import org.demitasse.base.session.CpuSessionClient;
import org.demitasse.base.session.InitSessionDispatcher;
import org.demitasse.base.session.OutOfCapabilitiesException;
import org.demitasse.base.session.OutOfRamException;
import org.demitasse.base.session.RomSessionDispatcher;
import org.demitasse.base.session.ServiceDeniedException;
import org.demitasse.base.session.SessionRequest;
import org.demitasse.base.session.SessionResponse;
import org.demitasse.init.route.Route;

/**
 * The sessions between the children, with the parent, and with init itself. Nothing here waits: a
 * server that is a child has its request in a queue, and the client hears when it is decided.
 *
 * <p>A session is in {@link #served} while a child or the parent has it or is asked for it.
 */
final class Sessions {
  private static final String CONFIG = "config";

  /**
   * Kernel objects that a session may be made of. Its client pays for them, so that nobody uses up
   * what init has by asking on and on.
   */
  private static final int SESSION_PRICE = 3;

  /** Ids of sessions that init asks its parent for in a child's name. */
  private static final long FORWARDED = 1L << 32;

  private final Env env;
  private final Tree tree;
  private final SessionQuota quota;
  private final ContentWriter writer;

  /** By the id that the server knows. */
  private final Map<Long, ChildSession> served = new HashMap<>();

  private long nextId = FORWARDED;

  /**
   * @param writer fills ROMs
   */
  Sessions(Env env, Tree tree, SessionQuota quota, ContentWriter writer) {
    this.env = env;
    this.tree = tree;
    this.quota = quota;
    this.writer = writer;
  }

  /** Returns a number for a session that nobody has yet. */
  long newId() {
    return nextId++;
  }

  /** Returns those that a child serves or is asked for. */
  List<ChildSession> servedBy(InitChild server) {
    List<ChildSession> found = new ArrayList<>();
    for (ChildSession each : served.values()) {
      if (each.server == server) {
        found.add(each);
      }
    }
    return found;
  }

  /** Ends what a child has asked for, and what others have with it: it is gone. */
  void childGone(InitChild child, Runnable takeApart) {
    for (ChildSession session : child.sessions()) {
      session.client = null;
      if (session.state != ChildSession.State.CLOSING) {
        close(session);
      }
    }
    child.reset();
    // Now, since what sessions have taken along is in its account.
    takeApart.run();
    for (ChildSession session : servedBy(child)) {
      serverGone(session);
    }
  }

  ChildSession open(
      InitChild client,
      long id,
      String service,
      String label,
      String arguments,
      long ram,
      int capabilities)
      throws OutOfRamException, OutOfCapabilitiesException {
    tree.changed();
    if (service.equals("ROM") && label.equals(CONFIG)) {
      boolean own = client.start().config().isPresent();
      if (own || !tree.router().isChosenByLabel(client.name(), service, label)) {
        return openConfig(client, id);
      }
    }
    Route route = tree.router().route(client.name(), service, label);
    String allowed =
        service.equals(CpuSessionClient.SERVICE) ? withinPriority(client, arguments) : arguments;
    ChildSession session = new ChildSession(client, id, nextId++, service, label, allowed, route);
    switch (route) {
      case Route.Denied denied -> {
        session.state = ChildSession.State.DENIED;
        session.reason = denied.reason();
        tree.log(denied.reason());
      }
      case Route.ToInit own -> {
        quota.collect(session, ram, Math.max(capabilities, SESSION_PRICE));
        session.dispatcher = new InitSessionDispatcher(new Steering(env, tree));
        session.capability = env.entrypoint().manage(session.dispatcher);
        session.state = ChildSession.State.AVAILABLE;
      }
      case Route.ToParent parent -> {
        quota.collect(session, ram, Math.max(capabilities, SESSION_PRICE));
        forward(session, parent.label());
      }
      case Route.ToChild child -> {
        quota.collect(session, ram, capabilities);
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
    ChildProcess running = client.running;
    if (running == null) {
      throw new IllegalArgumentException("the child does not run");
    }
    TextRom rom = new TextRom(running.domain(), writer, client.config());
    ChildSession session =
        new ChildSession(
            client, id, nextId++, "ROM", CONFIG, "", new Route.ToParent(client.name()));
    quota.collect(session, 0, SESSION_PRICE);
    session.own = rom;
    session.dispatcher = new RomSessionDispatcher(rom);
    session.capability = env.entrypoint().manage(session.dispatcher);
    session.state = ChildSession.State.AVAILABLE;
    return session;
  }

  private void forward(ChildSession session, String label) {
    decideAtParent(
        session,
        () ->
            env.parent()
                .session(
                    session.serverId,
                    session.service,
                    label,
                    session.arguments,
                    session.ram,
                    session.capabilities));
  }

  /** What the parent is asked about a session. */
  private interface Question {
    Capability<Object> ask()
        throws ServiceDeniedException, OutOfRamException, OutOfCapabilitiesException;
  }

  /** Takes over what the parent says; afterwards the session waits, is available, or refused. */
  private void decideAtParent(ChildSession session, Question question) {
    try {
      session.capability = question.ask();
      served.put(session.serverId, session);
      if (session.capability.valid()) {
        session.state = ChildSession.State.AVAILABLE;
      }
    } catch (ServiceDeniedException denied) {
      refuseAtParent(session, ChildSession.State.DENIED, denied);
    } catch (OutOfRamException shortage) {
      refuseAtParent(session, ChildSession.State.INSUFFICIENT_RAM, shortage);
    } catch (OutOfCapabilitiesException shortage) {
      refuseAtParent(session, ChildSession.State.INSUFFICIENT_CAPABILITIES, shortage);
    }
  }

  private void refuseAtParent(ChildSession session, ChildSession.State state, Exception reason) {
    served.remove(session.serverId);
    refuse(session, state, String.valueOf(reason.getMessage()));
  }

  private void refuse(ChildSession session, ChildSession.State state, String reason) {
    quota.giveBack(session);
    session.state = state;
    session.reason = reason;
  }

  /** Asks a child for a session; its state tells what has become of it. */
  void ask(ChildSession session, Route.ToChild route) {
    InitChild server = tree.child(route.name());
    if (server == null) {
      refuse(session, ChildSession.State.DENIED, "the child \"" + route.name() + "\" is not there");
      return;
    }
    session.server = server;
    served.put(session.serverId, session);
    if (!quota.handOver(session, server)) {
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
      quota.takeBack(session);
      served.remove(session.serverId);
      session.server = null;
      refuse(
          session,
          ChildSession.State.DENIED,
          "the server \"" + route.name() + "\" has too many requests that wait");
    }
  }

  /** Sees which sessions at the parent have been decided. */
  void lookAtForwarded() {
    for (ChildSession session : List.copyOf(served.values())) {
      if (session.server == null && session.state == ChildSession.State.REQUESTED) {
        decideAtParent(session, () -> env.parent().sessionCapability(session.serverId));
        if (session.state != ChildSession.State.REQUESTED) {
          decided(session);
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

  private void decided(ChildSession session) {
    tree.changed();
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
        quota.takeBack(session);
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
    ChildProcess running = server == null ? null : server.running;
    if (session.dispatcher != null || (server != null && running == null)) {
      // Nobody is there who could use it.
      return;
    }
    quota.collect(session, ram, capabilities);
    if (server != null) {
      handOverMore(session, ram, capabilities);
      return;
    }
    try {
      env.parent().upgrade(session.serverId, ram, capabilities);
    } catch (OutOfRamException | OutOfCapabilitiesException | RpcException refused) {
      quota.returnPart(session, ram, capabilities);
      throw refused;
    }
  }

  /** Gives quota that is with init, and is counted as the session's, to the server. */
  void handOverMore(ChildSession session, long ram, int capabilities) {
    InitChild server = session.server;
    ChildProcess running = server == null ? null : server.running;
    if (server == null || running == null) {
      return;
    }
    try {
      running.give(ram, capabilities);
    } catch (OutOfRamException | OutOfCapabilitiesException missing) {
      tree.log("quota of a session is missing: " + missing.getMessage());
      quota.returnPart(session, ram, capabilities);
      return;
    }
    server.request(change(SessionRequest.Kind.UPGRADE, session, ram, capabilities));
  }

  /**
   * Ends a session: at once at the parent and at init itself, when the server says so at a child.
   */
  void close(ChildSession session) {
    tree.changed();
    Dispatcher dispatcher = session.dispatcher;
    if (dispatcher != null) {
      env.entrypoint().dissolve(dispatcher);
      if (session.own != null) {
        session.own.close();
      }
      quota.giveBack(session);
      forget(session);
      return;
    }
    InitChild server = session.server;
    if (server == null) {
      if (served.remove(session.serverId) != null) {
        env.parent().close(session.serverId);
        quota.giveBack(session);
      }
      forget(session);
      return;
    }
    if (session.state == ChildSession.State.REQUESTED && server.withdraw(session.serverId)) {
      closed(session);
      return;
    }
    session.state = ChildSession.State.CLOSING;
    server.request(change(SessionRequest.Kind.CLOSE, session, 0, 0));
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
    quota.takeBack(session);
    serverGone(session);
    session.ram = 0;
    session.capabilities = 0;
    if (!unseen) {
      server.request(change(SessionRequest.Kind.CLOSE, session, 0, 0));
    }
  }

  private void serverGone(ChildSession session) {
    tree.changed();
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
      quota.giveBack(session);
      if (closing) {
        client.forget(session);
      } else {
        client.signalSession();
      }
    }
  }

  /** Forgets a session whose quota has been settled, and gives up what is left of it. */
  void forget(ChildSession session) {
    tree.changed();
    session.capability.release();
    session.capability = Capability.invalid();
    InitChild client = session.client;
    if (client != null) {
      client.forget(session);
    }
  }

  private void closed(ChildSession session) {
    served.remove(session.serverId);
    quota.takeBack(session);
    quota.giveBack(session);
    forget(session);
    if (session.offered != null) {
      session.offered.closed(session);
    }
  }

  private static SessionRequest change(
      SessionRequest.Kind kind, ChildSession session, long ram, int capabilities) {
    return new SessionRequest(
        kind, session.serverId, session.service, session.label, "", ram, capabilities);
  }
}
