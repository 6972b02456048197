package org.demitasse.boottest;

import org.demitasse.base.Component;
import org.demitasse.base.Env;

/** Ends in the way that its label says: {@code exit-7}, {@code throw}, {@code return}. */
public final class Exiting implements Component {
  @Override
  public void construct(Env env) {
    String label = env.label();
    if (label.startsWith("exit-")) {
      try {
        env.exit(Integer.parseInt(label.substring("exit-".length())));
      } finally {
        env.log("goes on after its exit");
      }
    }
    if (label.startsWith("throw")) {
      fail();
    }
    env.log("returns");
  }

  private static void fail() {
    throw new IllegalStateException("on purpose", new RuntimeException("the cause")); // throw
  }
}
