package org.demitasse.kernel.hal;

/** The saved registers of user threads. A frame is the address of one thread's saved state. */
public interface UserRegisters {
  /** Size of a frame in bytes, a divisor of the page size. */
  int frameSize();

  /** Returns the frame in RAM at {@code physical}, which is zero. */
  long frame(long physical);

  /** Number of registers that {@link #get} knows: general registers, stack, instruction, status. */
  int count();

  long get(long frame, int register);

  void set(long frame, int register, long value);

  /** Prepares a zeroed frame for a first start in user mode. */
  void start(long frame, long entry, long stackPointer, long argument);

  long instructionPointer(long frame);

  /** Returns the register that holds the return address of the current function. */
  long link(long frame);

  /** Returns the frame pointer register. */
  long framePointer(long frame);

  /**
   * Saves what the kernel leaves in the processor for {@code from} and loads that of {@code to}.
   */
  void switchUserState(long from, long to);
}
