package org.demitasse.base.rpc;

import org.demitasse.abi.OutOfLine;
import org.demitasse.base.Capability;
import org.demitasse.base.runtime.ComponentRuntime;
import org.jspecify.annotations.Nullable;

/**
 * Takes the calls of one object that other components hold capabilities of. The annotation
 * processor writes a subclass for each {@link Remote} interface.
 *
 * <p>Whatever the message holds, the component lives on: a message that cannot be read, an
 * operation that does not exist and an exception of the object's method are answers.
 */
public abstract class Dispatcher {
  /** Place in the entrypoint's table, and label of its portal; 0 while it is not managed. */
  int label;

  /** The own capability of it; its destruction ends all copies. */
  Capability<?> capability = Capability.invalid();

  /** Whether the call that is being handled is answered later. */
  boolean deferred;

  /** Returns the component's own capability of it; invalid while it is not managed. */
  public final Capability<?> capability() {
    return capability;
  }

  /** Returns what takes the calls: the object that the subclass was made with. */
  public abstract Object object();

  /**
   * Reads the request from the {@link RpcMessage}, calls the object, and writes the answer into the
   * message: {@link RpcMessage#begin} with {@link RpcStatus#OK} and the result.
   *
   * @throws MalformedMessageException if the message cannot be read
   * @throws Exception of the object
   */
  @SuppressWarnings("checkstyle:IllegalThrows")
  protected abstract void dispatch(int operation) throws Exception;

  /**
   * Writes the answer of an operation that was deferred.
   *
   * @param result of the method's type, boxed; null for none
   */
  protected abstract void answer(int operation, @Nullable Object result);

  /**
   * Returns the place, from 1, of an exception among those that the operation's method declares; 0
   * if it is none of them.
   */
  protected abstract int declared(int operation, Exception exception);

  /**
   * Makes the message the answer to a request whose handling ended with an exception: one that the
   * method declares, or the message could not be read, the object refused an argument, or the
   * object failed.
   */
  @OutOfLine
  final void answerFailure(int operation, Throwable failure) {
    int place = failure instanceof Exception exception ? declared(operation, exception) : 0;
    if (place != 0) {
      RpcMessage.begin(place);
      RpcMessage.putCutText(String.valueOf(failure.getMessage()), RpcLimits.EXCEPTION_MESSAGE);
      return;
    }
    switch (failure) {
      case MalformedMessageException malformed -> RpcMessage.begin(RpcStatus.MALFORMED);
      case IllegalArgumentException refused -> {
        RpcMessage.begin(RpcStatus.ILLEGAL_ARGUMENT);
        RpcMessage.putCutText(String.valueOf(refused.getMessage()), RpcLimits.EXCEPTION_MESSAGE);
      }
      default -> {
        ComponentRuntime.reportCall(failure);
        RpcMessage.begin(RpcStatus.FAILED);
        RpcMessage.putCutText(String.valueOf(failure), RpcLimits.EXCEPTION_MESSAGE);
      }
    }
  }

  /**
   * Returns whether the call that has just been handled is answered later, so that the result does
   * not matter. For generated code.
   */
  protected final boolean isDeferred() {
    return deferred;
  }

  /** Answers that there is no such operation. For generated code. */
  @OutOfLine
  protected static void unknownOperation() {
    RpcMessage.releaseUnread();
    RpcMessage.begin(RpcStatus.UNKNOWN_OPERATION);
  }
}
