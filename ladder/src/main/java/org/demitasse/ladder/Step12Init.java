package org.demitasse.ladder;

import org.demitasse.base.Component;
import org.demitasse.base.Env;

/**
 * Step 12: init. The last component that the innermost init starts: when it ends, so do all above
 * it.
 */
public final class Step12Init implements Component {
  @Override
  public void construct(Env env) throws InterruptedException {
    // Its siblings were started before it; they get turns to say that they run.
    Thread.sleep(100);
    env.log("step 12 passed");
    env.exit(0);
  }
}
