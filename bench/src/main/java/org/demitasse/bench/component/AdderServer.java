package org.demitasse.bench.component;

import org.demitasse.base.Component;
import org.demitasse.base.Env;

/** Provides {@link Adder}. */
public final class AdderServer implements Component {
  @Override
  public void construct(Env env) {
    env.provide(AdderClient.SERVICE, request -> new AdderDispatcher(new Sum()));
  }

  private static final class Sum implements Adder {
    @Override
    public void nothing() {}

    @Override
    public int add(int a, int b) {
      return a + b;
    }

    @Override
    public int length(String text) {
      return text.length();
    }
  }
}
