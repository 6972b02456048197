package org.demitasse.ladder;

import org.demitasse.abi.FaultKind;
import org.demitasse.abi.FaultMessage;
import org.demitasse.abi.ResultCode;
import org.demitasse.abi.SystemCall;
import org.demitasse.base.kernel.Kernel;
import org.demitasse.base.kernel.Message;
import org.demitasse.base.kernel.RawThread;
import org.demitasse.base.kernel.RootResources;
import org.teavm.interop.Export;
import org.teavm.interop.Function;
import org.teavm.interop.StaticInit;
import org.teavm.interop.Unmanaged;

/**
 * Step 08: a timer driver in user land, on a timer that the kernel leaves alone: the virtual one,
 * or that of the board ({@link TimerDevice}). Without a grant neither the line nor the timer's
 * registers can be had; with it, each interrupt arrives as bits of a notification and the line is
 * quiet until the driver acknowledges. Meanwhile the kernel goes on scheduling with the other
 * timer.
 */
@StaticInit
public final class Step08Timer {
  private static final long TICK = 1;
  private static final long OTHER = 2;

  private Step08Timer() {}

  /** A thread that was not granted the timer. */
  @Unmanaged
  @Export(name = "ladder_step08_trespass")
  static void trespass(long address) {
    LadderMemory.setTimer(1000);
    LadderMemory.store(address, 1);
  }

  /** Somebody else who wants the processor all the time. */
  @Unmanaged
  @Export(name = "ladder_step08_count")
  static void count(long address) {
    while (true) {
      LadderMemory.store(address + 8, LadderMemory.load(address + 8) + 1);
    }
  }

  public static void main(String[] arguments) {
    RootResources resources = RootResources.open();
    long factory = resources.capabilities().factory();
    long control = resources.capabilities().machineControl();
    long page = resources.takePages(1);
    Message message = new Message();
    TimerDevice timer = TimerDevice.of(resources);
    int line = timer.line();

    refusals(resources, message, page, line);

    long notification = Kernel.createNotification(factory);
    long interrupt = Kernel.createInterrupt(factory, control, line, false);
    timer.open(resources);
    System.out.println("granted: line " + line + " and the timer");
    int twice =
        Kernel.attempt(SystemCall.INTERRUPT_CREATE, factory, control, line, SystemCall.LEVEL);
    Ladder.check(twice == ResultCode.IN_USE, "a line has one driver");

    RawThread.Body body = Function.get(RawThread.Body.class, Step08Timer.class, "count");
    RawThread.create(resources, body, page, 0).start(255);
    Kernel.bindInterrupt(interrupt, notification, TICK);
    long perSecond = timer.ticksPerSecond();
    long start = timer.now();
    timer.set(perSecond);
    int result = message.waitAt(notification);
    for (int second = 1; second <= 3; second++) {
      Ladder.check(result == ResultCode.SIGNALS && message.label() == TICK, "the tick arrives");
      long late = timer.now() - start - second * perSecond;
      Ladder.check(late >= 0, "not before its time");
      System.out.println("Second " + second);
      if (second == 3) {
        break;
      }
      // The timer still signals here; the line does not, before it is acknowledged.
      Ladder.check(
          message.poll(notification) == ResultCode.WOULD_WAIT, "masked until acknowledged");
      timer.set(start + (second + 1) * perSecond - timer.now());
      result = message.acknowledgeAndWait(interrupt, notification);
    }
    timer.stop();
    Kernel.acknowledge(interrupt);
    Ladder.check(message.poll(notification) == ResultCode.WOULD_WAIT, "as many as there were");
    Ladder.check(LadderMemory.load(page + 8) > 0, "the other thread had its turns");
    System.out.println("the other thread counted on meanwhile");
    masks(message, notification);
    Ladder.passed(resources, 8);
  }

  private static void refusals(RootResources resources, Message message, long page, int line) {
    long factory = resources.capabilities().factory();
    int noGrant = Kernel.attempt(SystemCall.INTERRUPT_CREATE, factory, factory, line, 0);
    System.out.println("the line without a grant: " + ResultCode.name(noGrant));
    Ladder.check(noGrant == ResultCode.BAD_HANDLE, "nobody has a line by default");
    int noLine = Kernel.attempt(SystemCall.INTERRUPT_ACKNOWLEDGE, 1);
    Ladder.check(noLine == ResultCode.BAD_HANDLE, "nor can it be acknowledged");
    long endpoint = Kernel.createEndpoint(factory);
    long portal = Kernel.createPortal(factory, endpoint, 0);
    RawThread.Body body = Function.get(RawThread.Body.class, Step08Timer.class, "trespass");
    RawThread thread = RawThread.create(resources, body, page, 0);
    Kernel.setHandlers(thread.handle(), portal, portal, false);
    thread.start(100);
    int result = message.waitAt(endpoint);
    System.out.println(
        "the timer's registers without a grant: " + FaultKind.describe((int) message.word(1)));
    Ladder.check(
        result == ResultCode.OK
            && message.operation() == FaultMessage.EXCEPTION
            && message.word(1) == FaultKind.PRIVILEGED_INSTRUCTION,
        "they trap");
    thread.destroy();
    Ladder.check(LadderMemory.load(page) == 0, "nothing was set");
  }

  /** Bits that are not accepted wait; bits that come twice are there once. */
  private static void masks(Message message, long notification) {
    Kernel.accept(notification, TICK);
    Kernel.signal(notification, OTHER);
    Kernel.signal(notification, OTHER);
    Ladder.check(
        message.poll(notification) == ResultCode.WOULD_WAIT, "a bit not accepted stays pending");
    Kernel.signal(notification, TICK);
    Ladder.check(
        message.poll(notification) == ResultCode.SIGNALS && message.label() == TICK,
        "one that is accepted is delivered");
    Kernel.accept(notification, -1);
    Ladder.check(
        message.poll(notification) == ResultCode.SIGNALS && message.label() == OTHER,
        "the other one arrives once, when it is accepted");
    Ladder.check(message.poll(notification) == ResultCode.WOULD_WAIT, "bits merge");
    System.out.println("bits wait until they are accepted, and merge");
  }
}
