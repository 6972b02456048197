package org.demitasse.kernel.simulation;

import org.demitasse.kernel.hal.PhysicalMemory;
import org.demitasse.kernel.hal.UserRegisters;

/**
 * Frames in simulated RAM: 34 registers, then what only a switch of threads saves, then what the
 * user code of the thread expects to find there.
 */
public final class SimulatedRegisters implements UserRegisters {
  public static final int STACK_POINTER = 31;
  public static final int INSTRUCTION_POINTER = 32;
  public static final int STATUS = 33;
  static final int THREAD_POINTER = 34;
  static final int FLOATING_POINT = 35;
  static final int UTCB = 36;
  static final int EXPECTED_THREAD_POINTER = 37;
  static final int EXPECTED_FLOATING_POINT = 38;
  private static final int SIZE = 512;

  /** The part of the status that user land may choose. */
  public static final long USER_STATUS = 0xF000_0000L;

  private final PhysicalMemory memory;
  private final SimulatedProcessors processors;

  public SimulatedRegisters(PhysicalMemory memory, SimulatedProcessors processors) {
    this.memory = memory;
    this.processors = processors;
  }

  @Override
  public int frameSize() {
    return SIZE;
  }

  @Override
  public long frame(long physical) {
    return physical;
  }

  @Override
  public int count() {
    return STATUS + 1;
  }

  @Override
  public long get(long frame, int register) {
    return memory.loadLong(frame + register * 8L);
  }

  @Override
  public void set(long frame, int register, long value) {
    processors.checkStandsStill(frame);
    memory.storeLong(frame + register * 8L, value);
  }

  @Override
  public void start(long frame, long entry, long stackPointer, long argument) {
    processors.checkStandsStill(frame);
    processors.forget(frame);
    memory.zero(frame, SIZE);
    set(frame, 0, argument);
    set(frame, STACK_POINTER, stackPointer);
    set(frame, INSTRUCTION_POINTER, entry);
  }

  @Override
  public long instructionPointer(long frame) {
    return get(frame, INSTRUCTION_POINTER);
  }

  @Override
  public long link(long frame) {
    return get(frame, 30);
  }

  @Override
  public long framePointer(long frame) {
    return get(frame, 29);
  }

  @Override
  public long callNumber(long frame) {
    return get(frame, 8);
  }

  @Override
  public void copyMessage(long from, long to) {
    for (int i = 1; i <= 5; i++) {
      set(to, i, get(from, i));
    }
  }

  @Override
  public void setUtcb(long frame, long address) {
    set(frame, UTCB, address);
  }

  @Override
  public void repeatCall(long frame) {
    set(frame, INSTRUCTION_POINTER, get(frame, INSTRUCTION_POINTER) - 4);
  }

  @Override
  public void setStatus(long frame, long status) {
    set(frame, STATUS, (get(frame, STATUS) & ~USER_STATUS) | (status & USER_STATUS));
  }

  @Override
  public void idle(long frame) {
    set(frame, INSTRUCTION_POINTER, -1);
  }
}
