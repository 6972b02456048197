package @package@;

import org.demitasse.base.Component;
import org.demitasse.base.Env;
import org.demitasse.base.child.Child;
import org.demitasse.base.child.ChildLauncher;
import org.demitasse.base.child.ChildPolicy;
import org.demitasse.base.child.ChildSettings;
import org.demitasse.base.child.SessionRoute;

/**
 * A supervisor: starts a worker with little memory and few rights, is told when it ends, and starts
 * it again if it has failed.
 */
public final class @class@ implements Component {
  @Override
  public void construct(Env env) throws Exception {
    new Supervision(env).start();
  }

  /** What the supervisor decides about its worker, and what it is told of it. */
  private static final class Supervision implements ChildPolicy {
    private static final int MOST_STARTS = 3;

    /** 512 KiB of RAM and 30 kernel objects at most, all from the supervisor's own account. */
    private static final ChildSettings LIMITS = ChildSettings.of("worker", 512 << 10, 30);

    private final Env env;
    private final ChildLauncher launcher;
    private int starts;

    Supervision(Env env) {
      this.env = env;
      launcher = new ChildLauncher(env);
    }

    void start() throws Exception {
      starts++;
      launcher.start("worker", LIMITS, this);
      env.log("start " + starts + " of the worker");
    }

    /** The worker may write lines and read its configuration, and nothing else. */
    @Override
    public SessionRoute route(String service, String label) {
      return switch (service) {
        case "LOG" -> SessionRoute.toParent();
        case "ROM" -> SessionRoute.toText("<config attempt=\"" + starts + "\"/>");
        default -> SessionRoute.denied("the supervisor allows no " + service);
      };
    }

    @Override
    public void exited(Child child, int code) {
      if (code == 0) {
        env.log("the worker has finished");
        env.exit(0);
      } else {
        restart("the worker has ended with " + code);
      }
    }

    @Override
    public void faulted(Child child) {
      restart("the worker has met a fault");
    }

    private void restart(String why) {
      env.log(why);
      try {
        if (starts < MOST_STARTS) {
          start();
          return;
        }
      } catch (Exception refused) {
        env.log("it cannot be started again: " + refused.getMessage());
      }
      env.exit(1);
    }
  }
}
