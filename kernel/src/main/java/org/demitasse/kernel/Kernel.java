package org.demitasse.kernel;

import org.demitasse.abi.ImageHeader;
import org.demitasse.abi.Memory;
import org.demitasse.abi.ObjectKind;
import org.demitasse.abi.Permission;
import org.demitasse.abi.ProgramLayout;
import org.demitasse.abi.ResultCode;
import org.demitasse.abi.UtcbLayout;
import org.demitasse.kernel.hal.InterruptController;
import org.demitasse.kernel.hal.Machine;
import org.demitasse.kernel.hal.Mmu;
import org.demitasse.kernel.hal.UserRegisters;
import org.jspecify.annotations.Nullable;

/**
 * The ways into the kernel. Each is told on which processor it happens, does one thing completely,
 * and ends by naming the frame to go on with.
 *
 * <p>One lock, which the entry code takes, guards everything: no code here runs on two processors
 * at once, interrupts are off, and nothing blocks. What takes long is cut into steps, between which
 * the lock is free and interrupts are taken. After boot nothing is allocated: objects come from
 * {@link Objects}, pages from {@link PageAllocator}.
 *
 * <p>User land can make calls fail, never the kernel: all arguments are checked in {@link
 * SystemCalls} and its like, references are remembered together with the life they belong to
 * ({@link KernelObject}), and a check of Java that fails nonetheless is a panic.
 */
public final class Kernel {
  /** Priority of the root program's first thread, the highest. */
  private static final int ROOT_PRIORITY = 255;

  /** Steps of destruction that are done when the thread that wanted them is no more. */
  private static final int STEPS = 32;

  final Machine machine;
  final KernelConsole console;
  final PageAllocator pages;
  final Objects objects;
  final Scheduler scheduler;
  final Messages messages;
  final Signals signals;
  final Destruction destruction;
  final Faults faults;
  final FaultReport faultReport;
  private final UserRegisters registers;
  private final InterruptController interrupts;
  private final int timerLine;
  private final SystemCalls systemCalls;
  private final Processor[] processors;
  final Factory rootFactory;
  private @Nullable UserThread root;
  private int rootGeneration;
  private @Nullable KernelDebugger debugger;

  /**
   * Makes a kernel.
   *
   * @param pages for translation tables, UTCBs and frames
   * @param processorCount how many processors there may be, at least 1
   */
  public Kernel(
      Machine machine,
      KernelConsole console,
      PageAllocator pages,
      Objects.Limits limits,
      int processorCount) {
    this.machine = machine;
    this.console = console;
    this.pages = pages;
    registers = machine.registers();
    interrupts = machine.interrupts();
    timerLine = machine.timer().line();
    CapabilityTable capabilities = new CapabilityTable(limits.capabilities());
    scheduler = new Scheduler(machine);
    messages = new Messages(registers, machine.memory(), capabilities, scheduler);
    FastPath fastPath = new FastPath(this);
    processors = new Processor[processorCount];
    for (int i = 0; i < processorCount; i++) {
      processors[i] = new Processor(i, capabilities.entries, fastPath);
    }
    objects = new Objects(limits, machine, capabilities, processors[0]);
    signals = new Signals(registers, interrupts, scheduler);
    destruction =
        new Destruction(
            objects, messages, signals, scheduler, machine.mmu(), pages, console, processors);
    faultReport = new FaultReport(machine, console);
    faults = new Faults(this);
    systemCalls = new SystemCalls(this);
    rootFactory = new Factory(-1);
    rootFactory.alive = true;
    rootFactory.limit = Integer.MAX_VALUE;
  }

  /** Lets Ctrl-T on the console enter the debugger. */
  public void enableDebugger() {
    debugger = new KernelDebugger(this);
    scheduler.alwaysTick = true;
  }

  /** Makes the frames of all threads; false if the kernel's pages do not suffice. */
  public boolean prepare() {
    int size = registers.frameSize();
    Pool threads = objects.pool(ObjectKind.THREAD);
    long page = 0;
    for (int i = 0; i < threads.size() + processors.length; i++) {
      int inPage = i * size % ProgramLayout.PAGE_SIZE;
      if (inPage == 0) {
        page = pages.allocate();
        if (page == 0) {
          return false;
        }
      }
      long frame = registers.frame(page + inPage);
      if (i < threads.size()) {
        ((UserThread) threads.at(i)).frame = frame;
      } else {
        UserThread idle = processors[i - threads.size()].idle;
        idle.frame = frame;
        idle.activation = machine.mmu().activation(0, 0);
        registers.idle(frame);
      }
    }
    return true;
  }

  /** Returns a processor, started or not. */
  public Processor processor(int index) {
    return processors[index];
  }

  /**
   * Returns a processor that threads can be sent to, or null. It may be on its way from the entry
   * code still: what is queued for it waits.
   */
  @Nullable Processor processorAt(long index) {
    return index >= 0 && index < processors.length ? processors[(int) index] : null;
  }

  /** Returns how many processors there are, started or not. */
  public int processorCount() {
    return processors.length;
  }

  /** Tells where the line tables of kernel and root program lie, physical addresses or 0. */
  public void lineTables(long kernelTable, long rootTable) {
    faultReport.lineTables(kernelTable, rootTable);
  }

  /**
   * Makes the root program's space and its first thread.
   *
   * @param memory where the program's name lies, zero-terminated; its console lines carry it
   * @return its tables, for the loader to fill, or 0
   */
  public long createRoot(Memory memory, long name) {
    long tables = machine.mmu().create();
    long utcb = pages.allocate();
    if (tables == 0
        || utcb == 0
        || !(objects.take(ObjectKind.SPACE, null) instanceof Space space)
        || !(objects.take(ObjectKind.THREAD, null) instanceof UserThread thread)) {
      return 0;
    }
    space.tables = tables;
    space.activation = machine.mmu().activation(tables, space.tag());
    space.capabilityLimit = Integer.MAX_VALUE;
    while (space.labelLength < ImageHeader.NAME_SIZE
        && memory.loadByte(name + space.labelLength) != 0) {
      space.label[space.labelLength] = (byte) memory.loadByte(name + space.labelLength);
      space.labelLength++;
    }
    long address = ProgramLayout.UTCB_AREA;
    CreationCalls.prepare(thread, space, utcb, address);
    thread.priority = ROOT_PRIORITY;
    machine.memory().storeLong(utcb + UtcbLayout.THREAD_ID, thread.id());
    root = thread;
    rootGeneration = thread.generation;
    int mapped =
        machine
            .mmu()
            .map(tables, address, utcb, UtcbLayout.SIZE, Permission.READ | Permission.WRITE);
    return mapped == ResultCode.OK ? tables : 0;
  }

  /** Returns the root program's handle of an object there is one of, by kind. */
  public long grant(int kind) {
    UserThread thread = rootThread();
    Space space = spaceOf(thread);
    KernelObject object =
        switch (kind) {
          case ObjectKind.FACTORY -> rootFactory;
          case ObjectKind.MACHINE_CONTROL -> objects.machineControl;
          case ObjectKind.SPACE -> space;
          case ObjectKind.THREAD -> thread;
          default -> throw new IllegalArgumentException("kind");
        };
    return objects.capabilities.insert(space, object, true);
  }

  /** Gives the root program a range of physical memory; returns its handle, or 0. */
  public long grantRange(long start, long size, int permissions) {
    if (!(objects.take(ObjectKind.PHYSICAL_RANGE, null) instanceof PhysicalRange range)) {
      return 0;
    }
    range.start = start;
    range.size = size;
    range.permissions = permissions;
    return objects.capabilities.insert(spaceOf(rootThread()), range, true);
  }

  /**
   * Starts the root program on the first processor.
   *
   * @return the frame to resume
   */
  public long startRoot(long entry, long argument) {
    UserThread thread = rootThread();
    registers.start(thread.frame, entry, 0, argument);
    registers.setUtcb(thread.frame, thread.utcbAddress);
    scheduler.enter(thread.processor);
    scheduler.wake(thread);
    return startProcessor(thread.processor);
  }

  /**
   * A processor has arrived and takes part from now on.
   *
   * @return the frame to resume
   */
  public long startProcessor(Processor processor) {
    processor.started = true;
    scheduler.enter(processor);
    scheduler.attend(processor);
    machine.cpu().enableFloatingPoint(false);
    machine.cpu().enableUserTimer(false);
    interrupts.unmask(timerLine, processor.index);
    return scheduler.resume(processor);
  }

  private UserThread rootThread() {
    UserThread thread = root;
    if (thread == null) {
      throw new IllegalStateException("no root thread");
    }
    return thread;
  }

  boolean isRoot(UserThread thread) {
    return thread == root && thread.generation == rootGeneration;
  }

  static Space spaceOf(UserThread thread) {
    Space space = thread.space;
    if (space == null) {
      throw new IllegalStateException("thread without space");
    }
    return space;
  }

  boolean accessible(Space space, long address, long length, int permission) {
    return systemCalls.accessible(space, address, length, permission);
  }

  /** Serves the system call that the current thread's registers describe. */
  public long systemCall(Processor processor) {
    scheduler.enter(processor);
    UserThread caller = processor.current;
    int result = systemCalls.dispatch(processor, caller);
    if (result <= ResultCode.OK) {
      registers.set(caller.frame, 0, result);
      if (caller.priority > processor.topReady && caller.state == UserThread.RUNNING) {
        // Nobody else can be wanted.
        processor.favourite = null;
        return caller.frame;
      }
    } else if (result == SystemCalls.REPEAT) {
      registers.repeatCall(caller.frame);
    }
    return leave(processor);
  }

  private long leave(Processor processor) {
    UserThread current = processor.current;
    if (destruction.pending()
        && (current.state != UserThread.RUNNING || current == processor.idle)
        && !destruction.work(processor, STEPS)) {
      // It goes on as soon as interrupts had their chance, if nobody else runs; otherwise when the
      // next thread stops running, or with the end of its time slice.
      interrupts.reschedule(processor.index);
    }
    return scheduler.resume(processor);
  }

  /**
   * The current thread touched an address without the mapping that it needs.
   *
   * @param kind {@link org.demitasse.abi.FaultKind}
   */
  public long fault(Processor processor, int kind, long address, long syndrome) {
    scheduler.enter(processor);
    faults.raise(processor.current, UserThread.PAGE_FAULT, kind, address, syndrome);
    return leave(processor);
  }

  /** The current thread did anything else that it cannot go on from. */
  public long exception(Processor processor, int kind, long address, long syndrome) {
    scheduler.enter(processor);
    faults.raise(processor.current, UserThread.EXCEPTION, kind, address, syndrome);
    return leave(processor);
  }

  /** The current thread used floating-point registers that are not its own yet. */
  public long floatingPointTrap(Processor processor) {
    scheduler.claimFloatingPoint(processor);
    return processor.current.frame;
  }

  /** The current thread used the user timer. */
  public long userTimerTrap(Processor processor, int kind, long syndrome) {
    if (processor.current.mayUseTimer) {
      scheduler.enableUserTimer(processor);
      return processor.current.frame;
    }
    return exception(processor, kind, 0, syndrome);
  }

  /** Interrupts are pending. */
  public long interrupt(Processor processor) {
    scheduler.enter(processor);
    InterruptController controller = interrupts;
    int line = controller.take();
    while (line != InterruptController.NONE) {
      if (line == timerLine) {
        scheduler.sliceEnded(processor);
        if (destruction.pending()) {
          // Nobody may be left who wants it, and nobody stop running.
          destruction.work(processor, STEPS);
        }
        KernelDebugger listener = debugger;
        if (listener != null && processor.index == 0) {
          listener.poll();
        }
      } else if (line == InterruptController.RESCHEDULE) {
        scheduler.attend(processor);
      } else {
        signals.interrupt(line);
      }
      controller.end(line);
      line = controller.take();
    }
    return leave(processor);
  }

  /** Returns the next byte of console input that is not for the debugger, or -1. */
  int readConsole() {
    int next = console.read();
    KernelDebugger listener = debugger;
    return listener != null && listener.takes(next) ? -1 : next;
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

  public InterruptController interrupts() {
    return interrupts;
  }

  /** Returns the translation tables' keeper. */
  public Mmu mmu() {
    return machine.mmu();
  }
}
