package org.demitasse.bench.component;

import org.demitasse.base.Component;
import org.demitasse.base.Env;

/** Writes a line, tells when, and waits for its end. */
public final class Newborn implements Component {
  @Override
  public void construct(Env env) throws Exception {
    env.log("first line");
    long now = System.nanoTime();
    env.entrypoint().receive(() -> {});
    new BirthsClient(env.session(BirthsClient.SERVICE, "", "")).firstLine(now);
  }
}
