package org.demitasse.ladder;

import java.nio.charset.StandardCharsets;
import org.demitasse.abi.ProgramLayout;
import org.demitasse.abi.ResultCode;
import org.demitasse.base.Capability;
import org.demitasse.base.Component;
import org.demitasse.base.Env;
import org.demitasse.base.raw.RawMemory;
import org.demitasse.base.rpc.RemoteObject;
import org.demitasse.base.session.Account;
import org.demitasse.base.session.Attachment;
import org.demitasse.base.session.CapSession;
import org.demitasse.base.session.CapSessionClient;
import org.demitasse.base.session.CpuSession;
import org.demitasse.base.session.CpuSessionClient;
import org.demitasse.base.session.CpuThread;
import org.demitasse.base.session.CpuThreadClient;
import org.demitasse.base.session.Dataspace;
import org.demitasse.base.session.LogSession;
import org.demitasse.base.session.LogSessionClient;
import org.demitasse.base.session.OutOfRamException;
import org.demitasse.base.session.PdSession;
import org.demitasse.base.session.PdSessionClient;
import org.demitasse.base.session.RamSession;
import org.demitasse.base.session.RamSessionClient;
import org.demitasse.base.session.RegionMap;
import org.demitasse.base.session.RegionMapClient;
import org.demitasse.base.session.RmSessionClient;
import org.demitasse.base.session.ServiceDeniedException;
import org.demitasse.base.session.SignalContext;
import org.demitasse.base.session.SignalContextClient;
import org.demitasse.base.session.SignalSessionClient;

/**
 * Step 11: core. A component in the place of init asks it for each of its services, and gives
 * everything back.
 */
public final class Step11Core implements Component {
  private static final int PAGE = ProgramLayout.PAGE_SIZE;

  /** Sizes, in pages, of dataspaces that live at once. */
  private static final int[] SIZES = {1, 7, 2, 5, 3, 1};

  private static final int ROUNDS = 50;

  @Override
  public void construct(Env env) throws Exception {
    long ram = env.domain().ram().used();
    long capabilities = env.domain().capabilities().used();
    memory(env);
    check(env.domain().ram().used() == ram, "the RAM is back");
    check(env.domain().capabilities().used() == capabilities, "the capabilities are back");
    env.log(
        "memory: "
            + ROUNDS * SIZES.length
            + " dataspaces made and freed, the account is as before");
    env.log("ROM: " + new String(env.rom("poem"), StandardCharsets.UTF_8).strip());
    try {
      env.rom("prose");
      check(false, "an unknown ROM is denied");
    } catch (ServiceDeniedException denied) {
      env.log("ROM: " + denied.getMessage());
    }
    accounts(env);
    regions(env);
    threads(env);
    signals(env);
    Capability<LogSession> log = env.session(LogSessionClient.SERVICE, "diary", "");
    new LogSessionClient(log).write("LOG: a line of its own\n".getBytes(StandardCharsets.UTF_8));
    env.close(log);
    check(env.domain().capabilities().used() == capabilities + OWN, "all sessions are closed");
    env.log("step 11 passed");
    env.exit(0);
  }

  /** Endpoint, notification, and a signal that the component keeps. */
  private static final int OWN = 3;

  private static void check(boolean condition, String what) {
    if (!condition) {
      throw new IllegalStateException("not so: " + what);
    }
  }

  /** The allocators, of addresses, of physical memory, of capabilities. */
  private static void memory(Env env) throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      long[] addresses = new long[SIZES.length];
      Capability<?>[] made = new Capability<?>[SIZES.length];
      for (int i = 0; i < SIZES.length; i++) {
        Capability<Dataspace> dataspace = env.domain().allocate((long) SIZES[i] * PAGE);
        made[i] = dataspace;
        addresses[i] = env.addressSpace().attach(dataspace, Attachment.READ_WRITE);
        for (long page = 0; page < SIZES[i]; page++) {
          check(RawMemory.loadLong(addresses[i] + page * PAGE) == 0, "new memory is zero");
          RawMemory.storeLong(addresses[i] + page * PAGE, i + 1L);
        }
      }
      for (int i = 0; i < SIZES.length; i++) {
        // Others first: what lives is what was written there.
        int next = (i * 5 + round) % SIZES.length;
        check(RawMemory.loadLong(addresses[next]) == next + 1L, "memory belongs to one");
        env.addressSpace().detach(addresses[next]);
        env.domain().free(Capability.ofHandle(made[next].handle()));
        made[next].release();
      }
    }
  }

  private static Capability<Account> account(Env env) {
    return Capability.ofHandle(((RemoteObject) env.domain()).capability().handle());
  }

  private static void accounts(Env env) throws Exception {
    Capability<Account> session = env.session(RamSessionClient.SERVICE, "", "");
    RamSession ram = new RamSessionClient(Capability.ofHandle(session.handle()));
    ram.referTo(account(env));
    env.domain().transferCapabilities(session, 1);
    try {
      ram.allocate(PAGE);
      check(false, "an account has what it was given");
    } catch (OutOfRamException empty) {
      env.log("RAM: an account has what it was given");
    }
    env.close(session);
    Capability<Account> objects = env.session(CapSessionClient.SERVICE, "", "");
    CapSession cap = new CapSessionClient(Capability.ofHandle(objects.handle()));
    cap.referTo(account(env));
    env.domain().transferCapabilities(objects, 2);
    cap.createPortal(cap.createEndpoint().id(), 1);
    env.close(objects);
    env.log("CAP: an endpoint and a portal");
  }

  private static void regions(Env env) throws Exception {
    Capability<Object> session = env.session(RmSessionClient.SERVICE, "", "");
    RmSessionClient maps = new RmSessionClient(Capability.ofHandle(session.handle()));
    RegionMap map = new RegionMapClient(maps.create(4 * PAGE));
    Capability<Dataspace> page = env.domain().allocate(PAGE);
    map.attach(page, new Attachment(0, 0, 3 * PAGE, true, false));
    long all = env.addressSpace().attach(map.dataspace(), Attachment.READ_WRITE);
    RawMemory.storeLong(all + 3 * PAGE, 5);
    long direct = env.addressSpace().attach(page, Attachment.READ_ONLY);
    check(RawMemory.loadLong(direct) == 5, "one page, seen twice");
    env.close(session);
    env.domain().free(page);
    env.log("RM: a page in a managed dataspace");
  }

  private static void threads(Env env) throws Exception {
    Capability<PdSession> space = env.session(PdSessionClient.SERVICE, "child", "");
    env.log("PD: " + new PdSessionClient(space).ram().limit() + " bytes to begin with");
    Capability<Object> session = env.session(CpuSessionClient.SERVICE, "", "");
    CpuSession cpu = new CpuSessionClient(Capability.ofHandle(session.handle()));
    Capability<CpuThread> thread = cpu.createThread(space, "main", 10, 0);
    env.log("CPU: a thread, " + new CpuThreadClient(thread).state());
    env.close(session);
    env.close(space);
  }

  private static void signals(Env env) throws Exception {
    Capability<Object> session = env.session(SignalSessionClient.SERVICE, "", "");
    SignalSessionClient counters = new SignalSessionClient(Capability.ofHandle(session.handle()));
    int[] woken = new int[1];
    SignalContext counter =
        new SignalContextClient(counters.create(env.entrypoint().receive(() -> woken[0]++)));
    for (int i = 0; i < 10; i++) {
      counter.submit(1);
    }
    env.entrypoint().handle(env.entrypoint().waitForNext(false));
    check(env.entrypoint().poll() == ResultCode.WOULD_WAIT, "one signal for all");
    env.log("SIGNAL: woken " + woken[0] + " times for " + counter.take() + " signals");
    env.close(session);
  }
}
