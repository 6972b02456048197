package org.demitasse.ladder;

import org.demitasse.abi.FaultKind;
import org.demitasse.abi.FaultMessage;
import org.demitasse.abi.MessageTag;
import org.demitasse.abi.Permission;
import org.demitasse.abi.ResultCode;
import org.demitasse.abi.SystemCall;
import org.demitasse.base.kernel.Kernel;
import org.demitasse.base.kernel.Message;
import org.demitasse.base.kernel.RootResources;
import org.demitasse.base.raw.RawMemory;

/**
 * Step 06: a pager. A thread in a new, empty space faults on its first instruction, on its stack,
 * and on the data that it reads and writes; this program prints each fault and maps a page. Then
 * the thread makes a system call that does not exist, tries to map something itself, and executes
 * an instruction that is none: unknown call and exception are messages here, too, and the answers
 * change the thread's registers. In the end a third space maps a page into a fourth, by its right
 * to the physical page alone.
 */
public final class Step06Pager {
  private static final int PAGE = 4096;
  private static final long CODE = 0x40_0000;
  private static final long STACK_TOP = 0x80_0000;
  private static final long DATA = 0xC0_0000;
  private static final long UTCB = 0x10_0000;
  private static final int INSTRUCTION_POINTER = 32;

  /**
   * The program of the new space, as a compiler would make it: it needs no address of its own.
   *
   * <pre>
   *   stp x0, x1, [sp, #-16]!       write the stack
   *   ldr x1, [x0]                  read data page 0
   *   ldr x2, [x0, #4096]           read data page 1
   *   add x3, x0, #0x2000
   *   str x1, [x3]                  write data page 2
   *   str x2, [x3, #4096]           write data page 3
   *   mov x8, #0x7777; svc #0       no such system call: the handler answers in x0
   *   mov x9, x0
   *   mov x0, #1; mov x8, #28; svc #0     map, without any capability
   *   mov x10, x0
   *   .word 0                       no instruction: the handler skips it
   *   mov x0, x9; mov x8, #9; svc #0      exit with what the handler had answered
   * </pre>
   */
  private static final int[] PROGRAM = {
    0xA9BF07E0, 0xF9400001, 0xF9480002, 0x91400803, 0xF9000061, 0xF9080062, 0xD28EEEE8, 0xD4000001,
    0xAA0003E9, 0xD2800020, 0xD2800388, 0xD4000001, 0xAA0003EA, 0x00000000, 0xAA0903E0, 0xD2800128,
    0xD4000001
  };

  private final RootResources resources = RootResources.open();
  private final Message message = new Message();
  private final long factory = resources.capabilities().factory();
  private final long endpoint = Kernel.createEndpoint(factory);
  private final long portal = Kernel.createPortal(factory, endpoint, 6);
  private long space;
  private int faults;

  private Step06Pager() {}

  public static void main(String[] arguments) {
    new Step06Pager().run();
  }

  private void run() {
    space = Kernel.createSpace(factory, "paged", 16);
    long thread = Kernel.createThread(factory, space, CODE, STACK_TOP, DATA, UTCB, 0);
    Kernel.setHandlers(thread, portal, portal, true);
    Kernel.setPriority(thread, 100);
    Kernel.start(thread);
    int result = message.waitAt(endpoint);
    while (result == ResultCode.OK && message.operation() != FaultMessage.EXIT) {
      switch (message.operation()) {
        case FaultMessage.PAGE_FAULT -> pageFault();
        case FaultMessage.UNKNOWN_CALL -> unknownCall();
        default -> exception();
      }
      result = message.replyAndWait(endpoint);
    }
    System.out.println("the thread ended with exit code " + message.word(0));
    Ladder.check(faults == 6, "six pages were wanted");
    Ladder.check(message.word(0) == 4711, "the handler's answer reached the thread");
    long[] registers = Kernel.registers(thread);
    Ladder.check(registers[10] == ResultCode.BAD_HANDLE, "a space that can page fault cannot map");
    Ladder.check(registers[11] == 1, "nor did it notice that an instruction was skipped");
    Ladder.check(written(2) == content(0) && written(3) == content(1), "it wrote what it had read");
    thirdSpaceMaps();
    Ladder.passed(resources, 6);
  }

  private void pageFault() {
    long address = message.word(0);
    int kind = (int) message.word(1);
    String access =
        switch (kind) {
          case FaultKind.READ -> "r--";
          case FaultKind.WRITE -> "-w-";
          default -> "--x";
        };
    System.out.println(
        "page ("
            + access
            + ") fault at pf_addr="
            + Long.toHexString(address)
            + ", pf_ip="
            + Long.toHexString(message.word(2)));
    long page = resources.takePages(1);
    boolean code = address >= CODE && address < CODE + PAGE;
    if (code) {
      for (int i = 0; i < PROGRAM.length; i++) {
        RawMemory.storeInt(page + i * 4L, PROGRAM[i]);
      }
    }
    int permissions =
        code ? Permission.READ | Permission.EXECUTE : Permission.READ | Permission.WRITE;
    long virtual = address & -PAGE;
    if (kind == FaultKind.READ) {
      RawMemory.storeLong(page, content((virtual - DATA) / PAGE));
    }
    resources.map(space, page, virtual, 1, permissions);
    Ladder.check(Kernel.query(space, virtual) == page, "what is mapped is what was asked for");
    Ladder.check(Kernel.permissions() == permissions, "and so are the permissions");
    faults++;
    message.begin(0);
  }

  /** Returns what a data page holds that is read before it is written. */
  private static long content(long page) {
    return 0x1234_5678_0000_0000L + page;
  }

  /** Returns what the thread wrote to a data page, by the page's physical address. */
  private long written(int page) {
    return RawMemory.loadLong(Kernel.query(space, DATA + (long) page * PAGE));
  }

  private void unknownCall() {
    System.out.println("system call 0x" + Long.toHexString(message.word(0)) + " is unknown");
    answerWithRegisters(0, 4711, 0);
  }

  private void exception() {
    System.out.println(
        FaultKind.describe((int) message.word(1)) + " at " + Long.toHexString(message.word(2)));
    answerWithRegisters(11, 1, 4);
  }

  /** Answers with the thread's registers, one of them changed, and some bytes further on. */
  private void answerWithRegisters(int register, long value, int skip) {
    long[] registers = new long[FaultMessage.REGISTER_COUNT];
    for (int i = 0; i < registers.length; i++) {
      registers[i] = message.word(FaultMessage.REGISTERS + i);
    }
    registers[register] = value;
    registers[INSTRUCTION_POINTER] += skip;
    message.begin(0);
    for (int i = 0; i < FaultMessage.REGISTERS; i++) {
      message.put(0);
    }
    for (long each : registers) {
      message.put(each);
    }
    Ladder.check(message.words() <= MessageTag.WORDS_LIMIT, "it is a message like others");
  }

  /**
   * A thread whose space has capabilities of another space and of a physical page maps the page
   * there, at an address where the paged space has another one. It never had the page itself.
   */
  private void thirdSpaceMaps() {
    long target = Kernel.createSpace(factory, "target", 16);
    long mapper = Kernel.createSpace(factory, "mapper", 16);
    long page = resources.takePages(2);
    RawMemory.storeInt(page + PAGE, 0xD4000001); // svc #0
    RawMemory.storeInt(page + PAGE + 4, 0xD2800128); // mov x8, #9: exit with the result
    RawMemory.storeInt(page + PAGE + 8, 0xD4000001); // svc #0
    resources.map(mapper, page + PAGE, CODE, 1, Permission.READ | Permission.EXECUTE);
    long offset = page - resources.ram().start();
    long range =
        Kernel.createRange(factory, resources.ram().handle(), offset, PAGE, Permission.READ);
    long targetThere = Kernel.copy(mapper, target, false);
    long rangeThere = Kernel.copy(mapper, range, false);
    int written = systemCall(mapper, targetThere, rangeThere, Permission.READ | Permission.WRITE);
    Ladder.check(written == ResultCode.NO_RIGHT, "the range does not give more than it has");
    int read = systemCall(mapper, targetThere, rangeThere, Permission.READ);
    Ladder.check(read == ResultCode.OK, "with both rights it can map");

    Ladder.check(Kernel.query(target, DATA) == page, "the target has the page");
    Ladder.check(Kernel.permissions() == Permission.READ, "to be read");
    Ladder.check(Kernel.query(space, DATA) != page, "the paged space another one at that address");
    Ladder.check(
        Kernel.attempt(SystemCall.QUERY, mapper, DATA) == ResultCode.NOT_MAPPED,
        "and who mapped it none");
    System.out.println("a third space mapped a page that it does not have itself");
    Kernel.unmap(target, DATA, PAGE);
    Ladder.check(
        Kernel.attempt(SystemCall.QUERY, target, DATA) == ResultCode.NOT_MAPPED, "it is gone");
    Kernel.destroy(target);
    Kernel.destroy(mapper);
  }

  /** Makes MAP in the mapper's name: a new thread gets the arguments as its registers. */
  private int systemCall(long mapper, long targetSpace, long range, int permissions) {
    long thread = Kernel.createThread(factory, mapper, CODE, STACK_TOP, 0, UTCB, 0);
    long[] registers = Kernel.registers(thread);
    registers[0] = targetSpace;
    registers[1] = range;
    registers[2] = 0;
    registers[3] = DATA;
    registers[4] = PAGE;
    registers[5] = permissions;
    registers[8] = SystemCall.MAP;
    Kernel.setRegisters(thread, registers);
    Kernel.setHandlers(thread, portal, portal, false);
    Kernel.setPriority(thread, 100);
    Kernel.start(thread);
    int result = message.waitAt(endpoint);
    Ladder.check(
        result == ResultCode.OK && message.operation() == FaultMessage.EXIT, "the thread exits");
    int answer = (int) message.word(0);
    Kernel.destroy(thread);
    return answer;
  }
}
