package org.demitasse.boottest;

import org.demitasse.base.Component;
import org.demitasse.base.Env;

/**
 * Works on quietly while others are ended, and tells at its end whether its own memory was left
 * alone.
 */
public final class Bystander implements Component {
  private static final int ROUNDS = 20;

  @Override
  public void construct(Env env) throws InterruptedException {
    env.log("works");
    int[] own = new int[1000];
    for (int round = 1; round <= ROUNDS; round++) {
      add(own);
      Thread.sleep(10);
    }
    check(own);
    env.log("is done");
  }

  private static void add(int[] own) {
    for (int i = 0; i < own.length; i++) {
      own[i] += i;
    }
  }

  private static void check(int[] own) {
    for (int i = 0; i < own.length; i++) {
      if (own[i] != i * ROUNDS) {
        throw new IllegalStateException("element " + i + " is " + own[i]);
      }
    }
  }
}
