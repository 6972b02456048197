package org.demitasse.server.timer;

import java.nio.charset.StandardCharsets;
import org.demitasse.base.Capability;
import org.demitasse.base.Component;
import org.demitasse.base.Env;
import org.demitasse.base.SessionFactory;
import org.demitasse.base.raw.RawMemory;
import org.demitasse.base.rpc.Dispatcher;
import org.demitasse.base.session.Attachment;
import org.demitasse.base.session.CpuSession;
import org.demitasse.base.session.IoMemSessionClient;
import org.demitasse.base.session.IrqSession;
import org.demitasse.base.session.IrqSessionClient;
import org.demitasse.base.session.OutOfCapabilitiesException;
import org.demitasse.base.session.OutOfRamException;
import org.demitasse.base.session.Parent;
import org.demitasse.base.session.ServiceDeniedException;
import org.demitasse.base.session.SessionRequest;
import org.demitasse.base.session.TimerSessionDispatcher;

/**
 * Provides the Timer service. It is configured with what it drives, which may differ from machine
 * to machine: {@link TimerConfiguration}. A processor's timer can be set by what runs there only:
 * this component belongs on the first processor, where core is.
 */
public final class TimerServer implements Component {
  @Override
  public void construct(Env env) throws Exception {
    TimerConfiguration configuration = TimerConfiguration.read(env.config(), () -> machine(env));
    IrqSession interrupt =
        new IrqSessionClient(
            env.session(
                IrqSessionClient.SERVICE,
                "timer",
                "irq_number=" + configuration.line() + ", irq_trigger=level"));
    TimeoutQueue queue = new TimeoutQueue(open(env, configuration, interrupt));
    interrupt.handler(
        env.entrypoint()
            .receive(
                () -> {
                  queue.interrupted();
                  interrupt.acknowledge();
                }));
    env.provide("Timer", new Sessions(queue));
  }

  private static HardwareTimer open(Env env, TimerConfiguration configuration, IrqSession interrupt)
      throws Exception {
    if (configuration.registers() == TimerConfiguration.VIRTUAL_TIMER) {
      Capability<CpuSession> threads =
          Capability.ofHandle(env.parent().sessionCapability(Parent.CPU).handle());
      interrupt.useTimer(threads);
      return new VirtualTimer();
    }
    IoMemSessionClient registers =
        new IoMemSessionClient(
            env.session(
                IoMemSessionClient.SERVICE,
                "timer",
                "base=0x" + Long.toHexString(configuration.registers()) + ", size=4K"));
    return new SystemTimer(
        RawMemory.MEMORY, env.addressSpace().attach(registers.dataspace(), Attachment.READ_WRITE));
  }

  private static String machine(Env env) {
    try {
      return new String(env.rom("platform_info"), StandardCharsets.UTF_8);
    } catch (ServiceDeniedException denied) {
      throw new IllegalArgumentException(
          "the configuration is one for several machines, and which one this is cannot be known: "
              + denied.getMessage(),
          denied);
    }
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
