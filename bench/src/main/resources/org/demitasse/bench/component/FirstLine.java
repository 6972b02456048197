package component;

import org.demitasse.base.Component;
import org.demitasse.base.Env;

/** Tells when its first line ran. */
public final class FirstLine implements Component {
  @Override
  public void construct(Env env) {
    long now = System.nanoTime();
    env.log("first line of edition 1 at " + now);
  }
}
