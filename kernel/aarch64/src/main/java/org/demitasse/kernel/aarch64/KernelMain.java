package org.demitasse.kernel.aarch64;

import org.demitasse.abi.Event;
import org.demitasse.abi.FaultKind;
import org.demitasse.kernel.FaultReport;
import org.demitasse.kernel.Kernel;
import org.demitasse.kernel.KernelConsole;
import org.demitasse.kernel.boot.Boot;
import org.jspecify.annotations.Nullable;
import org.teavm.interop.Export;
import org.teavm.interop.Function;
import org.teavm.interop.StaticInit;

/**
 * The kernel's entry points: {@code main} from start.S, {@link #trap} from the vectors, and the two
 * ways in which the kernel itself can fail, {@link #fault} (a fault of the processor) and {@link
 * #panic} (a failed check of Java).
 */
@StaticInit
public final class KernelMain {
  private static final int EXIT_KERNEL_FAILURE = 70;
  private static final int BACKTRACE_LIMIT = 24;

  private static @Nullable Boot boot;
  private static @Nullable Kernel kernel;
  private static boolean failing;

  private KernelMain() {}

  /** The C type of {@link #trap}. */
  abstract static class TrapFunction extends Function {
    abstract long invoke(long frame, long syndrome, long address);
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
    if (Function.isNull(Function.get(TrapFunction.class, KernelMain.class, "trap"))
        || Function.isNull(Function.get(FaultFunction.class, KernelMain.class, "fault"))
        || Function.isNull(Function.get(PutFunction.class, KernelMain.class, "put"))
        || Function.isNull(Function.get(PanicFunction.class, KernelMain.class, "panic"))) {
      return 0;
    }
    Boot sequence = new Boot(new ArmPlatform());
    boot = sequence;
    long frame = sequence.run();
    kernel = sequence.kernel();
    return frame;
  }

  /** Every trap from user mode; returns the frame to go on with. */
  @Export(name = "kernel_trap")
  static long trap(long frame, long syndrome, long address) {
    Kernel target = kernel;
    if (target == null) {
      return frame;
    }
    // ESR_EL1.EC, Arm ARM D23.2, table of exception classes.
    return switch ((int) (syndrome >>> 26) & 0x3F) {
      case 0x15 -> target.systemCall();
      case 0x20 -> abort(target, FaultKind.EXECUTE, syndrome, address);
      case 0x24 ->
          abort(
              target,
              (syndrome & 1 << 6) != 0 ? FaultKind.WRITE : FaultKind.READ,
              syndrome,
              address);
      case 0x00 -> exception(target, FaultKind.UNDEFINED_INSTRUCTION, syndrome, address);
      case 0x01, 0x18 -> exception(target, FaultKind.PRIVILEGED_INSTRUCTION, syndrome, address);
      case 0x22, 0x26 -> exception(target, FaultKind.UNALIGNED, syndrome, address);
      case 0x3C -> exception(target, FaultKind.BREAKPOINT, syndrome, address);
      default -> exception(target, FaultKind.OTHER, syndrome, address);
    };
  }

  private static long abort(Kernel target, int kind, long syndrome, long address) {
    // ISS.FSC: 0b0000xx address size, 0b0001xx translation, 0b0010xx access flag, 0b0011xx
    // permission.
    int status = (int) syndrome & 0x3F;
    if (status < 0x10) {
      return target.fault(Event.PAGE_FAULT, kind, address, syndrome);
    }
    return exception(
        target, status == 0x21 ? FaultKind.UNALIGNED : FaultKind.BUS_ERROR, syndrome, address);
  }

  private static long exception(Kernel target, int kind, long syndrome, long address) {
    return target.fault(Event.EXCEPTION, kind, address, syndrome);
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
   */
  private static void backtrace(Boot sequence, long framePointer) {
    long record = framePointer;
    for (int i = 0; i < BACKTRACE_LIMIT; i++) {
      if (record < Hardware.stackBottom()
          || record > Hardware.stackTop() - 16
          || (record & 7) != 0) {
        break;
      }
      long returnAddress = Hardware.load64(record + 8);
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
