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

  /** Returns the system call's number, as the thread gave it. */
  long callNumber(long frame);

  /**
   * Copies registers 1 to 5 of {@code from} to {@code to}: tag and short words of a message, see
   * {@link org.demitasse.abi.MessageTag}.
   */
  void copyMessage(long from, long to);

  /** Sets the address of the thread's UTCB in its own space, which user code can read. */
  void setUtcb(long frame, long address);

  /** Moves the instruction pointer back to the system call, so that the thread makes it again. */
  void repeatCall(long frame);

  /**
   * Sets instruction pointer and status from what a user handler wants: bits of the status that are
   * not the user's to choose are left out.
   */
  void setStatus(long frame, long status);

  /** Prepares a frame that idles in the kernel until an interrupt. */
  void idle(long frame);
}
