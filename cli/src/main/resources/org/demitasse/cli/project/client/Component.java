package @package@;

import org.demitasse.base.Component;
import org.demitasse.base.Env;
import org.demitasse.base.session.TimerSession;
import org.demitasse.base.session.TimerSessionClient;

/** A client: asks the service Timer to be told each second, and counts. */
public final class @class@ implements Component {
  private static final int SECONDS = 3;

  private int second;

  @Override
  public void construct(Env env) throws Exception {
    // Which server answers is for config.xml to say.
    TimerSession timer = new TimerSessionClient(env.session(TimerSessionClient.SERVICE, "", ""));
    // Signals are handled one after the other, when this method has returned.
    timer.handler(env.entrypoint().receive(() -> count(env)));
    timer.triggerPeriodic(1_000_000);
  }

  private void count(Env env) {
    second++;
    env.log("second " + second);
    if (second == SECONDS) {
      env.exit(0);
    }
  }
}
