package org.demitasse.kernel.simulation;

/** What all parts of the simulated hardware have to know of the processors. */
public final class SimulatedProcessors {
  public final int count;

  /** The processor that is in the kernel. */
  int here;

  /** The frame of the user code that runs on each processor; 0 where the kernel does. */
  final long[] running;

  /** Root of the active tables, 0 for none. */
  final long[] activeRoot;

  /** Whose floating-point value each processor holds; 0 for nobody's. */
  final long[] floatingPointOwner;

  public SimulatedProcessors(int count) {
    this.count = count;
    running = new long[count];
    activeRoot = new long[count];
    floatingPointOwner = new long[count];
  }

  /** Returns the root of the tables that a processor has active, or 0. */
  public long activeRoot(int processor) {
    return activeRoot[processor];
  }

  boolean isActiveAnywhere(long root) {
    for (long each : activeRoot) {
      if (each == root) {
        return true;
      }
    }
    return false;
  }

  /** A frame is used by a new thread: what processors hold of the old one is void. */
  void forget(long frame) {
    for (int i = 0; i < count; i++) {
      if (floatingPointOwner[i] == frame) {
        floatingPointOwner[i] = 0;
      }
    }
  }

  /** A frame is about to be changed: its thread must stand still. */
  void checkStandsStill(long frame) {
    for (int i = 0; i < count; i++) {
      if (i != here && running[i] == frame) {
        throw new ContractViolation(
            "processor " + here + " changes registers of a thread that runs on processor " + i);
      }
    }
  }
}
