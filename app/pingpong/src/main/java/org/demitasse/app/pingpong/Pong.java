package org.demitasse.app.pingpong;

import org.demitasse.base.Component;
import org.demitasse.base.Env;
import org.demitasse.base.session.SessionRequest;

/** A server: each client gets a session of its own, which knows whose it is. */
public final class Pong implements Component {
  @Override
  public void construct(Env env) {
    env.provide("Pong", request -> new PongSessionDispatcher(new Table(request)));
  }

  private static final class Table implements PongSession {
    private final String client;
    private int count;

    Table(SessionRequest request) {
      client = request.label();
    }

    @Override
    public String ping(String text) {
      count++;
      return "pong " + count + " for " + client + ": " + text;
    }
  }
}
