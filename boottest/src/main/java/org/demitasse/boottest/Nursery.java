package org.demitasse.boottest;

import org.demitasse.base.Capability;
import org.demitasse.base.Component;
import org.demitasse.base.Env;
import org.demitasse.base.child.ChildBinary;
import org.demitasse.base.child.ChildProcess;
import org.demitasse.base.child.ChildSettings;
import org.demitasse.base.kernel.Kernel;
import org.demitasse.base.rpc.Signal;
import org.demitasse.base.runtime.Utf8;
import org.demitasse.base.session.Dataspace;
import org.demitasse.base.session.Quota;
import org.demitasse.base.session.RegionMap;
import org.demitasse.base.session.RegionMapClient;
import org.demitasse.base.session.RmSession;
import org.demitasse.base.session.RmSessionClient;
import org.jspecify.annotations.Nullable;

/**
 * Stands in init's place, starts components and kills them in every state, and counts what all of
 * them together have used. First it is their parent itself, then the real init, whose configuration
 * changes, is between.
 */
public final class Nursery implements Component {
  private static final String[] STATES = {
    "runs", "calls", "asks", "waits", "touches", "faults", "exits", "throws"
  };

  /** Turns that the others get to come to rest after what was the last to be seen of them. */
  private static final int TURNS = 20;

  private static final int SUBJECT_CAPABILITIES = 60;
  private static final long SUBJECT_RAM = 2 << 20;
  private static final int TREE_CAPABILITIES = 300;

  /** What init keeps without children: its configuration, and the binary that it knows. */
  private static final int TREE_SESSIONS = 2;

  private static final long TREE_RAM = 8 << 20;

  private record Life(NurseryChild parent, ChildProcess process) {
    Quota ram() {
      return process.domain().ram();
    }

    Quota capabilities() {
      return process.domain().capabilities();
    }
  }

  /** The accounts of the whole tree. */
  private record Balance(long ramLimit, long ramUsed, long capsLimit, long capsUsed, String tree) {}

  private Env env;
  private Capability<Dataspace> emptyMemory;
  private Capability<Signal> threadSignal;
  private @Nullable NurseryConfig config;
  private boolean arrived;

  /** Only {@link #construct} begins it. */
  @SuppressWarnings("NullAway.Init")
  public Nursery() {}

  @Override
  public void construct(Env newEnv) throws Exception {
    env = newEnv;
    int rounds = Integer.parseInt(Utf8.decode(env.rom("rounds")).trim());
    RmSession maps = new RmSessionClient(env.session(RmSessionClient.SERVICE, "", ""));
    RegionMap managed = new RegionMapClient(maps.create(1 << 16));
    emptyMemory = managed.dataspace();
    managed.faultHandler(env.entrypoint().receive(this::arrived));
    threadSignal = env.entrypoint().receive(this::arrived);
    ChildBinary subject = ChildBinary.open(env, "subject");
    for (String state : STATES) {
      rounds(rounds, state, () -> round(subject, state));
    }
    ChildBinary init = ChildBinary.open(env, "tree");
    rounds(rounds, "init", () -> initRound(init));
    underInit(init, rounds);
    env.exit(0);
  }

  /** Something that may fail in each of the ways that sessions do. */
  private interface Round {
    void run() throws Exception;
  }

  private void rounds(int count, String what, Round round) throws Exception {
    // The first may leave something for good: a session that is opened once, a grown table.
    round.run();
    Balance before = balance(null);
    for (int i = 0; i < count; i++) {
      round.run();
      Balance after = balance(null);
      if (!before.equals(after)) {
        throw new IllegalStateException(what + ", round " + i + ": " + before + ", then " + after);
      }
    }
    env.log(count + " rounds, killed where it " + what + ": all accounts as before");
  }

  private Balance balance(@Nullable Life tree) {
    Quota ram = env.domain().ram();
    Quota caps = env.domain().capabilities();
    return new Balance(
        ram.limit(),
        ram.used(),
        caps.limit(),
        caps.used(),
        tree == null ? "" : tree.ram() + " " + tree.capabilities());
  }

  /** Told by a child that it is where it should be. */
  void arrived() {
    arrived = true;
  }

  Capability<Dataspace> empty() {
    return emptyMemory;
  }

  /** Serves the children until one of them has told what the test waits for. */
  private void awaitArrival() {
    serveUntil(() -> arrived);
    arrived = false;
  }

  private interface Condition {
    boolean holds();
  }

  private void serveUntil(Condition condition) {
    boolean answer = false;
    while (!condition.holds()) {
      answer = env.entrypoint().handle(env.entrypoint().waitForNext(answer));
    }
    if (answer) {
      env.entrypoint().answer();
    }
  }

  /** Lets the others come to rest, and answers what they ask meanwhile. */
  private void settle() {
    for (int turn = 0; turn < TURNS; turn++) {
      Kernel.yieldProcessor();
      int result = env.entrypoint().poll();
      if (result != org.demitasse.abi.ResultCode.WOULD_WAIT && env.entrypoint().handle(result)) {
        env.entrypoint().answer();
      }
    }
  }

  private void round(ChildBinary subject, String state) throws Exception {
    arrived = false;
    Life life = start(subject, state, SUBJECT_RAM, SUBJECT_CAPABILITIES);
    awaitArrival();
    settle();
    stop(life);
  }

  private void initRound(ChildBinary init) throws Exception {
    NurseryConfig tree = new NurseryConfig(env);
    config = tree;
    tree.change(configuration("calls"));
    arrived = false;
    Life life = start(init, "tree", TREE_RAM, TREE_CAPABILITIES);
    awaitArrival();
    // The whole tree goes while a grandchild waits in a call.
    stop(life);
    tree.close();
    config = null;
  }

  private void underInit(ChildBinary init, int rounds) throws Exception {
    NurseryConfig tree = new NurseryConfig(env);
    config = tree;
    tree.change(configuration(""));
    Life life = start(init, "tree", TREE_RAM, TREE_CAPABILITIES);
    serveUntil(tree::isWatched);
    settle();
    for (String state : STATES) {
      underInit(tree, life, state);
    }
    Balance before = balance(life);
    for (int i = 0; i < rounds; i++) {
      for (String state : STATES) {
        underInit(tree, life, state);
        Balance after = balance(life);
        if (!before.equals(after)) {
          throw new IllegalStateException(
              "init, " + state + ", round " + i + ": " + before + ", then " + after);
        }
      }
    }
    env.log(rounds + " rounds under init, in each state: all accounts as before");
    stop(life);
    tree.close();
  }

  private void underInit(NurseryConfig tree, Life life, String state) throws Exception {
    arrived = false;
    tree.change(configuration(state));
    awaitArrival();
    settle();
    tree.change(configuration(""));
    serveUntil(() -> life.parent().sessions() <= TREE_SESSIONS);
    settle();
  }

  private static String configuration(String state) {
    String services =
        "<config><parent-provides><service name=\"ROM\"/><service name=\"PD\"/>"
            + "<service name=\"CPU\"/><service name=\"LOG\"/><service name=\"Stage\"/>"
            + "<service name=\"Never\"/></parent-provides>"
            + "<default-route><any-service><parent/></any-service></default-route>";
    return state.isEmpty()
        ? services + "</config>"
        : services
            + "<start name=\""
            + state
            + "\" caps=\"60\" ram=\"2M\"><binary name=\"subject\"/></start></config>";
  }

  // ---- lives

  private Life start(ChildBinary binary, String label, long ram, int capabilities)
      throws Exception {
    NurseryConfig configuration = config == null ? new NurseryConfig(env) : config;
    NurseryChild child = new NurseryChild(env, this, label, configuration);
    ChildProcess process =
        ChildProcess.start(
            env, binary, ChildSettings.of(label, ram, capabilities), child, threadSignal);
    child.lives(process.domainCapability(), process.cpuCapability());
    return new Life(child, process);
  }

  private static void stop(Life life) {
    life.process().close();
    life.parent().closeAll();
  }
}
