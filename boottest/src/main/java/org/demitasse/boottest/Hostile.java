package org.demitasse.boottest;

import java.util.Random;
import org.demitasse.base.Capability;
import org.demitasse.base.Component;
import org.demitasse.base.Env;
import org.demitasse.base.kernel.Message;
import org.demitasse.base.rpc.RemoteObject;
import org.demitasse.base.rpc.RpcException;
import org.demitasse.base.session.Account;
import org.demitasse.base.session.CpuSessionClient;
import org.demitasse.base.session.LogSessionClient;
import org.demitasse.base.session.OutOfCapabilitiesException;
import org.demitasse.base.session.OutOfRamException;
import org.demitasse.base.session.Parent;
import org.demitasse.base.session.PdSessionClient;
import org.demitasse.base.session.RamSession;
import org.demitasse.base.session.RamSessionClient;
import org.demitasse.base.session.RmSessionClient;
import org.demitasse.base.session.RomSessionClient;
import org.demitasse.base.session.ServiceDeniedException;
import org.demitasse.base.session.SessionResponse;
import org.demitasse.base.session.SignalSessionClient;

/**
 * Does what a component should not, in the way that its name says, and tells when it is through.
 */
public final class Hostile implements Component {
  private static final int ATTEMPTS = 600;

  /** Beyond all operations of all interfaces. */
  private static final int OPERATIONS = 40;

  @Override
  public void construct(Env env) throws Exception {
    switch (env.label()) {
      case "floods" -> flood(env);
      case "babbles" -> babble(env);
      case "silent" -> env.parent().announce(EchoSessionClient.SERVICE);
      case "asks-silent" -> {
        env.log("asks");
        env.session(EchoSessionClient.SERVICE, "", "");
      }
      case "forges" -> forge(env);
      case "steals" -> steal(env);
      case "leaves" -> env.parent().exit(1);
      case "fills-core" -> fillCore(env);
      default -> throw new IllegalStateException("nothing is known to do as " + env.label());
    }
    if (env.label().equals("silent")) {
      env.entrypoint().receive(() -> {});
    } else {
      env.log("is through");
    }
  }

  /** Sessions without end, and requests that make no sense. */
  private static void flood(Env env) {
    int[] answers = new int[4];
    String[] services = {
      LogSessionClient.SERVICE, RomSessionClient.SERVICE, EchoSessionClient.SERVICE, "Nothing", ""
    };
    for (int i = 0; i < ATTEMPTS; i++) {
      String label = i % 3 == 0 ? "config" : "x -> y\n\u001b[2J\"" + i;
      long ram = i % 7 == 0 ? Long.MAX_VALUE - i : i % 11 == 0 ? -i : 0;
      int capabilities = i % 13 == 0 ? Integer.MAX_VALUE : i % 17 == 0 ? -1 : 0;
      try {
        env.parent()
            .session(
                i % 5 == 0 ? -i : 100 + i,
                services[i % services.length],
                label,
                "base=0x40000000, size=99999999999999G,,=,priority=999",
                ram,
                capabilities);
        answers[0]++;
      } catch (ServiceDeniedException denied) {
        answers[1]++;
      } catch (OutOfRamException | OutOfCapabilitiesException shortage) {
        answers[2]++;
      } catch (IllegalArgumentException | RpcException refused) {
        answers[3]++;
      }
    }
    env.log("sessions are limited: " + (answers[0] < ATTEMPTS / 2));
  }

  /** Messages of random words to everybody that it can reach. */
  private static void babble(Env env) throws Exception {
    Random random = new Random(4711);
    Message message = new Message();
    long parent = ((RemoteObject) env.parent()).capability().handle();
    long[] targets = {
      parent,
      env.session(PdSessionClient.SERVICE, "", "").handle(),
      env.session(RamSessionClient.SERVICE, "", "").handle(),
      env.session(RmSessionClient.SERVICE, "", "").handle(),
      env.session(CpuSessionClient.SERVICE, "", "").handle(),
      env.session(LogSessionClient.SERVICE, "", "").handle(),
      env.session(SignalSessionClient.SERVICE, "", "").handle(),
      env.session("CAP", "", "").handle(),
      env.session(RomSessionClient.SERVICE, "poem", "").handle(),
      new PdSessionClient(env.session(PdSessionClient.SERVICE, "", "")).addressSpace().handle()
    };
    int answered = 0;
    for (int i = 0; i < ATTEMPTS * targets.length; i++) {
      long target = targets[i % targets.length];
      // Not the parent's exit: this one has more to say.
      int operation = random.nextInt(8) == 0 ? random.nextInt() : 1 + random.nextInt(OPERATIONS);
      message.begin(operation);
      int words = random.nextInt(4) == 0 ? random.nextInt(257) : random.nextInt(8);
      for (int word = 0; word < words; word++) {
        message.put(word(random));
      }
      for (int count = random.nextInt(5); count > 0; count--) {
        message.putCapability(targets[random.nextInt(targets.length)]);
      }
      answered += message.call(target) == 0 ? 1 : 0;
      for (int received = 0; received < message.capabilities(); received++) {
        Capability.ofHandle(message.capability(received)).release();
      }
    }
    env.log("messages that were answered: " + (answered == ATTEMPTS * targets.length));
  }

  private static long word(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> 0;
      case 1 -> 1;
      case 2 -> random.nextInt(64);
      case 3 -> random.nextInt(1 << 20) & -4096;
      case 4 -> random.nextInt();
      default -> random.nextLong();
    };
  }

  /** Answers requests that nobody made, closes and upgrades sessions that it does not have. */
  private static void forge(Env env) throws Exception {
    Parent parent = env.parent();
    parent.announce(EchoSessionClient.SERVICE);
    Random random = new Random(4712);
    Capability<Object> capability =
        Capability.ofHandle(((RemoteObject) parent).capability().handle());
    int refused = 0;
    for (int i = 0; i < ATTEMPTS; i++) {
      long id = i % 2 == 0 ? (1L << 32) + i / 2 : Parent.FIRST_ID + random.nextInt(100);
      Attempt[] attempts = {
        () -> parent.deliver(id, capability),
        () -> parent.respond(id, SessionResponse.INSUFFICIENT_RAM),
        () -> parent.respond(id, SessionResponse.DENIED),
        () -> parent.upgrade(id, 1, 1),
        () -> parent.close(id)
      };
      try {
        attempts[i % attempts.length].run();
      } catch (IllegalArgumentException | RpcException no) {
        refused++;
      }
    }
    env.log("all forged ids refused: " + (refused == ATTEMPTS));
  }

  private interface Attempt {
    void run() throws Exception;
  }

  /** Moves quota that is not its own. */
  private static void steal(Env env) throws Exception {
    Capability<Account> own =
        Capability.ofHandle(((RemoteObject) env.domain()).capability().handle());
    Capability<Account> foreign = env.session(RamSessionClient.SERVICE, "", "");
    RamSession account = new RamSessionClient(Capability.ofHandle(foreign.handle()));
    Capability<Account> parent =
        Capability.ofHandle(((RemoteObject) env.parent()).capability().handle());
    long before = env.domain().ram().limit();
    Attempt[] attempts = {
      () -> account.transferRam(own, 4096),
      () -> env.domain().transferRam(foreign, 4096),
      () -> env.domain().transferRam(foreign, -4096),
      () -> env.domain().referTo(foreign),
      () -> env.domain().transferRam(parent, 4096),
      () -> account.referTo(parent),
      () -> env.domain().transferRam(own, Long.MAX_VALUE),
      () -> env.domain().transferCapabilities(foreign, 1),
      () -> env.domain().transferRam(Capability.invalid(), 1),
      () -> account.referTo(foreign),
    };
    int refused = 0;
    for (Attempt attempt : attempts) {
      try {
        attempt.run();
      } catch (IllegalArgumentException | RpcException | OutOfRamException no) {
        refused++;
      }
    }
    account.referTo(own);
    Attempt[] related = {
      () -> env.domain().transferRam(foreign, -4096),
      () -> account.transferRam(own, -1),
      () -> account.transferRam(own, Long.MAX_VALUE),
      () -> account.transferCapabilities(own, Integer.MIN_VALUE),
    };
    for (Attempt attempt : related) {
      try {
        attempt.run();
      } catch (IllegalArgumentException
          | RpcException
          | OutOfRamException
          | OutOfCapabilitiesException no) {
        refused++;
      }
    }
    env.log(
        "all transfers refused: "
            + (refused == attempts.length + related.length)
            + ", nothing gained: "
            + (env.domain().ram().limit() == before));
  }

  /** Makes core remember as much as it lets it. */
  private static void fillCore(Env env) throws Exception {
    RmSessionClient maps = new RmSessionClient(env.session(RmSessionClient.SERVICE, "", ""));
    int made = 0;
    try {
      for (; made < 100_000; made++) {
        if (made % 2 == 0) {
          env.domain().allocateGrowing(1L << 40, 0);
        } else {
          maps.create(1L << 40);
        }
      }
    } catch (OutOfCapabilitiesException | OutOfRamException | RpcException full) {
      env.log("objects are limited");
    }
  }
}
