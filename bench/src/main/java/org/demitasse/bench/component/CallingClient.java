package org.demitasse.bench.component;

import org.demitasse.base.Capability;
import org.demitasse.base.Component;
import org.demitasse.base.Env;
import org.demitasse.base.session.RamSessionClient;

/**
 * Measures calls through generated classes, sessions, and how children start and end. One
 * nanosecond of the machine's time is an instruction, its counter ticks every 16: of many rounds
 * the mean is told, without what the loop around them takes.
 */
public final class CallingClient implements Component {
  private static final int ROUNDS = 1000;
  private static final int SESSIONS = 50;

  /** What is repeated. */
  private interface Round {
    void run(int number) throws Exception;
  }

  /** What a round takes that does nothing. */
  private long loop;

  @Override
  public void construct(Env env) throws Exception {
    Adder adder = new AdderClient(env.session(AdderClient.SERVICE, "", ""));
    loop = mean(ROUNDS, number -> {});
    measure(env, "call-nothing", ROUNDS, number -> adder.nothing());
    measure(env, "call-int", ROUNDS, number -> adder.add(number, 1));
    measure(env, "call-text", ROUNDS, number -> adder.length("sixteen letters."));
    measure(env, "call-core", ROUNDS, number -> env.domain().ram());
    measure(
        env,
        "session-core",
        SESSIONS,
        number -> env.close(env.session(RamSessionClient.SERVICE, "", "")));
    measure(
        env,
        "session-child",
        SESSIONS,
        number -> {
          Capability<Adder> session = env.session(AdderClient.SERVICE, "", "");
          env.close(session);
        });
    new Nursery(env).begin();
  }

  private void measure(Env env, String name, int rounds, Round round) throws Exception {
    // What happens at first only does not count: class initializers, and floating-point registers
    // that somebody used before, which the kernel puts away after 512 switches.
    mean(rounds, round);
    env.log("component " + name + " " + (mean(rounds, round) - loop));
  }

  private static long mean(int rounds, Round round) throws Exception {
    long start = System.nanoTime();
    for (int number = 0; number < rounds; number++) {
      round.run(number);
    }
    return (System.nanoTime() - start) / rounds;
  }
}
