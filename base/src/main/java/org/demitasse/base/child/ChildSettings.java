package org.demitasse.base.child;

import org.demitasse.base.session.CpuSession;

/**
 * What a child is given.
 *
 * @param name last part of its label, which the log shows before its lines
 * @param ram bytes of RAM, from its parent's account: its limit
 * @param capabilities kernel objects that it may cause, likewise
 * @param priority of its threads at most, 1 to 254, or {@link CpuSession#HIGHEST} for as much as
 *     its parent may give
 * @param processor index of the one that it runs on; those beyond the machine's count from 0 again
 */
public record ChildSettings(String name, long ram, int capabilities, int priority, int processor) {
  /** Returns settings of a child as important as others, on the first processor. */
  public static ChildSettings of(String name, long ram, int capabilities) {
    return new ChildSettings(name, ram, capabilities, DEFAULT_PRIORITY, 0);
  }

  /** Of init, and of all children that nothing else is said about. */
  public static final int DEFAULT_PRIORITY = 100;

  public ChildSettings withPriority(int newPriority) {
    return new ChildSettings(name, ram, capabilities, newPriority, processor);
  }

  public ChildSettings onProcessor(int newProcessor) {
    return new ChildSettings(name, ram, capabilities, priority, newProcessor);
  }

  /** Returns the arguments of a CPU session within a priority. */
  static String cpuArguments(int priority) {
    return priority == CpuSession.HIGHEST ? "" : "priority=" + priority;
  }
}
