package org.demitasse.server.timer;

import org.demitasse.base.Capability;
import org.demitasse.base.Component;
import org.demitasse.base.Env;
import org.demitasse.base.SessionFactory;
import org.demitasse.base.rpc.Dispatcher;
import org.demitasse.base.session.CpuSession;
import org.demitasse.base.session.IrqSession;
import org.demitasse.base.session.IrqSessionClient;
import org.demitasse.base.session.OutOfCapabilitiesException;
import org.demitasse.base.session.OutOfRamException;
import org.demitasse.base.session.Parent;
import org.demitasse.base.session.ServiceDeniedException;
import org.demitasse.base.session.SessionRequest;
import org.demitasse.base.session.TimerSessionDispatcher;
import org.demitasse.xml.InvalidDocumentException;
import org.demitasse.xml.XmlDocument;
import org.demitasse.xml.XmlElement;

/**
 * Provides the Timer service. It is configured with the interrupt line that the machine's device
 * tree gives the virtual timer: {@code <config irq="27"/>}. A processor's timer can be set by what
 * runs there only: this component belongs on the first processor, where core is.
 */
public final class TimerServer implements Component {
  @Override
  public void construct(Env env) throws Exception {
    int line = line(env.config());
    IrqSession interrupt =
        new IrqSessionClient(
            env.session(
                IrqSessionClient.SERVICE, "timer", "irq_number=" + line + ", irq_trigger=level"));
    Capability<CpuSession> threads =
        Capability.ofHandle(env.parent().sessionCapability(Parent.CPU).handle());
    interrupt.useTimer(threads);
    TimeoutQueue queue = new TimeoutQueue(new VirtualTimer());
    interrupt.handler(
        env.entrypoint()
            .receive(
                () -> {
                  queue.interrupted();
                  interrupt.acknowledge();
                }));
    env.provide("Timer", new Sessions(queue));
  }

  /**
   * Returns the interrupt line that a configuration names.
   *
   * @throws IllegalArgumentException if it names none
   */
  static int line(String config) {
    try {
      XmlElement root = XmlDocument.parse("config", "config", config);
      String text = root.attribute("irq").map(irq -> irq.value()).orElse("");
      int line = Integer.parseInt(text);
      if (line >= 0) {
        return line;
      }
    } catch (InvalidDocumentException invalid) {
      throw new IllegalArgumentException(invalid.getMessage(), invalid);
    } catch (NumberFormatException none) {
      // Told below.
    }
    throw new IllegalArgumentException(
        "the configuration names no interrupt line; expected <config irq=\"27\"/> with the line that"
            + " the device tree gives the virtual timer");
  }

  /** Makes sessions. */
  private static final class Sessions implements SessionFactory {
    private final TimeoutQueue queue;

    Sessions(TimeoutQueue queue) {
      this.queue = queue;
    }

    @Override
    public Dispatcher create(SessionRequest request)
        throws ServiceDeniedException, OutOfRamException, OutOfCapabilitiesException {
      return new TimerSessionDispatcher(new TimerClient(queue));
    }

    @Override
    public void close(Dispatcher session) {
      ((TimerClient) session.object()).close();
    }
  }
}
