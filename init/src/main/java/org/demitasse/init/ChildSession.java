package org.demitasse.init;

import org.demitasse.base.Capability;
import org.demitasse.base.child.TextRom;
import org.demitasse.base.rpc.Dispatcher;
import org.demitasse.init.route.Route;
import org.jspecify.annotations.Nullable;

/** A session that a child has asked for. */
final class ChildSession {
  /** How far it is. */
  enum State {
    /** The server has been asked. */
    REQUESTED,
    AVAILABLE,
    DENIED,
    INSUFFICIENT_RAM,
    INSUFFICIENT_CAPABILITIES,
    /** The client, or init in its place, has let go; the server has still to. */
    CLOSING,
    /** The server is gone. */
    GONE
  }

  /** Names it between init and the server. */
  final long serverId;

  /** Names it between the client and init. */
  final long clientId;

  final String service;
  final String label;
  final String arguments;
  final Route route;

  /** Quota that is with the server. */
  long ram;

  int capabilities;

  State state = State.REQUESTED;
  Capability<Object> capability = Capability.invalid();

  /** Why it is denied, in words for the client. */
  String reason = "";

  /** Whose it is; null once that is gone. */
  @Nullable InitChild client;

  /** The child that serves it; null if the parent or init does, or it is gone. */
  @Nullable InitChild server;

  /** Of init's own object, if that serves it. */
  @Nullable Dispatcher dispatcher;

  /** The object, if it is the child's configuration. */
  @Nullable TextRom own;

  /** Set if it is one of the parent's. */
  @Nullable OfferedSessions offered;

  ChildSession(
      @Nullable InitChild client,
      long clientId,
      long serverId,
      String service,
      String label,
      String arguments,
      Route route) {
    this.client = client;
    this.clientId = clientId;
    this.serverId = serverId;
    this.service = service;
    this.label = label;
    this.arguments = arguments;
    this.route = route;
  }
}
