package org.demitasse.boottest;

import org.demitasse.base.Component;
import org.demitasse.base.Env;

/** Wants the processor all the time, and says how much of a second it has got. */
public final class Greedy implements Component {
  private static final long SECOND = 1_000_000_000;

  /** Longer than a look at the clock takes: somebody else was on. */
  private static final long GAP = 50_000;

  @Override
  public void construct(Env env) throws InterruptedException {
    Thread.sleep(300);
    long start = System.nanoTime();
    long last = start;
    long got = 0;
    while (last - start < SECOND) {
      long now = System.nanoTime();
      if (now - last < GAP) {
        got += now - last;
      }
      last = now;
    }
    env.log("had the processor for " + got * 100 / (last - start) + " percent of the time");
    env.exit(0);
  }
}
