package org.demitasse.app.hello;

import org.demitasse.base.Component;
import org.demitasse.base.Env;

/** Says hello. */
public final class Hello implements Component {
  @Override
  public void construct(Env env) {
    env.log("hello from " + env.label());
  }
}
