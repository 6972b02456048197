package org.demitasse.base.rpc;

import org.demitasse.abi.MessageTag;

/** The limits of what components say to each other, in one place. */
public final class RpcLimits {
  private RpcLimits() {}

  /** Bytes of a message. */
  public static final int MESSAGE = MessageTag.WORDS_LIMIT * 8;

  /** Capabilities of a message. */
  public static final int CAPABILITIES = MessageTag.CAPABILITIES_LIMIT;

  /** Bytes of a text that has no {@link Limit} of its own. */
  public static final int TEXT = 160;

  /** Bytes of the name of a service. */
  public static final int SERVICE_NAME = 63;

  /**
   * Bytes of the label of a session: the names from the root of the tree down to the client's own
   * wish.
   */
  public static final int LABEL = 160;

  /** Bytes of the further arguments of a session. */
  public static final int ARGUMENTS = 160;

  /** Bytes of the message of an exception; what is longer is cut. */
  public static final int EXCEPTION_MESSAGE = 256;
}
