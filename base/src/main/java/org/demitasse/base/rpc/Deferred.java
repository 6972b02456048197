package org.demitasse.base.rpc;

import org.demitasse.abi.SystemCall;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is given later: {@link Entrypoint#defer}. The caller waits until one of the
 * methods is called; a second call has no effect.
 *
 * @param <T> result of the method, boxed
 */
public final class Deferred<T> {
  private final Dispatcher dispatcher;
  private final int operation;
  private long reply;

  Deferred(Dispatcher dispatcher, int operation, long reply) {
    this.dispatcher = dispatcher;
    this.operation = operation;
    this.reply = reply;
  }

  /** Answers with a result; null for a method that has none. */
  public void complete(@Nullable T result) {
    if (reply != 0) {
      RpcMessage.begin(RpcStatus.OK);
      dispatcher.answer(operation, result);
      send();
    }
  }

  /** Answers with an exception: one that the method declares, or an IllegalArgumentException. */
  public void fail(Exception exception) {
    if (reply != 0) {
      int place = dispatcher.declared(operation, exception);
      int status =
          place != 0
              ? place
              : exception instanceof IllegalArgumentException
                  ? RpcStatus.ILLEGAL_ARGUMENT
                  : RpcStatus.FAILED;
      RpcMessage.begin(status);
      RpcMessage.putCutText(String.valueOf(exception.getMessage()), RpcLimits.EXCEPTION_MESSAGE);
      send();
    }
  }

  private void send() {
    // A caller that is gone meanwhile is no matter.
    RpcMessage.send(SystemCall.REPLY, reply);
    reply = 0;
  }
}
