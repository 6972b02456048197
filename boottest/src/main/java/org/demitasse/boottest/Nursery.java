package org.demitasse.boottest;

import org.demitasse.abi.ElfProgram;
import org.demitasse.base.Capability;
import org.demitasse.base.Component;
import org.demitasse.base.Env;
import org.demitasse.base.child.ContentWriter;
import org.demitasse.base.child.ProgramLoader;
import org.demitasse.base.child.ProgramSegment;
import org.demitasse.base.kernel.Kernel;
import org.demitasse.base.raw.RawMemory;
import org.demitasse.base.rpc.RemoteObject;
import org.demitasse.base.rpc.Signal;
import org.demitasse.base.runtime.Utf8;
import org.demitasse.base.session.Account;
import org.demitasse.base.session.Attachment;
import org.demitasse.base.session.CpuSession;
import org.demitasse.base.session.CpuSessionClient;
import org.demitasse.base.session.CpuThread;
import org.demitasse.base.session.CpuThreadClient;
import org.demitasse.base.session.Dataspace;
import org.demitasse.base.session.Parent;
import org.demitasse.base.session.ParentDispatcher;
import org.demitasse.base.session.PdSession;
import org.demitasse.base.session.PdSessionClient;
import org.demitasse.base.session.Quota;
import org.demitasse.base.session.RegionMap;
import org.demitasse.base.session.RegionMapClient;
import org.demitasse.base.session.RmSession;
import org.demitasse.base.session.RmSessionClient;
import org.demitasse.base.session.RomSession;
import org.demitasse.base.session.RomSessionClient;
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

  private static final int PRIORITY = 100;

  /** Turns that the others get to come to rest after what was the last to be seen of them. */
  private static final int TURNS = 20;

  private static final int SUBJECT_CAPABILITIES = 60;
  private static final long SUBJECT_RAM = 2 << 20;
  private static final int TREE_CAPABILITIES = 300;

  /** What init keeps without children: its configuration, and the binary that it knows. */
  private static final int TREE_SESSIONS = 2;

  private static final long TREE_RAM = 8 << 20;

  private record Life(
      NurseryChild parent,
      ParentDispatcher dispatcher,
      Capability<PdSession> domain,
      Capability<CpuSession> cpu,
      Capability<CpuThread> thread) {
    Quota ram() {
      return new PdSessionClient(domain).ram();
    }

    Quota capabilities() {
      return new PdSessionClient(domain).capabilities();
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
    ProgramLoader.File subject = open("subject");
    for (String state : STATES) {
      rounds(rounds, state, () -> round(subject, state));
    }
    ProgramLoader.File init = open("tree");
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

  private void round(ProgramLoader.File subject, String state) throws Exception {
    arrived = false;
    Life life = start(subject, state, SUBJECT_RAM, SUBJECT_CAPABILITIES);
    awaitArrival();
    settle();
    stop(life);
  }

  private void initRound(ProgramLoader.File init) throws Exception {
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

  private void underInit(ProgramLoader.File init, int rounds) throws Exception {
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

  private ProgramLoader.File open(String binary) throws Exception {
    RomSession rom = new RomSessionClient(env.session(RomSessionClient.SERVICE, binary, ""));
    Capability<Dataspace> dataspace = rom.dataspace();
    long address = env.addressSpace().attach(dataspace, Attachment.READ_ONLY);
    ElfProgram program = new ElfProgram(RawMemory.READER);
    if (program.check(address, rom.size()) != ElfProgram.OK) {
      throw new IllegalStateException(binary + " is no program");
    }
    return new ProgramLoader.File(dataspace, address, program);
  }

  private Life start(ProgramLoader.File file, String label, long ram, int capabilities)
      throws Exception {
    NurseryConfig configuration = config == null ? new NurseryConfig(env) : config;
    NurseryChild child = new NurseryChild(env, this, label, configuration);
    Capability<PdSession> domainCapability = env.session(PdSessionClient.SERVICE, label, "");
    PdSession domain = new PdSessionClient(domainCapability);
    domain.referTo(Capability.ofHandle(((RemoteObject) env.domain()).capability().handle()));
    Capability<Account> account = Capability.ofHandle(domainCapability.handle());
    env.domain().transferRam(account, ram);
    env.domain().transferCapabilities(account, capabilities);
    Capability<CpuSession> cpuCapability = env.session(CpuSessionClient.SERVICE, label, "");
    CpuSession cpu = new CpuSessionClient(cpuCapability);
    cpu.exceptionHandler(threadSignal);
    ParentDispatcher dispatcher = new ParentDispatcher(child);
    Capability<Parent> parent = env.entrypoint().manage(dispatcher);
    child.lives(domainCapability, cpuCapability);
    Capability<CpuThread> thread = cpu.createThread(domainCapability, "main", PRIORITY, 0);
    Capability<RegionMap> space = domain.addressSpace();
    ProgramLoader.Loaded loaded =
        new ProgramLoader(new Writer())
            .load(
                file,
                ProgramSegment.of(file.program()),
                domain,
                new RegionMapClient(space),
                label,
                domain.assignParent(parent),
                Long.MAX_VALUE);
    space.release();
    new CpuThreadClient(thread).start(loaded.entry(), loaded.stackTop(), loaded.argument());
    return new Life(child, dispatcher, domainCapability, cpuCapability, thread);
  }

  private void stop(Life life) {
    env.close(life.cpu());
    env.close(life.domain());
    life.thread().release();
    life.parent().closeAll();
    env.entrypoint().dissolve(life.dispatcher());
  }

  /** Fills memory by attaching it for a moment. */
  private final class Writer implements ContentWriter {
    @Override
    public void copy(Capability<Dataspace> to, long address, long size) {
      long local = attach(to);
      RawMemory.copy(local, address, size);
      env.addressSpace().detach(local);
    }

    @Override
    public void put(Capability<Dataspace> to, byte[] content) {
      long local = attach(to);
      for (int i = 0; i < content.length; i++) {
        RawMemory.storeByte(local + i, content[i]);
      }
      env.addressSpace().detach(local);
    }

    @Override
    public void done(Capability<Dataspace> dataspace) {
      dataspace.release();
    }

    private long attach(Capability<Dataspace> dataspace) {
      try {
        return env.addressSpace().attach(dataspace, Attachment.READ_WRITE);
      } catch (Exception refused) {
        throw new IllegalStateException(refused);
      }
    }
  }
}
