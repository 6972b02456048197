package org.demitasse.toolchain.teavm.inside;

import org.jspecify.annotations.Nullable;
import org.teavm.model.BasicBlock;
import org.teavm.model.Instruction;
import org.teavm.model.TextLocation;

/** Source positions of code. */
final class Locations {
  private Locations() {}

  /** The first known position in the block. */
  static @Nullable TextLocation first(BasicBlock block) {
    for (Instruction instruction : block) {
      TextLocation location = instruction.getLocation();
      if (location != null && location.getLine() > 0) {
        return location;
      }
    }
    return null;
  }
}
