package org.demitasse.kernel;

import org.demitasse.abi.Event;
import org.demitasse.abi.ExitCode;
import org.demitasse.abi.FaultKind;
import org.demitasse.abi.ImageHeader;
import org.demitasse.abi.Memory;
import org.demitasse.abi.ResultCode;
import org.demitasse.kernel.hal.Machine;
import org.demitasse.kernel.hal.Mmu;
import org.demitasse.kernel.hal.UserRegisters;
import org.jspecify.annotations.Nullable;

/**
 * The kernel's heart: which thread runs, and what happens to one that traps.
 *
 * <p>Every entry ends by naming the thread to go on with. A trap either continues the current
 * thread or takes it off the processor, into the ready queue (yield), the queue of events (fault,
 * exit) or {@link UserThread#WAITING}. Interrupts are off, there is one processor, and nothing here
 * blocks, so each entry sees and leaves the state complete. Invariants: {@code current} is RUNNING
 * and in no queue; a thread in the ready queue is READY and has no event; a thread in the queue of
 * events is STOPPED and has one; only the root program's thread is ever WAITING.
 */
public final class Kernel {
  final Machine machine;
  final KernelConsole console;
  final ObjectPool objects;
  private final UserRegisters registers;
  private final SystemCalls systemCalls;
  private final ThreadQueue ready = new ThreadQueue();
  private final ThreadQueue events = new ThreadQueue();
  private final FaultReport faultReport;

  private @Nullable UserThread current;
  private @Nullable UserThread root;
  private @Nullable Space activeSpace;

  /** Whose FP registers and thread pointer are in the processor. */
  private @Nullable UserThread lastUserState;

  public Kernel(
      Machine machine, KernelConsole console, PageAllocator pages, int spaces, int threads) {
    this.machine = machine;
    this.console = console;
    registers = machine.registers();
    objects = new ObjectPool(machine, pages, spaces, threads);
    systemCalls = new SystemCalls(this);
    faultReport = new FaultReport(machine, console);
  }

  /** Returns the translation tables' keeper. */
  public Mmu mmu() {
    return machine.mmu();
  }

  /** Makes what the pools need; false if the kernel's pages do not suffice. */
  public boolean prepare() {
    return objects.prepare();
  }

  /** Tells where the line tables of kernel and root program lie, physical addresses or 0. */
  public void lineTables(long kernelTable, long rootTable) {
    faultReport.lineTables(kernelTable, rootTable);
  }

  /**
   * Makes the root program's space and thread.
   *
   * @param memory where the program's name lies, zero-terminated; its console lines carry it
   * @return its tables, for the loader to fill, or 0
   */
  public long createRoot(Memory memory, long name) {
    Space space = objects.newSpace();
    if (space == null) {
      return 0;
    }
    UserThread thread = objects.newThread(space);
    if (thread == null) {
      return 0;
    }
    while (space.labelLength < ImageHeader.NAME_SIZE
        && memory.loadByte(name + space.labelLength) != 0) {
      space.label[space.labelLength] = (byte) memory.loadByte(name + space.labelLength);
      space.labelLength++;
    }
    space.mayControl = true;
    root = thread;
    return space.tables;
  }

  /**
   * Starts the root program.
   *
   * @return the frame to resume
   */
  public long startRoot(long entry, long argument) {
    UserThread thread = rootThread();
    registers.start(thread.frame, entry, 0, argument);
    makeReady(thread);
    return next();
  }

  private UserThread rootThread() {
    UserThread thread = root;
    if (thread == null) {
      throw new IllegalStateException("no root thread");
    }
    return thread;
  }

  UserThread current() {
    UserThread thread = current;
    if (thread == null) {
      throw new IllegalStateException("no current thread");
    }
    return thread;
  }

  boolean isRoot(UserThread thread) {
    return thread == root;
  }

  /**
   * Serves the system call that the current thread's registers describe; returns the frame to
   * resume.
   */
  public long systemCall() {
    UserThread caller = current();
    int result = systemCalls.dispatch(caller);
    if (result != SystemCalls.NO_RESULT) {
      registers.set(caller.frame, 0, result);
    }
    return caller.state == UserThread.RUNNING ? caller.frame : next();
  }

  /**
   * Stops the current thread for a fault and reports it; returns the frame to resume.
   *
   * @param event {@link Event#PAGE_FAULT} or {@link Event#EXCEPTION}
   * @param kind {@link FaultKind}
   */
  public long fault(int event, int kind, long address, long syndrome) {
    UserThread thread = current();
    if (thread == root) {
      // Nobody is left to handle what the root program does.
      faultReport.rootFault(thread, kind, address, syndrome);
      end(ExitCode.FAULT);
      return thread.frame;
    }
    stop(thread, event, kind, address, syndrome);
    return next();
  }

  private void stop(UserThread thread, int event, int kind, long address, long syndrome) {
    thread.state = UserThread.STOPPED;
    thread.event = event;
    thread.faultKind = kind;
    thread.address = address;
    thread.syndrome = syndrome;
    events.add(thread);
    deliverEvent();
  }

  /** Ends the current thread's space. */
  void exit(UserThread thread, int code) {
    Space space = spaceOf(thread);
    console.finish(space);
    if (thread == root) {
      end(code);
      return;
    }
    space.ended = true;
    for (int i = 0; i < objects.threadCount(); i++) {
      UserThread other = objects.threadAt(i);
      if (other != thread && other.space == space) {
        withdraw(other);
        other.state = UserThread.STOPPED;
      }
    }
    stop(thread, Event.EXIT, FaultKind.NONE, code, 0);
  }

  static Space spaceOf(UserThread thread) {
    Space space = thread.space;
    if (space == null) {
      throw new IllegalStateException("thread without space");
    }
    return space;
  }

  /** Prints the last line and powers off. */
  void end(int code) {
    console.line().text("power off: exit code ").decimal(code).end();
    machine.power().off();
    console.line().text("this machine offers no way to power off; halted").end();
    machine.power().halt();
  }

  /** Ends the system after a failure of the kernel itself, which has been reported. */
  public void panicked(int code) {
    end(code);
  }

  /** Lets a stopped thread go on. */
  void makeReady(UserThread thread) {
    thread.state = UserThread.READY;
    ready.add(thread);
  }

  /** Puts the current thread behind all that are ready. */
  void giveWay(UserThread thread) {
    if (!ready.isEmpty()) {
      makeReady(thread);
    }
  }

  /** Takes the root program's thread off the processor until there is an event. */
  int waitForEvent(UserThread thread) {
    thread.state = UserThread.WAITING;
    deliverEvent();
    if (thread.state == UserThread.WAITING && ready.isEmpty()) {
      thread.state = UserThread.RUNNING;
      return ResultCode.NOTHING_TO_WAIT_FOR;
    }
    if (thread.state == UserThread.READY) {
      // The event was there already: go on without a detour through the queue.
      ready.remove(thread);
      thread.state = UserThread.RUNNING;
    }
    return SystemCalls.NO_RESULT;
  }

  private void deliverEvent() {
    UserThread waiter = root;
    if (waiter == null || waiter.state != UserThread.WAITING) {
      return;
    }
    UserThread source = events.poll();
    if (source == null) {
      return;
    }
    long frame = waiter.frame;
    registers.set(frame, 0, ResultCode.OK);
    registers.set(frame, 1, source.event);
    registers.set(frame, 2, objects.handle(source));
    registers.set(frame, 3, objects.handle(spaceOf(source)));
    registers.set(frame, 4, source.address);
    registers.set(frame, 5, registers.instructionPointer(source.frame));
    registers.set(frame, 6, source.faultKind);
    registers.set(frame, 7, source.syndrome);
    source.event = 0;
    makeReady(waiter);
  }

  /** Takes a thread out of whatever queue holds it. */
  private void withdraw(UserThread thread) {
    if (thread.state == UserThread.READY) {
      ready.remove(thread);
    } else if (thread.event != 0) {
      events.remove(thread);
      thread.event = 0;
    }
  }

  /** Destroys a space that is not the root program's, with all its threads. */
  void destroy(Space space) {
    console.finish(space);
    for (int i = 0; i < objects.threadCount(); i++) {
      UserThread thread = objects.threadAt(i);
      if (thread.space == space) {
        withdraw(thread);
        objects.free(thread);
        if (lastUserState == thread) {
          // The next thread in this slot must not find the registers of this one in the processor.
          lastUserState = null;
        }
      }
    }
    if (activeSpace == space) {
      machine.mmu().activate(0, 0);
      activeSpace = null;
    }
    objects.free(space);
  }

  /** Chooses the thread to go on with and makes its space the current one; returns its frame. */
  private long next() {
    UserThread thread = ready.poll();
    if (thread == null) {
      // Only the root program can be left: everyone else has stopped and been reported.
      thread = rootThread();
      registers.set(thread.frame, 0, ResultCode.NOTHING_TO_WAIT_FOR);
    }
    thread.state = UserThread.RUNNING;
    current = thread;
    if (lastUserState != thread) {
      UserThread last = lastUserState;
      registers.switchUserState(last == null ? 0 : last.frame, thread.frame);
      lastUserState = thread;
    }
    Space space = spaceOf(thread);
    if (space != activeSpace) {
      machine.mmu().activate(space.tables, space.tag());
      activeSpace = space;
    }
    return thread.frame;
  }
}
