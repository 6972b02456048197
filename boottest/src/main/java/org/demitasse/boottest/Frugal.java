package org.demitasse.boottest;

import java.util.ArrayList;
import java.util.List;
import org.demitasse.base.Component;
import org.demitasse.base.Env;

/** Runs out of memory, catches that, and goes on: again and again. */
public final class Frugal implements Component {
  private static final int BLOCK = 10_000;
  private static final int TIMES = 3;

  @Override
  public void construct(Env env) {
    env.log("limit " + env.heapLimit());
    for (int time = 1; time <= TIMES; time++) {
      int held = fill(new ArrayList<>());
      env.log("caught OutOfMemoryError " + time + " with " + held + " bytes in blocks");
    }
    byte[] half = new byte[(int) (env.heapLimit() / 2)];
    env.log("half of the limit is free again: " + half.length);
  }

  private static int fill(List<byte[]> blocks) {
    int held = 0;
    try {
      while (true) {
        blocks.add(new byte[BLOCK]);
        held += BLOCK;
      }
    } catch (OutOfMemoryError full) {
      return held;
    }
  }
}
