package org.demitasse.base.session;

import org.demitasse.base.rpc.Limit;
import org.demitasse.base.rpc.RpcLimits;

/**
 * What a parent wants of a server.
 *
 * @param id names the session in both directions
 * @param label of the client, from the root of the tree down to its own wish, parts divided by
 *     {@code " -> "}
 * @param arguments {@code name=value} pairs, divided by commas
 * @param ram bytes that come with it, or are added
 * @param capabilities likewise
 */
public record SessionRequest(
    Kind kind,
    long id,
    @Limit(RpcLimits.SERVICE_NAME) String service,
    @Limit(RpcLimits.LABEL) String label,
    @Limit(RpcLimits.ARGUMENTS) String arguments,
    long ram,
    int capabilities) {
  /** What is to be done. */
  public enum Kind {
    /** Nothing. */
    NONE,
    /** Make a session and deliver it. */
    CREATE,
    /** Take more quota for it. */
    UPGRADE,
    /** End it. */
    CLOSE
  }

  /** Separates the parts of a label. */
  public static final String SEPARATOR = " -> ";

  /** Returns the last part of the label. */
  public String lastLabel() {
    int at = label.lastIndexOf(SEPARATOR);
    return at < 0 ? label : label.substring(at + SEPARATOR.length());
  }
}
