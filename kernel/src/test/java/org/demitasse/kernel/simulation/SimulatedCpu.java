package org.demitasse.kernel.simulation;

import java.util.Arrays;
import org.demitasse.kernel.hal.Cpu;

/**
 * Thread pointer and floating-point registers, one word each, of all processors. The user side
 * writes a new value whenever it uses one and looks whether it finds the last one again.
 */
public final class SimulatedCpu implements Cpu {
  private final SimulatedProcessors processors;
  private final SimulatedRegisters registers;
  private final SimulatedMmu mmu;
  private final long[] loaded;
  private final long[] threadPointer;
  private final long[] utcb;
  private final long[] floatingPoint;

  private final boolean[] floatingPointEnabled;
  private final boolean[] userTimerEnabled;
  private long nextValue = 1;

  public SimulatedCpu(
      SimulatedProcessors processors, SimulatedRegisters registers, SimulatedMmu mmu) {
    this.processors = processors;
    this.registers = registers;
    this.mmu = mmu;
    int count = processors.count;
    loaded = new long[count];
    threadPointer = new long[count];
    utcb = new long[count];
    floatingPoint = new long[count];
    floatingPointEnabled = new boolean[count];
    userTimerEnabled = new boolean[count];
    // What firmware leaves is anybody's guess.
    Arrays.fill(floatingPointEnabled, true);
    Arrays.fill(userTimerEnabled, true);
  }

  @Override
  public void switchThread(long from, long to) {
    int here = processors.here;
    if (loaded[here] != 0 && loaded[here] != from) {
      throw new ContractViolation("switch from a thread that is not on the processor");
    }
    for (int i = 0; i < processors.count; i++) {
      if (i != here && loaded[i] == to) {
        throw new ContractViolation("switch to a thread that is on another processor");
      }
    }
    registers.set(from, SimulatedRegisters.THREAD_POINTER, threadPointer[here]);
    threadPointer[here] = registers.get(to, SimulatedRegisters.THREAD_POINTER);
    utcb[here] = registers.get(to, SimulatedRegisters.UTCB);
    loaded[here] = to;
  }

  @Override
  public void activate(long activation) {
    mmu.activate(activation);
  }

  @Override
  public void enableFloatingPoint(boolean enabled) {
    floatingPointEnabled[processors.here] = enabled;
  }

  @Override
  public void saveFloatingPoint(long frame) {
    int here = processors.here;
    if (!floatingPointEnabled[here] || processors.floatingPointOwner[here] != frame) {
      throw new ContractViolation("floating-point registers of another thread are saved");
    }
    registers.set(frame, SimulatedRegisters.FLOATING_POINT, floatingPoint[here]);
    processors.floatingPointOwner[here] = 0;
  }

  @Override
  public void loadFloatingPoint(long frame) {
    int here = processors.here;
    if (!floatingPointEnabled[here]) {
      throw new ContractViolation("floating-point registers are loaded while they trap");
    }
    for (long owner : processors.floatingPointOwner) {
      if (owner == frame) {
        throw new ContractViolation("floating-point registers are loaded before they were saved");
      }
    }
    floatingPoint[here] = registers.get(frame, SimulatedRegisters.FLOATING_POINT);
    processors.floatingPointOwner[here] = frame;
  }

  @Override
  public void enableUserTimer(boolean enabled) {
    userTimerEnabled[processors.here] = enabled;
  }

  boolean floatingPointEnabled(int processor) {
    return floatingPointEnabled[processor];
  }

  boolean userTimerEnabled(int processor) {
    return userTimerEnabled[processor];
  }

  long loaded(int processor) {
    return loaded[processor];
  }

  long utcb(int processor) {
    return utcb[processor];
  }

  /** User code on a processor reads and writes its thread pointer. */
  void useThreadPointer(int processor) {
    long frame = processors.running[processor];
    expect(
        "thread pointer",
        frame,
        SimulatedRegisters.EXPECTED_THREAD_POINTER,
        threadPointer[processor]);
    threadPointer[processor] = nextValue++;
    registers.set(frame, SimulatedRegisters.EXPECTED_THREAD_POINTER, threadPointer[processor]);
  }

  /** User code on a processor, where it does not trap, reads and writes floating point. */
  void useFloatingPoint(int processor) {
    long frame = processors.running[processor];
    if (processors.floatingPointOwner[processor] != frame) {
      throw new ContractViolation("floating-point registers of another thread can be read");
    }
    expect(
        "floating point",
        frame,
        SimulatedRegisters.EXPECTED_FLOATING_POINT,
        floatingPoint[processor]);
    floatingPoint[processor] = nextValue++;
    registers.set(frame, SimulatedRegisters.EXPECTED_FLOATING_POINT, floatingPoint[processor]);
  }

  private void expect(String what, long frame, int word, long found) {
    long expected = registers.get(frame, word);
    if (expected != found) {
      throw new ContractViolation(
          what + " of a thread was " + expected + " and is " + found + " now");
    }
  }
}
