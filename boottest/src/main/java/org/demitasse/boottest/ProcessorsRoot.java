package org.demitasse.boottest;

import org.demitasse.abi.BootInformation;
import org.demitasse.abi.FaultMessage;
import org.demitasse.abi.MessageTag;
import org.demitasse.abi.Permission;
import org.demitasse.abi.ResultCode;
import org.demitasse.abi.SystemCall;
import org.demitasse.base.raw.RawMemory;
import org.demitasse.base.raw.RawSystemCall;
import org.demitasse.base.raw.RootCapabilities;
import org.demitasse.base.runtime.ComponentRuntime;

/**
 * A root program that uses what is in the hands of interrupt controller, timers and several
 * processors: preemption, private and shared interrupt lines, threads elsewhere, signals across
 * processors, translations that must vanish on all of them, and registers of every kind. Ends in
 * "done", or in an exception that says what went wrong.
 */
public final class ProcessorsRoot {
  private static final int PAGE = 4096;
  private static final long WORKER_UTCBS = 0x2_0000_0000L;
  private static final long TEST_PAGE = 0x2_1000_0000L;
  private static final long ALARM = 0x2_2000_0000L;
  private static final int PRIORITY = 100;

  /** How often signals go to and fro, and a page vanishes, for each processor. */
  private static final int ROUNDS = 100;

  /** How many times 50 ms a thread may take until it is not said to make progress. */
  private static final int PATIENCE = 200;

  private final RootCapabilities root;
  private final BoardFacts board;
  private final long[] threads = new long[Workers.COUNT];
  private final int processors;
  private final long timerSignal;
  private final long timer;
  private int workers;

  private ProcessorsRoot(long bootInformation) {
    root = RootCapabilities.read(RawMemory.READER, bootInformation);
    board = BoardFacts.of(root.machine());
    processors = processorCount(bootInformation);
    call(SystemCall.THREAD_TIMER, root.thread(), root.machineControl(), 1, 0, 0, 0, 0);
    timerSignal = created(SystemCall.NOTIFICATION_CREATE, root.factory(), 0, 0, 0, 0, 0, 0);
    timer = interrupt(board.timerLine, timerSignal);
  }

  public static void main(String[] arguments) {
    ProcessorsRoot test = new ProcessorsRoot(ComponentRuntime.argument());
    test.preemption();
    test.sharedLine();
    test.everyProcessor();
    test.signals();
    test.translations();
    test.registers();
    System.out.println("done on " + test.processors + " processors");
  }

  private static int processorCount(long bootInformation) {
    long record = bootInformation + BootInformation.RECORDS_OFFSET;
    while (RawMemory.loadInt(record) != BootInformation.PROCESSOR) {
      record += RawMemory.loadInt(record + 4);
    }
    return RawMemory.loadInt(record + 8);
  }

  private static void call(
      int number, long a0, long a1, long a2, long a3, long a4, long a5, long a6) {
    long result = RawSystemCall.invoke(number, a0, a1, a2, a3, a4, a5, a6);
    if (result != ResultCode.OK) {
      throw new IllegalStateException("call " + number + ": " + ResultCode.name((int) result));
    }
  }

  private static long created(
      int number, long a0, long a1, long a2, long a3, long a4, long a5, long a6) {
    call(number, a0, a1, a2, a3, a4, a5, a6);
    return RawSystemCall.result(1);
  }

  private static void check(boolean condition, String what) {
    if (!condition) {
      throw new IllegalStateException(what);
    }
  }

  private long interrupt(int line, long notification) {
    long interrupt =
        created(
            SystemCall.INTERRUPT_CREATE,
            root.factory(),
            root.machineControl(),
            line,
            SystemCall.LEVEL,
            0,
            0,
            0);
    call(SystemCall.INTERRUPT_BIND, interrupt, notification, 1, 0, 0, 0, 0);
    return interrupt;
  }

  private static void awaitSignal(long notification) {
    long result = RawSystemCall.invoke(SystemCall.WAIT, notification, 0, 0, 0, 0, 0, 0);
    check(result == ResultCode.SIGNALS, "a wait ended with " + result);
  }

  private void sleep(long milliseconds) {
    Workers.armTimer(Workers.counterFrequency() / 1000 * milliseconds);
    awaitSignal(timerSignal);
    Workers.disarmTimer();
    call(SystemCall.INTERRUPT_ACKNOWLEDGE, timer, 0, 0, 0, 0, 0, 0);
  }

  /** Makes a thread that does not run yet; returns its number. */
  private int worker(long entry, int processor) {
    int number = workers++;
    threads[number] =
        created(
            SystemCall.THREAD_CREATE,
            root.factory(),
            root.space(),
            entry,
            Workers.stackOf(number),
            number,
            WORKER_UTCBS + (long) number * PAGE,
            0);
    call(SystemCall.THREAD_PRIORITY, threads[number], PRIORITY, 0, 0, 0, 0, 0);
    call(SystemCall.THREAD_AFFINITY, threads[number], processor, 0, 0, 0, 0, 0);
    return number;
  }

  private void start(int worker) {
    call(SystemCall.THREAD_START, threads[worker], 0, 0, 0, 0, 0, 0);
  }

  /** Destroys all workers. */
  private void end() {
    while (workers > 0) {
      call(SystemCall.DESTROY, threads[--workers], 0, 0, 0, 0, 0, 0);
    }
  }

  /** Waits until the first workers have all done something. */
  private void awaitProgress(int count) {
    long[] before = new long[count];
    for (int i = 0; i < count; i++) {
      before[i] = Workers.rounds(i);
    }
    for (int i = 0; i < count; i++) {
      for (int patience = PATIENCE; Workers.rounds(i) == before[i]; patience--) {
        check(Workers.errors(i) == 0, "thread " + i + " found another value in a register");
        check(patience > 0, "thread " + i + " starves");
        sleep(50);
      }
    }
  }

  /** Threads that never enter the kernel share a processor, and the timer's thread gets it back. */
  private void preemption() {
    int first = worker(Workers.spinning(), 0);
    int second = worker(Workers.spinning(), 0);
    start(first);
    start(second);
    for (int i = 0; i < 5; i++) {
      awaitProgress(2);
    }
    end();
    System.out.println("preemption");
  }

  /** An alarm comes by a shared line. */
  private void sharedLine() {
    long signal = created(SystemCall.NOTIFICATION_CREATE, root.factory(), 0, 0, 0, 0, 0, 0);
    for (RootCapabilities.Range range : root.ranges()) {
      if (range.holds(board.alarmAddress, PAGE)) {
        call(
            SystemCall.MAP,
            root.space(),
            range.handle(),
            board.alarmAddress - range.start(),
            ALARM,
            PAGE,
            Permission.READ | Permission.WRITE,
            0);
      }
    }
    long line = interrupt(board.alarmLine, signal);
    for (int i = 0; i < 2; i++) {
      board.startAlarm(ALARM);
      awaitSignal(signal);
      board.endAlarm(ALARM);
      call(SystemCall.INTERRUPT_ACKNOWLEDGE, line, 0, 0, 0, 0, 0, 0);
    }
    board.stopAlarm(ALARM);
    call(SystemCall.DESTROY, line, 0, 0, 0, 0, 0, 0);
    System.out.println("shared line");
  }

  /** Threads run on every processor, and stand still when they are told to. */
  private void everyProcessor() {
    for (int i = 0; i < processors; i++) {
      start(worker(Workers.spinning(), i));
    }
    for (int round = 0; round < 3; round++) {
      awaitProgress(processors);
      long[] before = new long[processors];
      for (int i = 0; i < processors; i++) {
        call(SystemCall.THREAD_SUSPEND, threads[i], 0, 0, 0, 0, 0, 0);
      }
      sleep(20);
      for (int i = 0; i < processors; i++) {
        before[i] = Workers.rounds(i);
      }
      sleep(20);
      for (int i = 0; i < processors; i++) {
        check(Workers.rounds(i) == before[i], "a suspended thread runs on processor " + i);
        call(SystemCall.THREAD_AFFINITY, threads[i], (i + 1) % processors, 0, 0, 0, 0, 0);
        start(i);
      }
    }
    end();
    System.out.println("every processor");
  }

  /** Signals go to and fro between this processor and each of the others. */
  private void signals() {
    for (int i = 0; i < processors; i++) {
      long there = created(SystemCall.NOTIFICATION_CREATE, root.factory(), 0, 0, 0, 0, 0, 0);
      long back = created(SystemCall.NOTIFICATION_CREATE, root.factory(), 0, 0, 0, 0, 0, 0);
      int worker = worker(Workers.answering(), i);
      Workers.set(worker, there, back);
      long before = Workers.rounds(worker);
      start(worker);
      for (int round = 0; round < ROUNDS; round++) {
        call(SystemCall.NOTIFY, there, 1, 0, 0, 0, 0, 0);
        awaitSignal(back);
      }
      // The worker counts behind its call.
      for (int patience = PATIENCE; Workers.rounds(worker) - before < ROUNDS; patience--) {
        check(patience > 0, "signals are lost on processor " + i);
        sleep(50);
      }
      check(Workers.errors(worker) == 0, "a worker's call failed on processor " + i);
      check(Workers.rounds(worker) - before == ROUNDS, "too many signals on processor " + i);
    }
    end();
    System.out.println("signals");
  }

  /** A page that is unmapped while threads on all processors read it is gone for all of them. */
  private void translations() {
    RootCapabilities.Range ram = null;
    for (RootCapabilities.Range range : root.ranges()) {
      if ((range.permissions() & Permission.EXECUTE) != 0
          && (range.permissions() & Permission.WRITE) != 0
          && range.size() >= 2 * PAGE) {
        ram = range;
      }
    }
    if (ram == null) {
      throw new IllegalStateException("no RAM");
    }
    RawMemory.storeLong(ram.start(), 1);
    RawMemory.storeLong(ram.start() + PAGE, 2);
    long endpoint = created(SystemCall.ENDPOINT_CREATE, root.factory(), 0, 0, 0, 0, 0, 0);
    for (int i = 0; i < processors; i++) {
      int worker = worker(Workers.reading(), i);
      Workers.set(worker, TEST_PAGE, 0);
      long portal = created(SystemCall.PORTAL_CREATE, root.factory(), endpoint, worker, 0, 0, 0, 0);
      call(SystemCall.THREAD_HANDLERS, threads[worker], portal, 0, 0, 0, 0, 0);
      start(worker);
    }
    for (int round = 0; round < ROUNDS; round++) {
      long[] replies = new long[processors];
      for (int i = 0; i < processors; i++) {
        // Each faults: nothing is mapped, or nothing any more.
        call(SystemCall.WAIT, endpoint, 0, 0, 0, 0, 0, 0);
        check(
            MessageTag.operation(RawSystemCall.result(1)) == FaultMessage.PAGE_FAULT
                && RawSystemCall.result(2) == TEST_PAGE,
            "another message than the fault");
        call(SystemCall.REPLY_KEEP, 0, 0, 0, 0, 0, 0, 0);
        replies[i] = RawSystemCall.result(1);
      }
      call(
          SystemCall.MAP,
          root.space(),
          ram.handle(),
          (round & 1L) * PAGE,
          TEST_PAGE,
          PAGE,
          Permission.READ,
          0);
      for (int i = 0; i < processors; i++) {
        call(SystemCall.REPLY, replies[i], 0, 0, 0, 0, 0, 0);
      }
      for (int i = 0; i < processors; i++) {
        long wanted = 1L + (round & 1);
        while (Workers.seen(i) != wanted) {
          // The reader on this processor needs it.
          sleep(1);
        }
      }
      call(SystemCall.UNMAP, root.space(), TEST_PAGE, PAGE, 0, 0, 0, 0);
    }
    end();
    System.out.println("translations");
  }

  /** Three threads for each processor keep all their registers while they preempt each other. */
  private void registers() {
    int count = Math.min(3 * processors, Workers.COUNT);
    for (int i = 0; i < count; i++) {
      start(worker(Workers.keeping(), i % processors));
    }
    for (int round = 0; round < 5; round++) {
      awaitProgress(count);
      // Move one, registers and all.
      int moved = round % count;
      call(SystemCall.THREAD_AFFINITY, threads[moved], (moved + 1) % processors, 0, 0, 0, 0, 0);
    }
    awaitProgress(count);
    end();
    System.out.println("registers");
  }
}
