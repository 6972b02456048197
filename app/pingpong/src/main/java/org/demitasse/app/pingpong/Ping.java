package org.demitasse.app.pingpong;

import org.demitasse.base.Component;
import org.demitasse.base.Env;

/** A client: asks the server three times, half a second apart, and ends. */
public final class Ping implements Component {
  @Override
  public void construct(Env env) throws Exception {
    PongSession pong = new PongSessionClient(env.session(PongSessionClient.SERVICE, "", ""));
    for (String text : new String[] {"one", "two", "three"}) {
      env.log(pong.ping(text));
      Thread.sleep(500);
    }
    env.exit(0);
  }
}
