package org.demitasse.kernel.hal;

/**
 * What belongs to the thread that runs and stays in the processor while the kernel works. All
 * methods act on the calling processor.
 */
public interface Cpu {
  /**
   * Saves the thread pointer of {@code from} and loads that of {@code to} and the address of its
   * UTCB. Frames as in {@link UserRegisters}.
   */
  void switchThread(long from, long to);

  /** Makes tables the current user half: {@link Mmu#activation}. */
  void activate(long activation);

  /**
   * Lets user code use the floating-point registers, or makes it trap.
   *
   * @param enabled whether user code may
   */
  void enableFloatingPoint(boolean enabled);

  void saveFloatingPoint(long frame);

  void loadFloatingPoint(long frame);

  /**
   * Lets user code program the timer that the kernel does not use, or makes it trap.
   *
   * @param enabled whether user code may
   */
  void enableUserTimer(boolean enabled);
}
