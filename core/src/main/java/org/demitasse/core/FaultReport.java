package org.demitasse.core;

import org.demitasse.abi.FaultKind;
import org.demitasse.abi.LineTable;
import org.demitasse.abi.ProgramLayout;
import org.demitasse.abi.ResultCode;
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
  private static final int FRAME_POINTER = 29;
  private static final int LINK_REGISTER = 30;

  private final Kernel kernel;
  private final PhysicalMemory memory;
  private final Report report;

  /** Where the kernel puts registers; not a Java array, which may move. */
  private final long registers;

  /**
   * Prepares for reports.
   *
   * @param registers address of {@link org.demitasse.abi.SystemCall#REGISTERS_SIZE} bytes of RAM
   */
  FaultReport(Resources resources, long registers, Report report) {
    this.kernel = resources.kernel();
    this.memory = resources.memory();
    this.registers = registers;
    this.report = report;
  }

  void print(Child child, ThreadEvent event) {
    report.line("component \"" + child.label + "\" faulted: " + what(child, event));
    report.line(
        "  thread main, instruction "
            + Text.hex(event.instruction)
            + ", syndrome "
            + Text.hex(event.syndrome));
    backtrace(child, event);
  }

  private static String what(Child child, ThreadEvent event) {
    String access = FaultKind.describe(event.faultKind);
    return switch (event.faultKind) {
      case FaultKind.READ,
          FaultKind.WRITE,
          FaultKind.EXECUTE,
          FaultKind.UNALIGNED,
          FaultKind.BUS_ERROR ->
          access + " at " + Text.hex(event.address) + " (" + place(child, event) + ")";
      default -> access;
    };
  }

  /** Says in words what lies at the address of a fault. */
  private static String place(Child child, ThreadEvent event) {
    long address = event.address;
    if (address >>> 48 == 0xFFFF) {
      return "kernel memory";
    }
    if (address < 0 || address >= ProgramLayout.USER_END) {
      return "not an address";
    }
    if (address < ProgramLayout.PAGE_SIZE) {
      return "null page";
    }
    if (address < ProgramLayout.COMPONENT_BASE) {
      return "below the component's memory";
    }
    if (address < ProgramLayout.PROGRAM_BASE) {
      return "component information, read-only";
    }
    Segment segment = child.segmentAt(address);
    if (segment != null) {
      return segment.kind().word + lacking(segment.kind(), event.faultKind);
    }
    return between(child, address);
  }

  private static String lacking(Segment.Kind kind, int faultKind) {
    if (faultKind == FaultKind.WRITE && !kind.isWritable()) {
      return ", read-only";
    }
    if (faultKind == FaultKind.EXECUTE && kind != Segment.Kind.CODE) {
      return ", not executable";
    }
    return "";
  }

  private static String between(Child child, long address) {
    for (int i = 0; i < child.segments.size(); i++) {
      Segment next = child.segments.get(i);
      if (address >= next.start()) {
        continue;
      }
      if (next.kind() == Segment.Kind.STACK) {
        return "guard below the stack: stack overflow; the stack has "
            + Text.size(next.end() - next.start());
      }
      boolean afterStack = i > 0 && child.segments.get(i - 1).kind() == Segment.Kind.STACK;
      return afterStack ? "guard above the stack" : "unmapped, before the " + next.kind().word;
    }
    return "unmapped, above the component's memory";
  }

  private void backtrace(Child child, ThreadEvent event) {
    LineTable lines = new LineTable(child.module);
    frame(child, lines, event.instruction);
    if (kernel.readRegisters(event.thread, registers) != ResultCode.OK) {
      return;
    }
    long record = memory.loadLong(registers + FRAME_POINTER * 8);
    long link = memory.loadLong(registers + LINK_REGISTER * 8);
    int printed = 1;
    if (isCallerOfLeaf(child, lines, event.instruction, link, record)) {
      frame(child, lines, link - 4);
      printed++;
    }
    while (isRecord(child, record)) {
      long next = memory.loadLong(child.translate(record));
      long returnAddress = memory.loadLong(child.translate(record + 8));
      if (returnAddress == 0) {
        return;
      }
      if (printed == MOST_FRAMES) {
        report.line("  ...");
        return;
      }
      // The call is the instruction before the one returned to.
      frame(child, lines, returnAddress - 4);
      printed++;
      if (next <= record) {
        return;
      }
      record = next;
    }
  }

  /** A frame record is 16 bytes at a multiple of 16, in memory that the component has. */
  private static boolean isRecord(Child child, long address) {
    return (address & 15) == 0 && child.translate(address) != PageAllocator.NONE;
  }

  /**
   * Says whether x30 names a caller that is not in the chain: a method that calls no other makes no
   * frame record, and a jump to nowhere has made none yet. In others x30 holds what is in the chain
   * anyway, or the place after their own last call.
   */
  private boolean isCallerOfLeaf(
      Child child, LineTable lines, long instruction, long link, long record) {
    if (link == 0
        || child.translate(link) == PageAllocator.NONE
        || (isRecord(child, record) && memory.loadLong(child.translate(record + 8)) == link)) {
      return false;
    }
    lines.find(child.lineTable, instruction);
    long function = lines.function();
    lines.find(child.lineTable, link - 4);
    return lines.function() != function;
  }

  private void frame(Child child, LineTable lines, long instruction) {
    if (!lines.find(child.lineTable, instruction)) {
      report.line("  at " + Text.hex(instruction));
      return;
    }
    StringBuilder text = new StringBuilder("  at ");
    if (lines.function() != 0) {
      text.append(string(child, lines.function(), false));
    }
    if (lines.file() != 0) {
      text.append('(').append(string(child, lines.file(), true));
      text.append(':').append(lines.line()).append(')');
    } else {
      text.append('(').append(Text.hex(instruction)).append(')');
    }
    report.line(text.toString());
  }

  /** Reads a zero-terminated string of the component's file; of a path only the last part. */
  private static String string(Child child, long address, boolean lastPart) {
    long start = address;
    long end = address;
    for (int next = child.module.loadByte(end);
        next != 0 && end - address < LONGEST_NAME;
        next = child.module.loadByte(end)) {
      end++;
      if (lastPart && next == '/') {
        start = end;
      }
    }
    return Utf8.decode(child.module, start, (int) (end - start));
  }
}
