package org.demitasse.server.timer;

import org.demitasse.base.Capability;
import org.demitasse.base.rpc.Signal;
import org.demitasse.base.session.TimerSession;

/** The session of one client. */
final class TimerClient implements TimerSession {
  private final TimeoutQueue queue;
  private final Timeout timeout = new Timeout(this::tell);
  private Capability<Signal> handler = Capability.invalid();

  TimerClient(TimeoutQueue queue) {
    this.queue = queue;
  }

  private void tell() {
    Signal.submit(handler);
  }

  @Override
  public void handler(Capability<Signal> newHandler) {
    handler.release();
    handler = newHandler;
  }

  @Override
  public void triggerOnce(long microseconds) {
    queue.once(timeout, microseconds);
  }

  @Override
  public void triggerPeriodic(long microseconds) {
    if (microseconds == 0) {
      queue.cancel(timeout);
    } else {
      queue.periodic(timeout, microseconds);
    }
  }

  @Override
  public long elapsed() {
    return queue.elapsed();
  }

  void close() {
    queue.cancel(timeout);
    handler.release();
  }
}
