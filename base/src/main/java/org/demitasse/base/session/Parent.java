package org.demitasse.base.session;

import org.demitasse.base.Capability;
import org.demitasse.base.rpc.Limit;
import org.demitasse.base.rpc.Remote;
import org.demitasse.base.rpc.RpcLimits;
import org.demitasse.base.rpc.Signal;

/**
 * What a component knows from the start: whom to ask. Each call is answered without waiting for
 * anybody; what takes longer is told by a signal. A parent never calls a child, so no child can
 * hang it.
 */
@Remote
public interface Parent {
  /**
   * Ids of sessions that the parent has opened for the child; its own begin at {@link #FIRST_ID}.
   */
  long PD = 1;

  long CPU = 2;
  long LOG = 3;
  long BINARY = 4;
  long FIRST_ID = 16;

  /** Tells that the component has ended; nothing of it will run any more. */
  void exit(int code);

  // ---- as client

  /**
   * Asks for a session.
   *
   * @param id chosen by the child, names the session from now on
   * @param label what the client wants, the last part of the label that the server sees
   * @param ram bytes of the child's account that go to the server
   * @return the session; invalid if the answer is to come: then {@link #sessionHandler} is told
   * @throws ServiceDeniedException if there is none; the message says why
   * @throws OutOfRamException if the account does not have the RAM, or the server wants more
   * @throws OutOfCapabilitiesException likewise
   * @throws IllegalArgumentException if the id is in use
   */
  Capability<Object> session(
      long id,
      @Limit(RpcLimits.SERVICE_NAME) String service,
      @Limit(RpcLimits.LABEL) String label,
      @Limit(RpcLimits.ARGUMENTS) String arguments,
      long ram,
      int capabilities)
      throws ServiceDeniedException, OutOfRamException, OutOfCapabilitiesException;

  /**
   * Returns a session that was asked for; invalid if the answer is still to come.
   *
   * @throws IllegalArgumentException if none has this id
   */
  Capability<Object> sessionCapability(long id)
      throws ServiceDeniedException, OutOfRamException, OutOfCapabilitiesException;

  /** Sets who is told when an answer has come. */
  void sessionHandler(Capability<Signal> handler);

  /** Gives a session more of the child's quota. */
  void upgrade(long id, long ram, int capabilities)
      throws OutOfRamException, OutOfCapabilitiesException;

  /** Ends a session; its quota comes back when the server has ended it. */
  void close(long id);

  // ---- as server

  /** Says that the child answers requests for a service. */
  void announce(@Limit(RpcLimits.SERVICE_NAME) String service);

  /** Sets who is told when there are requests. */
  void requestHandler(Capability<Signal> handler);

  /** Returns the next request, upgrades first, then closes, then creations. */
  SessionRequest nextRequest();

  /** Answers the request with a session. */
  void deliver(long id, Capability<Object> session);

  /** Answers the request without a session. */
  void respond(long id, SessionResponse response);

  // ---- resources

  /** Asks for more quota; {@link #resourceHandler} is told if there is some. */
  void requestResources(long ram, int capabilities);

  void resourceHandler(Capability<Signal> handler);

  /** Sets who is told that the parent would like to have something back. */
  void yieldHandler(Capability<Signal> handler);

  /** Returns how much RAM it would like. */
  long yieldRequest();

  /** Tells that the child has given up what it could. */
  void yieldResponse();

  // ---- life

  /** Sets who is told to give a sign of life, by {@link #heartbeat}. */
  void heartbeatHandler(Capability<Signal> handler);

  void heartbeat();
}
