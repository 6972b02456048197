package org.demitasse.ladder;

import org.demitasse.abi.MessageTag;
import org.demitasse.abi.ObjectKind;
import org.demitasse.abi.ResultCode;
import org.demitasse.abi.SystemCall;
import org.demitasse.base.kernel.Kernel;
import org.demitasse.base.kernel.Message;
import org.demitasse.base.kernel.RawMessage;
import org.demitasse.base.kernel.RawThread;
import org.demitasse.base.kernel.RootResources;
import org.demitasse.base.raw.RawSystemCall;
import org.teavm.interop.Export;
import org.teavm.interop.Function;
import org.teavm.interop.StaticInit;
import org.teavm.interop.Unmanaged;

/**
 * Step 05: call, and reply-and-wait. The server is a raw thread that answers one message with the
 * reply and waits for the next in the same system call.
 */
@StaticInit
public final class Step05Call {
  private static final int COMPUTE = 1;
  private static final int SUM_ALL = 2;
  private static final int NOTIFY = 3;
  private static final int LATER = 4;
  private static final int NOW = 5;
  private static final int LONG = 64;

  private Step05Call() {}

  /** The server: its argument is the address of the endpoint's handle. */
  @Unmanaged
  @Export(name = "ladder_step05_serve")
  static void serve(long address) {
    long endpoint = LadderMemory.load(address);
    long kept = 0;
    RawMessage.waitAt(endpoint);
    while (true) {
      int operation = RawMessage.operation();
      long a = RawMessage.word(0);
      long b = RawMessage.word(1);
      long c = RawMessage.word(2);
      long d = 0;
      long e = 0;
      int words = 3;
      if (operation == COMPUTE) {
        d = a + b + c;
        e = a * b * c;
      } else if (operation == SUM_ALL) {
        words = RawMessage.words();
        d = a + b + c + RawMessage.word(3);
        for (int i = MessageTag.SHORT_WORDS; i < words; i++) {
          d += RawMessage.word(i);
          RawMessage.putWord(i, RawMessage.word(i) * 2);
        }
      } else if (operation == NOTIFY) {
        long received = RawMessage.capability(0);
        d = RawMessage.signal(received, 0);
        // Without the control right nobody destroys what was only lent.
        e = RawSystemCall.invoke(SystemCall.DESTROY, received, 0, 0, 0, 0, 0, 0);
      } else if (operation == LATER) {
        kept = RawMessage.keepReply();
        RawMessage.waitAt(endpoint);
        continue;
      } else if (operation == NOW) {
        // First whoever called earlier, then, in the last line, who calls now.
        d = RawMessage.reply(kept, RawMessage.tag(0, 1, 0), 1234, 0, 0, 0);
        e = RawMessage.reply(kept, RawMessage.tag(0, 1, 0), 5678, 0, 0, 0);
      }
      RawMessage.replyAndWait(endpoint, RawMessage.tag(0, words, 0), d, e, 33, 0);
    }
  }

  /** A second client: calls and stores the word of the answer. */
  @Unmanaged
  @Export(name = "ladder_step05_call")
  static void call(long address) {
    long tag = RawMessage.tag(LATER, 0, 0);
    long result = RawMessage.call(LadderMemory.load(address), tag, 0, 0, 0, 0);
    LadderMemory.store(address + 16, RawMessage.word(0));
    LadderMemory.store(address + 8, result + 1);
  }

  public static void main(String[] arguments) {
    RootResources resources = RootResources.open();
    long factory = resources.capabilities().factory();
    long endpoint = Kernel.createEndpoint(factory);
    long portal = Kernel.createPortal(factory, endpoint, 5);
    long page = resources.takePages(1);
    LadderMemory.store(page, endpoint);
    RawThread.Body server = Function.get(RawThread.Body.class, Step05Call.class, "serve");
    RawThread.create(resources, server, page, 0).start(255);

    Message message = new Message();
    compute(message, portal, 11, 12, 13);
    compute(message, portal, 14, 15, 16);
    longMessages(message, portal);
    capabilities(resources, message, portal);
    laterAnswer(resources, message, portal);
    Ladder.passed(resources, 5);
  }

  private static void compute(Message message, long portal, long a, long b, long c) {
    int result = message.begin(COMPUTE).put(a).put(b).put(c).call(portal);
    Ladder.check(result == ResultCode.OK, "the call is answered");
    long d = message.take();
    long e = message.take();
    long res = message.take();
    System.out.println(
        "call(" + a + "," + b + "," + c + ") -> d=" + d + ", e=" + e + ", res=" + res);
    Ladder.check(d == a + b + c && e == a * b * c && res == 33, "the answer is right");
  }

  private static void longMessages(Message message, long portal) {
    for (int words : new int[] {LONG, MessageTag.WORDS_LIMIT}) {
      message.begin(SUM_ALL);
      long sum = 0;
      for (int i = 0; i < words; i++) {
        message.put(i * 3L);
        sum += i * 3L;
      }
      Ladder.check(message.call(portal) == ResultCode.OK, "a long message arrives");
      Ladder.check(message.word(0) == sum, "with all its words");
      Ladder.check(message.words() == words, "and so does the answer");
      Ladder.check(message.word(words - 1) == (words - 1) * 6L, "with all of its own");
      System.out.println("message of " + words + " words -> sum " + sum);
    }
    message.begin(SUM_ALL);
    for (int i = 0; i <= MessageTag.WORDS_LIMIT; i++) {
      message.put(i);
    }
    int tooLong = message.call(portal);
    System.out.println("message of 257 words: " + ResultCode.name(tooLong));
    Ladder.check(tooLong == ResultCode.INVALID_ARGUMENT, "257 words are refused");
  }

  private static void capabilities(RootResources resources, Message message, long portal) {
    long factory = resources.capabilities().factory();
    long notification = Kernel.createNotification(factory);
    long bell = Kernel.createPortal(factory, notification, 0x10);
    Ladder.check(
        message.begin(NOTIFY).putCapability(bell).call(portal) == ResultCode.OK, "it is passed");
    Ladder.check(message.word(0) == ResultCode.OK, "the receiver can use it");
    Ladder.check(message.word(1) == ResultCode.NO_RIGHT, "but not destroy what it names");
    int result = message.waitAt(notification);
    System.out.println(
        "signals after the capability was used: 0x" + Long.toHexString(message.label()));
    Ladder.check(
        result == ResultCode.SIGNALS && message.label() == 0x10, "the portal's bits arrive");
    message.begin(NOTIFY);
    for (int i = 0; i < 5; i++) {
      message.putCapability(bell);
    }
    Ladder.check(
        message.call(portal) == ResultCode.INVALID_ARGUMENT, "five capabilities are refused");
    Ladder.check(
        message.begin(NOTIFY).putCapability(bell + (1L << 20)).call(portal)
            == ResultCode.BAD_HANDLE,
        "a capability that one does not have cannot be passed on");
    Kernel.destroy(bell);
    Ladder.check(
        Kernel.attempt(SystemCall.CAPABILITY_QUERY, bell) == ResultCode.BAD_HANDLE,
        "what is destroyed is " + ObjectKind.name(ObjectKind.NONE));
  }

  private static void laterAnswer(RootResources resources, Message message, long portal) {
    long page = resources.takePages(1);
    LadderMemory.store(page, portal);
    RawThread.Body client = Function.get(RawThread.Body.class, Step05Call.class, "call");
    RawThread other = RawThread.create(resources, client, page, 0);
    other.start(255);
    Kernel.yieldProcessor();
    Ladder.check(LadderMemory.load(page + 8) == 0, "the other client waits");
    Ladder.check(message.begin(NOW).call(portal) == ResultCode.OK, "the server still serves");
    Ladder.check(message.word(0) == ResultCode.OK, "and answers whom it had kept");
    Ladder.check(message.word(1) == ResultCode.BAD_HANDLE, "once, not twice");
    while (LadderMemory.load(page + 8) == 0) {
      Kernel.yieldProcessor();
    }
    System.out.println("the kept call was answered with " + LadderMemory.load(page + 16));
    Ladder.check(LadderMemory.load(page + 16) == 1234, "the kept call has its own answer");
  }
}
