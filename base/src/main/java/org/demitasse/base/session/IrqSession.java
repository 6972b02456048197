package org.demitasse.base.session;

import org.demitasse.base.Capability;
import org.demitasse.base.rpc.Remote;
import org.demitasse.base.rpc.Service;
import org.demitasse.base.rpc.Signal;

/**
 * An interrupt line, {@code irq_number} of the session's arguments; {@code irq_trigger} is {@code
 * level} or {@code edge}.
 */
@Service("IRQ")
@Remote
public interface IrqSession {
  /** Sets who is told of interrupts, and lets them come. */
  void handler(Capability<Signal> handler);

  /** Lets the next one come. */
  void acknowledge();
}
