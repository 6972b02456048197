package org.demitasse.kernel.simulation;

import org.demitasse.abi.ObjectKind;
import org.demitasse.abi.Permission;
import org.demitasse.abi.SystemCall;
import org.demitasse.kernel.Kernel;
import org.demitasse.kernel.KernelConsole;
import org.demitasse.kernel.Objects;
import org.demitasse.kernel.PageAllocator;
import org.demitasse.kernel.Processor;
import org.demitasse.kernel.hal.Console;
import org.demitasse.kernel.hal.Machine;
import org.demitasse.kernel.hal.Power;

/**
 * A machine of one or more processors on the JVM, with a booted kernel and a root program that has
 * its first capabilities. The test is the user code: it enters the kernel in the name of the thread
 * that runs on a processor. Whatever the kernel asks of the hardware that no hardware can bear is a
 * {@link ContractViolation}.
 */
public final class SimulatedMachine {
  public static final long RAM = 0x4000_0000L;

  /** Where the root program finds its memory, at equal physical and virtual addresses. */
  public static final int ROOT_RAM_SIZE = 1 << 16;

  public static final long ROOT_ENTRY = 0x1_0001_0000L;

  private static final long SYNDROME = 0x92;

  /** Where all user code has its system call. */
  private static final long CALL_INSTRUCTION = 0x1_0001_1000L;

  /** Thrown where a real machine would be off. */
  public static final class PoweredOff extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /**
   * What a machine has.
   *
   * @param kernelPages pages for tables, frames and UTCBs
   */
  public record Size(int processors, int kernelPages, int tags, Objects.Limits limits) {
    public static Size of(int processors) {
      return new Size(processors, 160, 12, new Objects.Limits(512, 12, 16, 12, 16, 40, 16, 8, 16));
    }
  }

  public final SimulatedProcessors processors;
  public final SimulatedMemory memory;
  public final SimulatedRegisters registers;
  public final SimulatedCpu cpu;
  public final SimulatedTimer timer;
  public final SimulatedInterrupts interrupts;
  public final SimulatedMmu mmu;
  public final StringBuilder output = new StringBuilder();
  public final PageAllocator pages;
  public final KernelConsole console;
  public final Kernel kernel;
  public final long rootTables;

  /** The kernel's own pages. */
  public final long kernelRamEnd;

  /** RAM that the root program sees and has the range {@link #range} of. */
  public final long rootRam;

  /** Handles of the root program. */
  public final long factory;

  public final long control;
  public final long space;
  public final long thread;
  public final long range;
  public final long deviceRange;

  /** Calls go to the entries of the fast path where there is one, as on the real machine. */
  public boolean fastPath = true;

  /** What happens after each step, when the kernel has been left. */
  public Runnable afterStep = () -> {};

  /** What is typed at the console. */
  public String input = "";

  public SimulatedMachine() {
    this(Size.of(1));
  }

  public SimulatedMachine(int processorCount) {
    this(Size.of(processorCount));
  }

  public SimulatedMachine(Size size) {
    processors = new SimulatedProcessors(size.processors());
    int kernelRam = size.kernelPages() * 4096;
    kernelRamEnd = RAM + kernelRam;
    rootRam = kernelRamEnd;
    memory = new SimulatedMemory(RAM, kernelRam + ROOT_RAM_SIZE);
    registers = new SimulatedRegisters(memory, processors);
    timer = new SimulatedTimer(processors);
    interrupts = new SimulatedInterrupts(processors, timer);
    pages = new PageAllocator(memory);
    pages.give(RAM, kernelRam);
    mmu = new SimulatedMmu(pages, processors, size.tags());
    cpu = new SimulatedCpu(processors, registers, mmu);
    Console serial = serial();
    console = new KernelConsole(serial);
    Machine machine = new Machine(memory, mmu, registers, cpu, interrupts, timer, serial, power());
    kernel = new Kernel(machine, console, pages, size.limits(), size.processors());
    if (!kernel.prepare()) {
      throw new IllegalArgumentException("too few pages for the kernel's frames");
    }
    rootTables = kernel.createRoot(memory, text("core\0"));
    if (rootTables == 0) {
      throw new IllegalArgumentException("too few pages for the root program");
    }
    int readWrite = Permission.READ | Permission.WRITE;
    mmu.map(rootTables, rootRam, rootRam, ROOT_RAM_SIZE, readWrite);
    factory = kernel.grant(ObjectKind.FACTORY);
    control = kernel.grant(ObjectKind.MACHINE_CONTROL);
    space = kernel.grant(ObjectKind.SPACE);
    thread = kernel.grant(ObjectKind.THREAD);
    range = kernel.grantRange(rootRam, ROOT_RAM_SIZE, readWrite | Permission.EXECUTE);
    deviceRange = kernel.grantRange(0x900_0000L, 0x1000, readWrite | Permission.DEVICE);
    processors.here = 0;
    left(0, kernel.startRoot(ROOT_ENTRY, 0));
    for (int i = 1; i < size.processors(); i++) {
      processors.here = i;
      left(i, kernel.startProcessor(kernel.processor(i)));
    }
  }

  private Console serial() {
    return new Console() {
      @Override
      public void put(int value) {
        output.append((char) value);
      }

      @Override
      public int get() {
        if (input.isEmpty()) {
          return -1;
        }
        int next = input.charAt(0);
        input = input.substring(1);
        return next;
      }
    };
  }

  private static Power power() {
    return new Power() {
      @Override
      public String label() {
        return "simulated";
      }

      @Override
      public void off() {
        throw new PoweredOff();
      }

      @Override
      public void halt() {
        throw new PoweredOff();
      }
    };
  }

  private void enter(int processor) {
    processors.here = processor;
    processors.running[processor] = 0;
  }

  private void left(int processor, long frame) {
    processors.running[processor] = frame;
    if (cpu.loaded(processor) != frame && cpu.loaded(processor) != 0) {
      throw new ContractViolation("a frame is resumed whose thread was not switched to");
    }
    afterStep.run();
  }

  /** Makes the system call that the registers of the running thread describe. */
  public void systemCall(int processor) {
    long frame = processors.running[processor];
    enter(processor);
    registers.set(frame, SimulatedRegisters.INSTRUCTION_POINTER, CALL_INSTRUCTION + 4);
    Processor entered = kernel.processor(processor);
    long next;
    if (!fastPath) {
      next = kernel.systemCall(entered);
    } else {
      next =
          switch ((int) registers.callNumber(frame)) {
            case SystemCall.CALL -> entered.call();
            case SystemCall.REPLY_WAIT -> entered.replyWait();
            default -> entered.systemCall();
          };
    }
    left(processor, next);
  }

  /** Says whether the running thread is to make its last system call again. */
  public boolean repeats(int processor) {
    return registers.instructionPointer(processors.running[processor]) == CALL_INSTRUCTION;
  }

  /** Makes a system call of the running thread. */
  public void systemCall(int processor, long number, long... arguments) {
    long frame = processors.running[processor];
    processors.here = processor;
    for (int i = 0; i < arguments.length; i++) {
      registers.set(frame, i, arguments[i]);
    }
    registers.set(frame, 8, number);
    systemCall(processor);
  }

  public void pageFault(int processor, int kind, long address) {
    enter(processor);
    Processor entered = kernel.processor(processor);
    left(
        processor,
        fastPath
            ? entered.fault(kind, address, SYNDROME)
            : kernel.fault(entered, kind, address, SYNDROME));
  }

  public void exception(int processor, int kind, long address) {
    enter(processor);
    left(processor, kernel.exception(kernel.processor(processor), kind, address, 0xF2));
  }

  public void interrupt(int processor) {
    enter(processor);
    left(processor, kernel.interrupt(kernel.processor(processor)));
  }

  /** Interrupts every processor as long as something is pending for it. */
  public void deliverInterrupts() {
    boolean again = true;
    while (again) {
      again = false;
      for (int i = 0; i < processors.count; i++) {
        if (interrupts.pending(i)) {
          interrupt(i);
          again = true;
        }
      }
    }
  }

  /** The time slice on a processor ends, if it has one. */
  public void endSlice(int processor) {
    timer.end(processor);
    if (interrupts.pending(processor)) {
      interrupt(processor);
    }
  }

  /** User code uses the floating-point registers; they trap if they are not its own. */
  public void useFloatingPoint(int processor) {
    if (!cpu.floatingPointEnabled(processor)) {
      enter(processor);
      left(processor, kernel.floatingPointTrap(kernel.processor(processor)));
    }
    processors.here = processor;
    cpu.useFloatingPoint(processor);
  }

  public void useThreadPointer(int processor) {
    processors.here = processor;
    cpu.useThreadPointer(processor);
  }

  /**
   * User code uses the timer that is not the kernel's.
   *
   * @return whether it may
   */
  public boolean useUserTimer(int processor) {
    if (cpu.userTimerEnabled(processor)) {
      return true;
    }
    long frame = processors.running[processor];
    enter(processor);
    left(processor, kernel.userTimerTrap(kernel.processor(processor), 7, 0x18));
    return processors.running[processor] == frame && cpu.userTimerEnabled(processor);
  }

  /** Returns the frame of the thread that runs on a processor. */
  public long running(int processor) {
    return processors.running[processor];
  }

  public boolean floatingPointEnabled(int processor) {
    return cpu.floatingPointEnabled(processor);
  }

  public boolean userTimerEnabled(int processor) {
    return cpu.userTimerEnabled(processor);
  }

  public boolean timerArmed(int processor) {
    return timer.isArmed(processor);
  }

  /** Returns what the register that user code finds its UTCB by holds. */
  public long utcbRegister(int processor) {
    return cpu.utcb(processor);
  }

  /** Puts text into the root program's RAM and returns its address. */
  public long text(String text) {
    long address = rootRam + 0x1000;
    for (int i = 0; i < text.length(); i++) {
      memory.storeByte(address + i, text.charAt(i));
    }
    return address;
  }

  public String lines() {
    return output.toString().replace("\r\n", "\n");
  }
}
