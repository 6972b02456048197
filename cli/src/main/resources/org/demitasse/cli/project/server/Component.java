package @package@;

import org.demitasse.base.Component;
import org.demitasse.base.Env;

/** A server: each client gets a session of its own, which knows whose it is. */
public final class @class@ implements Component {
  @Override
  public void construct(Env env) {
    env.provide(
        @class@SessionClient.SERVICE,
        request -> new @class@SessionDispatcher(new Greetings(request.label())));
  }

  /** The session of a client. Calls come one after the other. */
  private static final class Greetings implements @class@Session {
    private final String client;
    private int count;

    Greetings(String client) {
      this.client = client;
    }

    @Override
    public String greet(String name) {
      count++;
      return "hello " + name + ", greeting " + count + " for " + client;
    }
  }
}
