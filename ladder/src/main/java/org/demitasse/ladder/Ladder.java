package org.demitasse.ladder;

import org.demitasse.base.kernel.Kernel;
import org.demitasse.base.kernel.RootResources;

/** How steps end. */
final class Ladder {
  private Ladder() {}

  /** Ends the step, failed, unless what it shows is so. */
  static void check(boolean shown, String what) {
    if (!shown) {
      throw new IllegalStateException("not so: " + what);
    }
  }

  /** Says that the step has passed, and ends the system: other threads may be running still. */
  static void passed(RootResources resources, int step) {
    System.out.println(step < 10 ? "step 0" + step + " passed" : "step " + step + " passed");
    System.out.flush();
    Kernel.powerOff(resources.capabilities().machineControl(), 0);
  }
}
