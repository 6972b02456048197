package @package@;

import org.demitasse.base.Component;
import org.demitasse.base.Env;

/** A client of the server: calls it as if it were an object in the same program. */
public final class Client implements Component {
  @Override
  public void construct(Env env) throws Exception {
    // Which server answers is for config.xml to say.
    @class@Session server = new @class@SessionClient(env.session(@class@SessionClient.SERVICE, "", ""));
    for (String name : new String[] {"Ada", "Grace", "Barbara"}) {
      env.log(server.greet(name));
    }
  }
}
