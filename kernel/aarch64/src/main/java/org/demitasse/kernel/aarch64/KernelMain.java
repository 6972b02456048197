package org.demitasse.kernel.aarch64;

import org.demitasse.abi.FaultKind;
import org.demitasse.kernel.FaultReport;
import org.demitasse.kernel.Kernel;
import org.demitasse.kernel.KernelConsole;
import org.demitasse.kernel.Processor;
import org.demitasse.kernel.boot.Boot;
import org.demitasse.kernel.hal.InterruptController;
import org.jspecify.annotations.Nullable;
import org.teavm.interop.Export;
import org.teavm.interop.Function;
import org.teavm.interop.StaticInit;

/**
 * The kernel's entry points: {@code main} from start.S, those of the vectors, which get the
 * Processor that they happen on and return the frame to go on with, and the two ways in which the
 * kernel itself can fail, {@link #fault} (a fault of the processor) and {@link #panic} (a failed
 * check of Java).
 */
@StaticInit
public final class KernelMain {
  private static final int EXIT_KERNEL_FAILURE = 70;
  private static final int BACKTRACE_LIMIT = 24;

  /** Below each kernel stack a page is not mapped. */
  private static final int GUARD = 4096;

  private static @Nullable ArmPlatform platform;
  private static @Nullable Boot boot;
  private static @Nullable Kernel kernel;
  private static @Nullable InterruptController interrupts;
  private static boolean failing;

  private KernelMain() {}

  /** The C type of an entry. */
  abstract static class EntryFunction extends Function {
    abstract long invoke(Processor processor);
  }

  /** The C type of {@link #trap}. */
  abstract static class TrapFunction extends Function {
    abstract long invoke(Processor processor, long syndrome, long address);
  }

  /** The C type of {@link #fault}. */
  abstract static class FaultFunction extends Function {
    abstract void invoke(int vector, long syndrome, long address, long instruction, long frame);
  }

  /** The C type of {@link #panic}. */
  abstract static class PanicFunction extends Function {
    abstract void invoke(int kind, long framePointer);
  }

  /** The C type of {@link #put}. */
  abstract static class PutFunction extends Function {
    abstract void invoke(int value);
  }

  public static void main(String[] arguments) {
    Hardware.resume(boot());
  }

  /**
   * Boots up to the point where the root program would start.
   *
   * @return the frame to resume
   */
  public static long boot() {
    // An exported method is compiled only if something refers to it.
    if (Function.isNull(Function.get(EntryFunction.class, KernelMain.class, "call"))
        || Function.isNull(Function.get(EntryFunction.class, KernelMain.class, "replyWait"))
        || Function.isNull(Function.get(EntryFunction.class, KernelMain.class, "systemCall"))
        || Function.isNull(Function.get(EntryFunction.class, KernelMain.class, "interrupt"))
        || Function.isNull(Function.get(EntryFunction.class, KernelMain.class, "startProcessor"))
        || Function.isNull(Function.get(TrapFunction.class, KernelMain.class, "trap"))
        || Function.isNull(Function.get(FaultFunction.class, KernelMain.class, "fault"))
        || Function.isNull(Function.get(PutFunction.class, KernelMain.class, "put"))
        || Function.isNull(Function.get(PanicFunction.class, KernelMain.class, "panic"))) {
      return 0;
    }
    ArmPlatform machine = new ArmPlatform();
    platform = machine;
    Boot sequence = new Boot(machine);
    boot = sequence;
    long frame = sequence.run();
    Kernel made = sequence.kernel();
    for (int i = 0; i < made.processorCount(); i++) {
      ProcessorBlocks.bind(machine.others().slot(i), made.processor(i));
    }
    interrupts = made.interrupts();
    kernel = made;
    return frame;
  }

  private static Kernel kernel() {
    Kernel target = kernel;
    if (target == null) {
      throw new IllegalStateException("not booted");
    }
    return target;
  }

  @Export(name = "kernel_call")
  static long call(Processor processor) {
    return processor.call();
  }

  @Export(name = "kernel_reply_wait")
  static long replyWait(Processor processor) {
    return processor.replyWait();
  }

  @Export(name = "kernel_system_call")
  static long systemCall(Processor processor) {
    return processor.systemCall();
  }

  @Export(name = "kernel_interrupt")
  static long interrupt(Processor processor) {
    return kernel().interrupt(processor);
  }

  /** Another processor has the lock for the first time. */
  @Export(name = "kernel_start_processor")
  static long startProcessor(Processor processor) {
    InterruptController controller = interrupts;
    ArmPlatform machine = platform;
    if (controller == null || machine == null) {
      throw new IllegalStateException("not booted");
    }
    controller.startProcessor(ProcessorBlocks.current());
    machine.leaveSecureState();
    return kernel().startProcessor(processor);
  }

  /** Every other exception from user mode. */
  @Export(name = "kernel_trap")
  static long trap(Processor processor, long syndrome, long address) {
    Kernel target = kernel();
    // ESR_EL1.EC, Arm ARM D23.2, table of exception classes.
    return switch ((int) (syndrome >>> 26) & 0x3F) {
      case 0x20 -> abort(processor, FaultKind.EXECUTE, syndrome, address);
      case 0x24 ->
          abort(
              processor,
              (syndrome & 1 << 6) != 0 ? FaultKind.WRITE : FaultKind.READ,
              syndrome,
              address);
      case 0x07 -> target.floatingPointTrap(processor);
      case 0x00 -> target.exception(processor, FaultKind.UNDEFINED_INSTRUCTION, address, syndrome);
      case 0x18 ->
          isUserTimer(syndrome)
              ? target.userTimerTrap(processor, FaultKind.PRIVILEGED_INSTRUCTION, syndrome)
              : target.exception(processor, FaultKind.PRIVILEGED_INSTRUCTION, address, syndrome);
      case 0x01 -> target.exception(processor, FaultKind.PRIVILEGED_INSTRUCTION, address, syndrome);
      case 0x22, 0x26 -> target.exception(processor, FaultKind.UNALIGNED, address, syndrome);
      case 0x3C -> target.exception(processor, FaultKind.BREAKPOINT, address, syndrome);
      // SError, see docs/decisions/0021.
      case 0x2F -> target.exception(processor, FaultKind.BUS_ERROR, address, syndrome);
      default -> target.exception(processor, FaultKind.OTHER, address, syndrome);
    };
  }

  /**
   * Says whether the trapped MSR or MRS names a register of the virtual timer: CNTV_TVAL_EL0,
   * CNTV_CTL_EL0 and CNTV_CVAL_EL0 are op0 3, op1 3, CRn 14, CRm 3, op2 0 to 2 (ISS encoding for EC
   * 0x18: Op0 21:20, Op2 19:17, Op1 16:14, CRn 13:10, CRm 4:1).
   */
  private static boolean isUserTimer(long syndrome) {
    long mask = 3 << 20 | 7 << 14 | 15 << 10 | 15 << 1;
    return (syndrome & mask) == (3 << 20 | 3 << 14 | 14 << 10 | 3 << 1);
  }

  private static long abort(Processor processor, int kind, long syndrome, long address) {
    Kernel target = kernel();
    // ISS.FSC: 0b0000xx address size, 0b0001xx translation, 0b0010xx access flag, 0b0011xx
    // permission.
    int status = (int) syndrome & 0x3F;
    if (status < 0x10) {
      return processor.fault(kind, address, syndrome);
    }
    return target.exception(
        processor, status == 0x21 ? FaultKind.UNALIGNED : FaultKind.BUS_ERROR, address, syndrome);
  }

  /** A fault of the kernel itself, or an exception that should not exist. */
  @Export(name = "kernel_fault_report")
  static void fault(int vector, long syndrome, long address, long instruction, long frame) {
    Boot sequence = boot;
    if (sequence == null || failing) {
      return;
    }
    failing = true;
    KernelConsole console = sequence.console();
    console.line().text("panic: exception in the kernel, vector ").decimal(vector);
    console.text(", syndrome ").hexadecimal(syndrome).text(", address ").hexadecimal(address).end();
    location(sequence, instruction);
    end(sequence, frame);
  }

  /** A check of Java has failed; the exact place has been printed by the caller already. */
  @Export(name = "kernel_panic")
  static void panic(int kind, long framePointer) {
    Boot sequence = boot;
    if (sequence == null || failing) {
      return;
    }
    failing = true;
    end(sequence, framePointer);
  }

  /** One byte of a panic's text. */
  @Export(name = "kernel_put")
  static void put(int value) {
    Boot sequence = boot;
    if (sequence != null) {
      sequence.console().character((char) value);
    }
  }

  private static void end(Boot sequence, long framePointer) {
    backtrace(sequence, framePointer);
    Kernel target = kernel;
    if (target != null) {
      target.panicked(EXIT_KERNEL_FAILURE);
    } else {
      sequence.console().line().text("halted").end();
    }
  }

  /**
   * Follows the chain of frame records (AAPCS64 6.4.6) as long as it stays on the kernel's stack.
   * The entry code leaves the user's frame pointer in place, so the chain ends where a function
   * returns to the vectors.
   */
  private static void backtrace(Boot sequence, long framePointer) {
    long top = ProcessorBlocks.currentStack();
    long record = framePointer;
    for (int i = 0; i < BACKTRACE_LIMIT; i++) {
      if (record < top - Hardware.stackStride() + GUARD || record > top - 16 || (record & 7) != 0) {
        break;
      }
      long returnAddress = Hardware.load64(record + 8);
      if (returnAddress >= Hardware.vectorsStart() && returnAddress < Hardware.vectorsEnd()) {
        break;
      }
      if (returnAddress != 0) {
        location(sequence, returnAddress - 4);
      }
      long next = Hardware.load64(record);
      if (next <= record) {
        break;
      }
      record = next;
    }
  }

  private static void location(Boot sequence, long instruction) {
    FaultReport report = sequence.report();
    if (report != null) {
      report.kernelLocation(instruction);
    } else {
      sequence.console().line().text("    at ").hexadecimal(instruction).end();
    }
  }
}
