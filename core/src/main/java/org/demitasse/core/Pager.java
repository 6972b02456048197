package org.demitasse.core;

import org.demitasse.abi.FaultMessage;
import org.demitasse.base.rpc.Dispatcher;
import org.demitasse.base.rpc.RpcMessage;
import org.demitasse.base.rpc.RpcStatus;
import org.jspecify.annotations.Nullable;

/** Takes the kernel's messages about one thread: page faults, exceptions, its exit. */
final class Pager extends Dispatcher {
  private final CoreObjects core;
  private final CoreThread thread;
  private final ThreadEvent event = new ThreadEvent();

  Pager(CoreObjects core, CoreThread thread) {
    this.core = core;
    this.thread = thread;
  }

  @Override
  public Object object() {
    return thread;
  }

  @Override
  protected void dispatch(int operation) {
    if (Integer.compareUnsigned(operation, FaultMessage.PAGE_FAULT) < 0) {
      // The portal is core's and the kernel's alone.
      unknownOperation();
      return;
    }
    event.kind = operation;
    event.address = RpcMessage.take();
    event.faultKind = (int) RpcMessage.take();
    event.instruction = RpcMessage.take();
    event.syndrome = RpcMessage.take();
    handle(event);
    // No words: whoever faulted tries again.
    RpcMessage.begin(RpcStatus.OK);
  }

  /** Handles an event of the thread. */
  void handle(ThreadEvent event) {
    core.faults().handle(thread, event);
  }

  @Override
  protected void answer(int operation, @Nullable Object result) {
    // No words.
  }

  @Override
  protected int declared(int operation, Exception exception) {
    return 0;
  }
}
