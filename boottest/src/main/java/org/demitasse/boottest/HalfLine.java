package org.demitasse.boottest;

import org.demitasse.base.Component;
import org.demitasse.base.Env;
import org.demitasse.base.raw.RawMemory;

/**
 * Writes a line without its end, and ends in the way that its label says: {@code returns}, {@code
 * exits}, {@code throws} or {@code faults}.
 */
public final class HalfLine implements Component {
  @Override
  public void construct(Env env) {
    System.out.print("half of what " + env.label());
    switch (env.label()) {
      case "exits" -> env.exit(3);
      case "throws" -> throw new IllegalStateException("on purpose");
      case "faults" -> RawMemory.loadLong(8);
      default -> {
        // Returns.
      }
    }
  }
}
