package org.demitasse.bench.component;

import org.demitasse.base.Capability;
import org.demitasse.base.Env;
import org.demitasse.base.child.Child;
import org.demitasse.base.child.ChildLauncher;
import org.demitasse.base.child.ChildPolicy;
import org.demitasse.base.child.ChildSettings;
import org.demitasse.base.child.SessionRoute;
import org.demitasse.base.rpc.Signal;
import org.demitasse.base.session.OutOfCapabilitiesException;
import org.demitasse.base.session.OutOfRamException;
import org.demitasse.base.session.Quota;
import org.demitasse.base.session.ServiceDeniedException;
import org.jspecify.annotations.Nullable;

/**
 * Starts children and kills them, one after the other, and measures both: from the call that starts
 * a child to when its first line has been written, and from the call that kills it to its return,
 * when all is back.
 */
final class Nursery implements ChildPolicy, Births {
  private static final int ROUNDS = 20;
  private static final ChildSettings SETTINGS = ChildSettings.of("newborn", 1 << 20, 40);

  private final Env env;
  private final ChildLauncher launcher;
  private final Capability<Signal> born;
  private @Nullable Child child;
  private @Nullable Quota before;
  private int round;
  private long begun;
  private long starting;
  private long killing;

  Nursery(Env env) {
    this.env = env;
    launcher = new ChildLauncher(env);
    born = env.entrypoint().receive(this::next);
  }

  /** Starts the first child; the others follow. */
  void begin() throws ServiceDeniedException, OutOfRamException, OutOfCapabilitiesException {
    begun = System.nanoTime();
    child = launcher.start("newborn", SETTINGS, this);
  }

  @Override
  public SessionRoute route(String service, String label) {
    return service.equals(BirthsClient.SERVICE)
        ? SessionRoute.toOwn(request -> new BirthsDispatcher(this))
        : SessionRoute.toParent();
  }

  @Override
  public void firstLine(long time) {
    // The first round opens the program, and runs what is done at the first time only.
    starting += round == 0 ? 0 : time - begun;
    Signal.submit(born);
  }

  private void next() {
    Child last = child;
    if (last == null) {
      return;
    }
    long start = System.nanoTime();
    last.close();
    killing += round == 0 ? 0 : System.nanoTime() - start;
    Quota left = env.domain().ram();
    if (round > 0 && !left.equals(before)) {
      env.log("RAM is missing: " + before + ", " + left);
      env.exit(1);
    }
    before = left;
    try {
      if (round++ < ROUNDS) {
        begin();
        return;
      }
      env.log("component start " + starting / ROUNDS);
      env.log("component kill " + killing / ROUNDS);
      env.log("measured");
    } catch (ServiceDeniedException | OutOfRamException | OutOfCapabilitiesException refused) {
      env.log("a child is not started: " + refused.getMessage());
    }
  }
}
