package org.demitasse.base.runtime;

import java.util.HashMap;
import java.util.Map;
import org.demitasse.base.Capability;
import org.demitasse.base.SessionFactory;
import org.demitasse.base.rpc.Dispatcher;
import org.demitasse.base.rpc.Entrypoint;
import org.demitasse.base.rpc.RpcException;
import org.demitasse.base.session.OutOfCapabilitiesException;
import org.demitasse.base.session.OutOfRamException;
import org.demitasse.base.session.Parent;
import org.demitasse.base.session.ServiceDeniedException;
import org.demitasse.base.session.SessionRequest;
import org.demitasse.base.session.SessionResponse;
import org.jspecify.annotations.Nullable;

/** The services that a component provides, and their sessions. */
final class ComponentServices {
  private record Open(SessionFactory factory, Dispatcher dispatcher) {}

  private final Parent parent;
  private final Entrypoint entrypoint;
  private final Map<String, SessionFactory> factories = new HashMap<>();
  private final Map<Long, Open> sessions = new HashMap<>();

  ComponentServices(Parent parent, Entrypoint entrypoint) {
    this.parent = parent;
    this.entrypoint = entrypoint;
    parent.requestHandler(entrypoint.receive(this::handleRequests));
  }

  void provide(String service, SessionFactory factory) {
    factories.put(service, factory);
    parent.announce(service);
  }

  private void handleRequests() {
    SessionRequest request = parent.nextRequest();
    while (request.kind() != SessionRequest.Kind.NONE) {
      handle(request);
      request = parent.nextRequest();
    }
  }

  private void handle(SessionRequest request) {
    Open open = sessions.get(request.id());
    switch (request.kind()) {
      case CREATE -> create(request, factories.get(request.service()));
      case UPGRADE -> {
        if (open != null) {
          open.factory().upgrade(open.dispatcher(), request.ram(), request.capabilities());
        }
        parent.respond(request.id(), SessionResponse.UPGRADED);
      }
      case CLOSE -> {
        if (open != null) {
          sessions.remove(request.id());
          entrypoint.dissolve(open.dispatcher());
          try {
            open.factory().close(open.dispatcher());
          } catch (RuntimeException failure) {
            ComponentRuntime.reportCall(failure);
          }
        }
        parent.respond(request.id(), SessionResponse.CLOSED);
      }
      case NONE -> {}
    }
  }

  private void create(SessionRequest request, @Nullable SessionFactory factory) {
    if (factory == null) {
      parent.respond(request.id(), SessionResponse.DENIED);
      return;
    }
    try {
      Dispatcher dispatcher = factory.create(request);
      Capability<Object> capability = entrypoint.manage(dispatcher);
      sessions.put(request.id(), new Open(factory, dispatcher));
      parent.deliver(request.id(), capability);
    } catch (ServiceDeniedException | IllegalArgumentException refused) {
      parent.respond(request.id(), SessionResponse.DENIED);
    } catch (OutOfRamException more) {
      parent.respond(request.id(), SessionResponse.INSUFFICIENT_RAM);
    } catch (OutOfCapabilitiesException more) {
      parent.respond(request.id(), SessionResponse.INSUFFICIENT_CAPABILITIES);
    } catch (RpcException | IllegalStateException failure) {
      ComponentRuntime.reportCall(failure);
      parent.respond(request.id(), SessionResponse.DENIED);
    }
  }
}
