package org.demitasse.kernel.aarch64;

import org.demitasse.kernel.hal.UserRegisters;

/**
 * Saved user registers, as vectors.S lays them out: x0 to x30, SP_EL0, ELR_EL1, SPSR_EL1, 8 bytes
 * each; at 288 TPIDR_EL0, FPCR, FPSR; at 320 q0 to q31.
 */
final class Frames implements UserRegisters {
  private static final int SIZE = 1024;
  private static final int COUNT = 34;
  private static final int FRAME_POINTER = 29;
  private static final int LINK = 30;
  private static final int STACK_POINTER = 31;
  private static final int INSTRUCTION_POINTER = 32;
  private static final int STATUS = 33;

  /** SPSR_EL1 of a new thread: EL0, AArch64, all exceptions masked; nothing interrupts yet. */
  private static final long USER_MODE = 0x3C0;

  @Override
  public int frameSize() {
    return SIZE;
  }

  @Override
  public long frame(long physical) {
    return LinearMemory.BASE + physical;
  }

  @Override
  public int count() {
    return COUNT;
  }

  @Override
  public long get(long frame, int register) {
    return Hardware.load64(frame + register * 8L);
  }

  @Override
  public void set(long frame, int register, long value) {
    Hardware.store64(frame + register * 8L, value);
  }

  @Override
  public void start(long frame, long entry, long stackPointer, long argument) {
    Hardware.zero(frame, SIZE);
    set(frame, 0, argument);
    set(frame, STACK_POINTER, stackPointer);
    set(frame, INSTRUCTION_POINTER, entry);
    set(frame, STATUS, USER_MODE);
  }

  @Override
  public long instructionPointer(long frame) {
    return get(frame, INSTRUCTION_POINTER);
  }

  @Override
  public long link(long frame) {
    return get(frame, LINK);
  }

  @Override
  public long framePointer(long frame) {
    return get(frame, FRAME_POINTER);
  }

  @Override
  public void switchUserState(long from, long to) {
    Hardware.switchUserState(from, to);
  }
}
