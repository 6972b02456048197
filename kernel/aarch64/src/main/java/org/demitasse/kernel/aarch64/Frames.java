package org.demitasse.kernel.aarch64;

import org.demitasse.kernel.hal.UserRegisters;

/**
 * Saved user registers, as vectors.S lays them out: x0 to x30, SP_EL0, ELR_EL1, SPSR_EL1, 8 bytes
 * each; at 288 TPIDR_EL0, address of the UTCB, FPCR, FPSR; at 320 q0 to q31.
 */
final class Frames implements UserRegisters {
  private static final int SIZE = 1024;
  private static final int COUNT = 34;
  private static final int CALL_NUMBER = 8;
  private static final int FRAME_POINTER = 29;
  private static final int LINK = 30;
  private static final int STACK_POINTER = 31;
  private static final int INSTRUCTION_POINTER = 32;
  private static final int STATUS = 33;
  private static final int UTCB = 37;

  /** Size of every instruction. */
  private static final int INSTRUCTION = 4;

  /**
   * SPSR_EL1 of a new thread (Arm ARM, "SPSR_EL1"): EL0, AArch64; D and F masked, I and A not. What
   * becomes of an SError is in docs/decisions/0021.
   */
  private static final long USER_MODE = 0x240;

  /** The condition flags N, Z, C, V are the only part of the status that a user handler sets. */
  private static final long USER_STATUS = 0xF000_0000L;

  /** EL1 with SP_EL1; D, A and F masked, I not. */
  private static final long IDLE_MODE = 0x345;

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
    return Hardware.loadRegister(frame + register * 8L);
  }

  @Override
  public void set(long frame, int register, long value) {
    Hardware.storeRegister(frame + register * 8L, value);
  }

  @Override
  public void start(long frame, long entry, long stackPointer, long argument) {
    // Nothing of the thread that had the frame before may be seen.
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
  public long callNumber(long frame) {
    return get(frame, CALL_NUMBER);
  }

  @Override
  public void copyMessage(long from, long to) {
    Hardware.copyMessage(from, to);
  }

  @Override
  public void setUtcb(long frame, long address) {
    set(frame, UTCB, address);
  }

  @Override
  public void repeatCall(long frame) {
    set(frame, INSTRUCTION_POINTER, get(frame, INSTRUCTION_POINTER) - INSTRUCTION);
  }

  @Override
  public void setStatus(long frame, long status) {
    set(frame, STATUS, (get(frame, STATUS) & ~USER_STATUS) | (status & USER_STATUS));
  }

  @Override
  public void idle(long frame) {
    set(frame, INSTRUCTION_POINTER, Hardware.idle());
    set(frame, STATUS, IDLE_MODE);
  }
}
