package org.demitasse.boottest;

import org.demitasse.abi.FaultMessage;
import org.demitasse.abi.ObjectKind;
import org.demitasse.abi.Permission;
import org.demitasse.abi.ResultCode;
import org.demitasse.abi.SystemCall;
import org.demitasse.base.kernel.Kernel;
import org.demitasse.base.kernel.Message;
import org.demitasse.base.kernel.RootResources;
import org.demitasse.base.raw.RawMemory;

/**
 * A root program that makes spaces with a thread in each state, on each processor, and destroys
 * them by the hundred. Nothing of them may stay: not an object, not a capability, not a page.
 */
public final class DestructionRoot {
  private static final int ROUNDS = 40;
  private static final int PAGE = 4096;
  private static final long CODE = 0x40_0000;
  private static final long UTCB = 0x10_0000;
  private static final int PRIORITY = 100;
  private static final int INSTRUCTION_POINTER = 32;

  /** Two programs: a system call with the registers as they are, then an endless loop. */
  private static final int CALL = 0;

  private static final int LOOP = 4;

  /** What a thread does when it is destroyed. */
  private enum Situation {
    NEW,
    RUNNING,
    SUSPENDED,
    WAITING_AT_ENDPOINT,
    WAITING_FOR_SIGNALS,
    SENDING,
    CALLING,
    AWAITING_REPLY,
    REPLY_KEPT,
    PAGE_FAULT_NOT_TAKEN,
    PAGE_FAULT_TAKEN,
    EXITED,
  }

  private final RootResources resources = RootResources.open();
  private final long factory = resources.capabilities().factory();
  private final int processors = Processors.count();
  private final long code = resources.takePages(1);
  private final long endpoint = Kernel.createEndpoint(factory);
  private final long portal = Kernel.createPortal(factory, endpoint, 0);
  private final Message message = new Message();

  private DestructionRoot() {}

  public static void main(String[] arguments) {
    new DestructionRoot().run();
  }

  private void run() {
    RawMemory.storeInt(code + CALL, 0xD4000001); // svc #0
    RawMemory.storeInt(code + LOOP, 0x14000000); // b .
    Kernel.setPriority(resources.capabilities().thread(), PRIORITY);
    for (Situation each : Situation.values()) {
      destroy(each, 0);
      long[] before = statistics();
      for (int i = 0; i < ROUNDS; i++) {
        destroy(each, i % processors);
      }
      long[] after = statistics();
      for (int kind = 0; kind < before.length; kind++) {
        if (before[kind] != after[kind]) {
          throw new IllegalStateException(
              each + ": " + ObjectKind.name(kind) + ", " + before[kind] + " free, " + after[kind]);
        }
      }
      System.out.println("destroyed " + ROUNDS + " times: " + each);
    }
    System.out.println("done");
  }

  private long[] statistics() {
    long control = resources.capabilities().machineControl();
    long[] free = new long[ObjectKind.REPLY + 1];
    for (int kind = 0; kind < ObjectKind.REPLY; kind++) {
      free[kind] = Kernel.free(control, kind);
    }
    free[ObjectKind.REPLY] = Kernel.free(control, -1);
    return free;
  }

  /** Makes a thread in a space of its own, brings it where it is wanted, and destroys the space. */
  private void destroy(Situation situation, int processor) {
    long space = Kernel.createSpace(factory, "victim", 16);
    resources.map(space, code, CODE, 1, Permission.READ | Permission.EXECUTE);
    long thread = Kernel.createThread(factory, space, CODE, 0, 0, UTCB, 0);
    Kernel.setPriority(thread, PRIORITY);
    Kernel.setProcessor(thread, processor);
    Kernel.setHandlers(thread, portal, portal, false);
    bring(situation, space, thread);
    Kernel.destroy(space);
    expect(ResultCode.BAD_HANDLE, Kernel.attempt(SystemCall.THREAD_START, thread));
    expect(ResultCode.BAD_HANDLE, Kernel.attempt(SystemCall.QUERY, space, CODE));
    if (situation != Situation.REPLY_KEPT) {
      Kernel.delete(thread);
    }
    // Nobody is left of it at the endpoint.
    expect(ResultCode.WOULD_WAIT, message.poll(endpoint));
  }

  private static void expect(int wanted, int result) {
    if (result != wanted) {
      throw new IllegalStateException(
          ResultCode.name(result) + " instead of " + ResultCode.name(wanted));
    }
  }

  private void bring(Situation situation, long space, long thread) {
    switch (situation) {
      case NEW -> {
        // As it is.
      }
      case RUNNING -> start(thread, LOOP, 0, 0);
      case SUSPENDED -> {
        start(thread, LOOP, 0, 0);
        Kernel.suspend(thread);
      }
      case WAITING_AT_ENDPOINT -> {
        long own = Kernel.createEndpoint(factory);
        start(thread, CALL, SystemCall.WAIT, Kernel.copy(space, own, false));
        giveItTime();
        Kernel.delete(own);
      }
      case WAITING_FOR_SIGNALS -> {
        long own = Kernel.createNotification(factory);
        start(thread, CALL, SystemCall.WAIT, Kernel.copy(space, own, false));
        giveItTime();
        Kernel.delete(own);
      }
      case SENDING -> {
        start(thread, CALL, SystemCall.SEND, Kernel.copy(space, portal, false));
        giveItTime();
      }
      case CALLING -> {
        start(thread, CALL, SystemCall.CALL, Kernel.copy(space, portal, false));
        giveItTime();
      }
      case AWAITING_REPLY -> {
        start(thread, CALL, SystemCall.CALL, Kernel.copy(space, portal, false));
        expect(ResultCode.OK, message.waitAt(endpoint));
      }
      case REPLY_KEPT -> {
        start(thread, CALL, SystemCall.CALL, Kernel.copy(space, portal, false));
        expect(ResultCode.OK, message.waitAt(endpoint));
        long reply = Message.keepReply();
        Kernel.destroy(thread);
        // This gives up the capability, too.
        expect(ResultCode.NO_CALLER, message.begin(0).reply(reply));
      }
      case PAGE_FAULT_NOT_TAKEN -> {
        start(thread, PAGE, 0, 0);
        giveItTime();
      }
      case PAGE_FAULT_TAKEN -> {
        start(thread, PAGE, 0, 0);
        expect(ResultCode.OK, message.waitAt(endpoint));
        expect(FaultMessage.PAGE_FAULT, message.operation());
      }
      case EXITED -> {
        start(thread, CALL, SystemCall.EXIT, 0);
        expect(ResultCode.OK, message.waitAt(endpoint));
        expect(FaultMessage.EXIT, message.operation());
        expect(ResultCode.OK, message.begin(0).reply(0));
      }
    }
  }

  /** Starts the thread at an offset of its code with a system call's number and first argument. */
  private static void start(long thread, int offset, int call, long argument) {
    long[] registers = Kernel.registers(thread);
    registers[0] = argument;
    registers[8] = call;
    registers[INSTRUCTION_POINTER] = CODE + offset;
    Kernel.setRegisters(thread, registers);
    Kernel.start(thread);
  }

  /**
   * Lets the thread come to where it waits: on this processor by giving way, on another one by
   * leaving it some time.
   */
  private static void giveItTime() {
    for (int i = 0; i < 20; i++) {
      Kernel.yieldProcessor();
    }
  }
}
