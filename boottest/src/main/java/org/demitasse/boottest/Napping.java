package org.demitasse.boottest;

import org.demitasse.base.Component;
import org.demitasse.base.Env;

/** Sleeps ten times a tenth of a second, and says how long that took. */
public final class Napping implements Component {
  private static final int NAPS = 10;

  @Override
  public void construct(Env env) throws InterruptedException {
    // The first wait may be over before the timer has answered.
    Thread.sleep(200);
    long start = System.nanoTime();
    for (int i = 0; i < NAPS; i++) {
      Thread.sleep(100);
    }
    env.log("ten naps took " + (System.nanoTime() - start) / 1000 + " microseconds");
    Object nobody = new Object();
    start = System.nanoTime();
    pause(nobody);
    env.log("a wait took " + (System.nanoTime() - start) / 1000 + " microseconds");
    env.exit(0);
  }

  /** Nobody notifies: the time alone ends it. */
  @SuppressWarnings("WaitNotInLoop")
  private static void pause(Object nobody) throws InterruptedException {
    synchronized (nobody) {
      nobody.wait(100);
    }
  }
}
