package org.demitasse.core;

import org.demitasse.abi.FaultKind;
import org.demitasse.abi.LineTable;
import org.demitasse.abi.ProgramLayout;
import org.demitasse.abi.ResultCode;
import org.demitasse.base.child.ProgramSegment;
import org.demitasse.base.runtime.LogWriter;
import org.demitasse.base.runtime.Utf8;

/**
 * Tells what a component did when it faulted: the access and what lies at the address, the
 * instruction, and the Java methods that were under way. Those come from the chain of frame records
 * that x29 points to (Procedure Call Standard for the Arm 64-bit Architecture, section 6.4.6) and
 * the line table of the component's file. The component's memory is not trusted: a chain that
 * leaves its memory, is misaligned, or does not ascend ends there.
 */
final class FaultReport {
  private static final int MOST_FRAMES = 16;
  private static final int LONGEST_NAME = 160;

  /** Below these methods there is nothing but the runtime. */
  private static final String FIBER = "org.teavm.runtime.Fiber";

  private static final String BOOTSTRAP = "$Bootstrap";

  private static final String CLASS_LIBRARY = "org.teavm.classlib.";

  private static final int FRAME_POINTER = 29;
  private static final int LINK_REGISTER = 30;

  private final Kernel kernel;
  private final org.demitasse.abi.Memory memory;
  private final LogWriter log;

  /** Where the kernel puts registers; not a Java array, which may move. */
  private final long registers;

  /**
   * Prepares for reports.
   *
   * @param registers address of {@link org.demitasse.abi.SystemCall#REGISTERS_SIZE} bytes of RAM
   */
  FaultReport(CoreObjects core, long registers) {
    this.kernel = core.kernel();
    this.memory = core.memory();
    this.registers = registers;
    this.log = core.log();
  }

  void print(CoreThread thread, ThreadEvent event) {
    ProgramView program = ProgramView.of(thread.domain(), memory);
    log.text("component \"").text(thread.domain().label()).text("\" faulted: ");
    log.text(FaultKind.describe(event.faultKind));
    if (hasAddress(event.faultKind)) {
      log.text(" at ").hexadecimal(event.address).text(" (");
      place(program, event);
      log.text(")");
    }
    log.end();
    log.text("  thread ").text(thread.name()).text(", instruction ").hexadecimal(event.instruction);
    log.text(", syndrome ").hexadecimal(event.syndrome).end();
    backtrace(thread, program, event);
  }

  private static boolean hasAddress(int faultKind) {
    return switch (faultKind) {
      case FaultKind.READ,
          FaultKind.WRITE,
          FaultKind.EXECUTE,
          FaultKind.UNALIGNED,
          FaultKind.BUS_ERROR ->
          true;
      default -> false;
    };
  }

  /** Says in words what lies at the address of a fault. */
  private void place(ProgramView program, ThreadEvent event) {
    ProgramSegment segment = program.segmentAt(event.address);
    if (segment == null) {
      outside(program, event.address);
      return;
    }
    log.text(segment.kind().word());
    if (event.faultKind == FaultKind.WRITE && !segment.kind().isWritable()) {
      log.text(", read-only");
    } else if (event.faultKind == FaultKind.EXECUTE && segment.kind() != ProgramSegment.Kind.CODE) {
      log.text(", not executable");
    }
  }

  private void outside(ProgramView program, long address) {
    if (address >>> 48 == 0xFFFF) {
      log.text("kernel memory");
    } else if (address < 0 || address >= ProgramLayout.USER_END) {
      log.text("not an address");
    } else if (address < ProgramLayout.PAGE_SIZE) {
      log.text("null page");
    } else if (address < ProgramLayout.COMPONENT_BASE) {
      log.text("below the component's memory");
    } else if (address < ProgramLayout.UTCB_AREA) {
      log.text("component information, read-only");
    } else if (address < ProgramLayout.PROGRAM_BASE) {
      log.text("thread control blocks");
    } else {
      between(program, address);
    }
  }

  private void between(ProgramView program, long address) {
    ProgramSegment.Kind below = ProgramSegment.Kind.CODE;
    for (ProgramSegment segment : program.segments()) {
      if (address >= segment.start()) {
        below = segment.kind();
        continue;
      }
      if (segment.kind() == ProgramSegment.Kind.STACK) {
        log.text("guard below the stack: stack overflow; the stack has ");
        Text.size(log, segment.end() - segment.start());
      } else if (below == ProgramSegment.Kind.STACK) {
        log.text("guard above the stack");
      } else {
        log.text("unmapped, before the ").text(segment.kind().word());
      }
      return;
    }
    log.text("unmapped, above the component's memory");
  }

  private void backtrace(CoreThread thread, ProgramView program, ThreadEvent event) {
    LineTable lines = new LineTable(program.module());
    frame(program, lines, event.instruction);
    if (kernel.readRegisters(thread.handle(), registers) != ResultCode.OK) {
      return;
    }
    long record = memory.loadLong(registers + FRAME_POINTER * 8);
    long link = memory.loadLong(registers + LINK_REGISTER * 8);
    int printed = 1;
    if (isCallerOfLeaf(program, lines, event.instruction, link, record)) {
      frame(program, lines, link - 4);
      printed++;
    }
    while (isRecord(program, record)) {
      long next = memory.loadLong(program.translate(record));
      long returnAddress = memory.loadLong(program.translate(record + 8));
      if (returnAddress == 0) {
        return;
      }
      if (printed == MOST_FRAMES) {
        log.text("  ...").end();
        return;
      }
      // The call is the instruction before the one returned to.
      if (!frame(program, lines, returnAddress - 4)) {
        return;
      }
      printed++;
      if (next <= record) {
        return;
      }
      record = next;
    }
  }

  /** A frame record is 16 bytes at a multiple of 16, in memory that the component has. */
  private static boolean isRecord(ProgramView program, long address) {
    return (address & 15) == 0 && program.translate(address) != PageAllocator.NONE;
  }

  /**
   * Says whether x30 names a caller that is not in the chain: a method that calls no other makes no
   * frame record, and a jump to nowhere has made none yet. In others x30 holds what is in the chain
   * anyway, or the place after their own last call.
   */
  private boolean isCallerOfLeaf(
      ProgramView program, LineTable lines, long instruction, long link, long record) {
    if (link == 0
        || program.translate(link) == PageAllocator.NONE
        || (isRecord(program, record) && memory.loadLong(program.translate(record + 8)) == link)) {
      return false;
    }
    lines.find(program.lineTable(), instruction);
    long function = lines.function();
    lines.find(program.lineTable(), link - 4);
    return lines.function() != function;
  }

  /**
   * Writes one line of the backtrace.
   *
   * @return whether more are of interest: what starts a thread is not
   */
  private boolean frame(ProgramView program, LineTable lines, long instruction) {
    if (!lines.find(program.lineTable(), instruction)) {
      log.text("  at ").hexadecimal(instruction).end();
      return true;
    }
    String type = string(program, lines.type());
    String function = string(program, lines.function());
    if (type.endsWith(BOOTSTRAP) || type.equals(FIBER)) {
      return false;
    }
    log.text("  at ");
    if (lines.file() == 0) {
      name(type, function).text("(").hexadecimal(instruction).text(")").end();
      return true;
    }
    String path = string(program, lines.file());
    String fileType = typeOf(path);
    // Nested classes begin with the name of the one that the file is called after.
    boolean own = type.startsWith(fileType);
    name(own ? type : fileType, own ? function : "").text("(");
    log.text(path.substring(path.lastIndexOf('/') + 1)).text(":").decimal(lines.line()).text(")");
    if (!own && !function.isEmpty()) {
      // The compiler has made this a part of a method of another class.
      log.text(", inlined into ");
      name(type, function);
    }
    log.end();
    return true;
  }

  private LogWriter name(String type, String function) {
    log.text(type);
    if (!type.isEmpty() && !function.isEmpty()) {
      log.text(".");
    }
    return log.text(function);
  }

  /** Returns the class that a source file is named after, such as org.example.Hello. */
  private static String typeOf(String path) {
    int end = path.endsWith(".java") ? path.length() - 5 : path.length();
    String type = path.substring(0, end).replace('/', '.');
    if (!type.startsWith(CLASS_LIBRARY)) {
      return type;
    }
    // There java.lang.Integer is called java.lang.TInteger.
    int name = type.lastIndexOf('.') + 1;
    return type.substring(CLASS_LIBRARY.length(), name)
        + type.substring(type.startsWith("T", name) ? name + 1 : name);
  }

  /** Reads a zero-terminated string of the component's file; address 0 is the empty one. */
  private static String string(ProgramView program, long address) {
    int length = 0;
    while (length < LONGEST_NAME && program.module().loadByte(address + length) != 0) {
      length++;
    }
    return Utf8.decode(program.module(), address, length);
  }
}
