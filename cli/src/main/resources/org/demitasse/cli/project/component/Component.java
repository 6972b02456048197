package @package@;

import org.demitasse.base.Component;
import org.demitasse.base.Env;

/** A component: runs in user mode, in an address space of its own. */
public final class @class@ implements Component {
  @Override
  public void construct(Env env) {
    env.log("hello from " + env.label());
  }
}
