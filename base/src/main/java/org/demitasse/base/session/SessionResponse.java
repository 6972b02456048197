package org.demitasse.base.session;

/** What a server says of a request that it does not answer with a session. */
public enum SessionResponse {
  /** It refuses. */
  DENIED,
  /** More RAM would have to come with the request. */
  INSUFFICIENT_RAM,
  /** More capabilities would have to come with the request. */
  INSUFFICIENT_CAPABILITIES,
  /** The upgrade is taken. */
  UPGRADED,
  /** The session has ended. */
  CLOSED
}
