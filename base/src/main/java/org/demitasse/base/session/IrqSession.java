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

  /**
   * Lets threads set the registers of the timer that the kernel leaves to user land, on AArch64 the
   * virtual timer, for as long as this session lasts. One session at a time has the timer. Whoever
   * may have interrupt lines may have it: the line alone would be of no use.
   *
   * @param threads the CPU session of all of them, those to come included
   */
  void useTimer(Capability<CpuSession> threads) throws ServiceDeniedException;
}
