package org.demitasse.init;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.demitasse.base.Env;
import org.demitasse.base.session.SessionRequest;
import org.demitasse.base.session.SessionResponse;
import org.demitasse.init.config.Configuration;
import org.demitasse.init.config.OfferedService;
import org.demitasse.init.config.RouteTarget;
import org.demitasse.init.route.Route;

/**
 * Services that init offers to its parent on behalf of its children: {@code <service>}. The quota
 * of such a session comes to init's account and leaves it again in the parent's hands.
 */
final class OfferedSessions {
  private final Env env;
  private final Tree tree;
  private final Sessions others;
  private final List<String> announced = new ArrayList<>();

  /** By the id that the parent knows. */
  private final Map<Long, ChildSession> sessions = new HashMap<>();

  private Configuration configuration = Configurations.empty();

  OfferedSessions(Env env, Tree tree, Sessions others) {
    this.env = env;
    this.tree = tree;
    this.others = others;
  }

  /** Announces what is new, and takes the sessions away from children that they are not for now. */
  void apply(Configuration next) {
    configuration = next;
    for (ChildSession session : List.copyOf(sessions.values())) {
      Route now = route(session.service, session.label);
      if (session.server != null && !now.equals(session.route)) {
        tree.log("\"" + session.service + "\" for \"" + session.label + "\" is taken away");
        others.abandon(session);
      }
    }
    for (OfferedService each : next.offered()) {
      if (announced.isEmpty()) {
        env.parent().requestHandler(env.entrypoint().receive(this::handleRequests));
      }
      if (!announced.contains(each.name())) {
        announced.add(each.name());
        env.parent().announce(each.name());
      }
    }
  }

  private Route route(String service, String label) {
    String who = "\"" + service + "\" for \"" + label + "\" of the parent";
    for (OfferedService each : configuration.offered()) {
      if (each.name().equals(service)) {
        Optional<RouteTarget.Child> target = each.serve(label);
        if (target.isEmpty()) {
          return new Route.Denied(who + ": no policy is for it");
        }
        String name = target.get().name();
        return configuration
            .child(name)
            .<Route>map(
                child -> new Route.ToChild(child.name(), target.get().label().orElse(label)))
            .orElse(new Route.Denied(who + ": there is no child \"" + name + "\""));
      }
    }
    return new Route.Denied(who + ": it is not offered");
  }

  private void handleRequests() {
    SessionRequest request = env.parent().nextRequest();
    while (request.kind() != SessionRequest.Kind.NONE) {
      handle(request);
      request = env.parent().nextRequest();
    }
  }

  private void handle(SessionRequest request) {
    ChildSession session = sessions.get(request.id());
    switch (request.kind()) {
      case CREATE -> create(request);
      case UPGRADE -> {
        if (session != null && session.server != null) {
          session.ram += request.ram();
          session.capabilities += request.capabilities();
          others.handOverMore(session, request.ram(), request.capabilities());
        }
        env.parent().respond(request.id(), SessionResponse.UPGRADED);
      }
      case CLOSE -> {
        if (session == null || session.server == null) {
          sessions.remove(request.id());
          env.parent().respond(request.id(), SessionResponse.CLOSED);
        } else if (session.state != ChildSession.State.CLOSING) {
          others.close(session);
        }
      }
      case NONE -> {}
    }
  }

  private void create(SessionRequest request) {
    Route route = route(request.service(), request.label());
    if (!(route instanceof Route.ToChild child)) {
      tree.log(((Route.Denied) route).reason());
      env.parent().respond(request.id(), SessionResponse.DENIED);
      return;
    }
    ChildSession session =
        new ChildSession(
            null,
            request.id(),
            others.newId(),
            request.service(),
            request.label(),
            request.arguments(),
            route);
    session.offered = this;
    session.ram = request.ram();
    session.capabilities = request.capabilities();
    sessions.put(request.id(), session);
    others.ask(session, child);
    if (session.state != ChildSession.State.REQUESTED) {
      decided(session);
    }
  }

  /** Tells the parent what has become of its request. */
  void decided(ChildSession session) {
    if (session.state == ChildSession.State.AVAILABLE) {
      env.parent().deliver(session.clientId, session.capability);
      return;
    }
    sessions.remove(session.clientId);
    env.parent()
        .respond(
            session.clientId,
            switch (session.state) {
              case INSUFFICIENT_RAM -> SessionResponse.INSUFFICIENT_RAM;
              case INSUFFICIENT_CAPABILITIES -> SessionResponse.INSUFFICIENT_CAPABILITIES;
              default -> SessionResponse.DENIED;
            });
  }

  /** Tells the parent that a session has ended that it wanted to end. */
  void closed(ChildSession session) {
    if (sessions.remove(session.clientId) != null) {
      env.parent().respond(session.clientId, SessionResponse.CLOSED);
    }
  }
}
