package org.demitasse.kernel;

import org.demitasse.abi.FaultKind;
import org.demitasse.abi.LineTable;
import org.demitasse.kernel.hal.Machine;

/** Tells where code stood, in words of Java: for the root program's faults and the kernel's own. */
public final class FaultReport {
  private static final int TEXT_LIMIT = 256;

  private final Machine machine;
  private final KernelConsole console;
  private final LineTable lines;
  private long kernelTable;
  private long rootTable;

  public FaultReport(Machine machine, KernelConsole console) {
    this.machine = machine;
    this.console = console;
    lines = new LineTable(machine.memory());
  }

  /** Physical addresses of the tables, or 0. */
  public void lineTables(long ofKernel, long ofRoot) {
    kernelTable = ofKernel;
    rootTable = ofRoot;
  }

  /** Prints one line for an instruction of the kernel. */
  public void kernelLocation(long instruction) {
    location(kernelTable, instruction);
  }

  /** Says what a thread did that nobody handles. */
  void unhandled(UserThread thread, boolean root) {
    long instruction = machine.registers().instructionPointer(thread.frame);
    console.line();
    if (root) {
      console.text("the root program");
    } else {
      console.text("thread ").decimal(thread.index + 1).text(" of ");
      console.label(Kernel.spaceOf(thread));
    }
    console.text(" faulted: ").text(FaultKind.describe(thread.faultKind));
    console.text(" at address ").hexadecimal(thread.faultAddress);
    console.text(", instruction ").hexadecimal(instruction);
    console.text(", syndrome ").hexadecimal(thread.faultSyndrome).end();
    if (root) {
      location(rootTable, instruction);
      location(rootTable, machine.registers().link(thread.frame) - 4);
    } else {
      console.line().text("it has no handler and stands still").end();
    }
  }

  private void location(long table, long instruction) {
    console.line().text("    at ");
    if (table != 0 && lines.find(table, instruction)) {
      if (lines.type() != 0) {
        console.text(machine.memory(), lines.type(), TEXT_LIMIT).character('.');
      }
      if (lines.function() != 0) {
        console.text(machine.memory(), lines.function(), TEXT_LIMIT);
      } else {
        console.hexadecimal(instruction);
      }
      if (lines.file() != 0) {
        console.text(" (").text(machine.memory(), lines.file(), TEXT_LIMIT);
        console.character(':').decimal(lines.line()).character(')');
      }
    } else {
      console.hexadecimal(instruction);
    }
    console.end();
  }
}
