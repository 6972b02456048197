package org.demitasse.ladder;

import org.demitasse.abi.ResultCode;
import org.demitasse.base.kernel.Kernel;
import org.demitasse.base.kernel.Message;
import org.demitasse.base.kernel.RawMessage;
import org.demitasse.base.kernel.RawThread;
import org.demitasse.base.kernel.RootResources;
import org.teavm.interop.Export;
import org.teavm.interop.Function;
import org.teavm.interop.StaticInit;
import org.teavm.interop.Unmanaged;

/**
 * Step 04: one-way messages. A second thread sends three values through each of two portals to the
 * same endpoint; labels tell the objects behind it apart. A handle that nobody gave is refused.
 */
@StaticInit
public final class Step04SendAndWait {
  private static final int ADD = 7;
  private static final long FIRST_OBJECT = 0xA11CE;
  private static final long SECOND_OBJECT = 0xB0B;

  private Step04SendAndWait() {}

  /** The sender: its argument is the address of two handles; results go behind them. */
  @Unmanaged
  @Export(name = "ladder_step04_send")
  static void send(long address) {
    long tag = RawMessage.tag(ADD, 3, 0);
    long first = LadderMemory.load(address);
    long second = LadderMemory.load(address + 8);
    LadderMemory.store(address + 16, RawMessage.send(first, tag, 1, 2, 3, 0));
    LadderMemory.store(address + 24, RawMessage.send(second, tag, 4, 5, 6, 0));
    // A handle made up from a real one: another life of the same entry.
    LadderMemory.store(address + 32, RawMessage.send(first + (1L << 20), tag, 7, 8, 9, 0));
  }

  public static void main(String[] arguments) {
    RootResources resources = RootResources.open();
    long factory = resources.capabilities().factory();
    long endpoint = Kernel.createEndpoint(factory);
    long page = resources.takePages(1);
    LadderMemory.store(page, Kernel.createPortal(factory, endpoint, FIRST_OBJECT));
    LadderMemory.store(page + 8, Kernel.createPortal(factory, endpoint, SECOND_OBJECT));
    RawThread.Body body = Function.get(RawThread.Body.class, Step04SendAndWait.class, "send");
    System.out.println("sending a=1, b=2, c=3");
    RawThread.create(resources, body, page, 0).start(100);

    Message message = new Message();
    receive(message, endpoint, FIRST_OBJECT, 1);
    receive(message, endpoint, SECOND_OBJECT, 4);

    // The sender is less urgent: nothing else is there, so polling finds nothing.
    int none = message.poll(endpoint);
    Ladder.check(none == ResultCode.WOULD_WAIT, "an empty endpoint has nothing to take");
    waitForEnd(resources, page);
    Ladder.check(LadderMemory.load(page + 16) == ResultCode.OK, "the first message was taken");
    Ladder.check(LadderMemory.load(page + 24) == ResultCode.OK, "the second message was taken");
    int forged = (int) LadderMemory.load(page + 32);
    System.out.println("the forged handle: " + ResultCode.name(forged));
    Ladder.check(forged == ResultCode.BAD_HANDLE, "a forged handle is refused");
    Ladder.passed(resources, 4);
  }

  private static void receive(Message message, long endpoint, long object, long first) {
    int result = message.waitAt(endpoint);
    Ladder.check(result == ResultCode.OK, "a message arrives");
    long a = message.take();
    long b = message.take();
    long c = message.take();
    System.out.println("received a=" + a + ", b=" + b + ", c=" + c);
    Ladder.check(a == first && b == first + 1 && c == first + 2, "the values are the sender's");
    Ladder.check(message.operation() == ADD && message.words() == 3, "so is the tag");
    Ladder.check(message.oneWay(), "nobody waits for an answer");
    Ladder.check(message.label() == object, "it came to the right object");
    System.out.println("it came to object 0x" + Long.toHexString(message.label()));
  }

  /** Lets the sender, which is less urgent, come to its end. */
  private static void waitForEnd(RootResources resources, long page) {
    Kernel.setPriority(resources.capabilities().thread(), 50);
    while (LadderMemory.load(page + 32) == 0) {
      Kernel.yieldProcessor();
    }
  }
}
