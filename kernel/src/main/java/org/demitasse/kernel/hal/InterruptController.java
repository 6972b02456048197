package org.demitasse.kernel.hal;

/**
 * The machine's interrupt controller, which may be several that are chained. A line is a number
 * from 0 to {@link #lines} - 1; how the controllers' manuals count becomes one count in the driver,
 * which says how. Lines below 32 are private: each processor has its own. Lines are masked until
 * {@link #unmask}; the kernel masks a line when it takes an interrupt of it and unmasks it when its
 * driver has acknowledged.
 */
public interface InterruptController {
  /** {@link #take}: nothing is pending, or what was has gone away. */
  int NONE = -1;

  /** {@link #take}: another processor asks this one to look at its run queue. */
  int RESCHEDULE = -2;

  /** Returns how many lines there are. */
  int lines();

  /** Says whether user land may be given the line: it is no software-generated interrupt. */
  boolean assignable(int line);

  /**
   * Sets how a line signals, where the controller lets software choose.
   *
   * @param edge by a rising edge, otherwise by a high level
   */
  void configure(int line, boolean edge);

  /**
   * Lets a line interrupt a processor. A private line is that of the calling processor.
   *
   * @param processor index of the processor that a shared line is routed to, where the hardware
   *     routes each line by itself
   */
  void unmask(int line, int processor);

  /** Keeps a line from interrupting. */
  void mask(int line);

  /**
   * Takes the most urgent pending interrupt of the calling processor.
   *
   * @return its line, {@link #RESCHEDULE} or {@link #NONE}
   */
  int take();

  /** Ends the interrupt that {@link #take} returned, {@link #RESCHEDULE} included. */
  void end(int line);

  /** Interrupts a processor, another or the calling one, with {@link #RESCHEDULE}. */
  void reschedule(int processor);

  /** Prepares the calling processor's part of the controller. Called once on each. */
  void startProcessor(int processor);
}
