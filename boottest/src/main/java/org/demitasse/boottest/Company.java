package org.demitasse.boottest;

import java.util.HashMap;
import java.util.Map;
import org.demitasse.abi.ProgramLayout;
import org.demitasse.base.Capability;
import org.demitasse.base.Component;
import org.demitasse.base.Env;
import org.demitasse.base.SessionFactory;
import org.demitasse.base.raw.RawMemory;
import org.demitasse.base.rpc.Dispatcher;
import org.demitasse.base.rpc.RpcException;
import org.demitasse.base.session.Attachment;
import org.demitasse.base.session.Dataspace;
import org.demitasse.base.session.RegionFault;
import org.demitasse.base.session.RegionMap;
import org.demitasse.base.session.RegionMapClient;
import org.demitasse.base.session.RmSession;
import org.demitasse.base.session.RmSessionClient;
import org.demitasse.base.session.ServiceDeniedException;
import org.demitasse.base.session.SessionRequest;

/** Servers and their clients; the name says what each of them does. */
public final class Company implements Component {
  private static final int PAGE = ProgramLayout.PAGE_SIZE;

  /** Pages of the managed dataspace. */
  private static final int PAGES = 16;

  private static final int CALLS = 3000;

  @Override
  public void construct(Env env) throws Exception {
    switch (env.label()) {
      case "sprout" -> env.log("is here");
      case "echo" -> env.provide(EchoSessionClient.SERVICE, new Echoes(env));
      case "pages" -> new Pages(env).provide();
      case "reader" -> read(env);
      case "holder" -> hold(env);
      case "killer" -> kill(env);
      case "guest" -> visit(env);
      case "neighbour" -> work(env);
      default -> {
        // One of many.
        if (env.label().startsWith("many-")) {
          env.log("is here");
          env.entrypoint().receive(() -> {});
        } else {
          throw new IllegalStateException("nothing is known to do as " + env.label());
        }
      }
    }
  }

  private static EchoSession echo(Env env) throws Exception {
    return new EchoSessionClient(env.session(EchoSessionClient.SERVICE, "", ""));
  }

  /** Sessions of the service Echo. */
  private static final class Echoes implements SessionFactory {
    private final Env env;
    private final Map<Dispatcher, String> labels = new HashMap<>();

    Echoes(Env env) {
      this.env = env;
      env.log("serves");
    }

    @Override
    public Dispatcher create(SessionRequest request) {
      Dispatcher dispatcher =
          new EchoSessionDispatcher(
              new EchoSession() {
                @Override
                public int echo(int number) {
                  return number;
                }

                @Override
                public void hold() {
                  env.entrypoint().defer();
                  env.log("holds a call of " + request.label());
                }

                @Override
                public void crash() {
                  RawMemory.storeLong(8, 1);
                }
              });
      labels.put(dispatcher, request.label());
      return dispatcher;
    }

    @Override
    public void close(Dispatcher session) {
      env.log("the session of " + labels.remove(session) + " has ended");
    }
  }

  /** A server of memory that comes into being when it is touched. */
  private static final class Pages {
    private final Env env;
    private final RegionMap map;
    private final Capability<Dataspace> memory;
    private int supplied;

    Pages(Env env) throws Exception {
      this.env = env;
      RmSession maps = new RmSessionClient(env.session(RmSessionClient.SERVICE, "", ""));
      RegionMap outer = new RegionMapClient(maps.create((long) PAGES * PAGE));
      map = new RegionMapClient(maps.create((long) PAGES / 2 * PAGE));
      // The second half of what the client sees is a region map in a region map.
      outer.attach(map.dataspace(), new Attachment(0, 0, (long) PAGES / 2 * PAGE, true, false));
      outer.attach(
          env.domain().allocate((long) PAGES / 2 * PAGE), new Attachment(0, 0, 0, true, false));
      memory = outer.dataspace();
      map.faultHandler(env.entrypoint().receive(this::supply));
    }

    void provide() {
      env.provide(
          StageSessionClient.SERVICE,
          request ->
              new StageSessionDispatcher(
                  new StageSession() {
                    @Override
                    public void reached() {
                      env.log("supplied " + supplied + " pages");
                      RegionFault none = map.fault();
                      env.log("faults that wait: " + none.kind());
                    }

                    @Override
                    public void hold() {
                      env.entrypoint().defer();
                    }

                    @Override
                    public Capability<Dataspace> empty() {
                      return memory;
                    }
                  }));
    }

    private void supply() {
      RegionFault fault = map.fault();
      long page = fault.address() & -PAGE;
      try {
        Capability<Dataspace> fresh = env.domain().allocate(PAGE);
        long local = env.addressSpace().attach(fresh, Attachment.READ_WRITE);
        RawMemory.storeLong(local, 1000 + page / PAGE);
        env.addressSpace().detach(local);
        map.attach(fresh, new Attachment(0, 0, page, true, false));
        supplied++;
      } catch (Exception refused) {
        throw new IllegalStateException(refused);
      }
    }
  }

  private static void read(Env env) throws Exception {
    StageSession stage = new StageSessionClient(env.session(StageSessionClient.SERVICE, "", ""));
    long address = env.addressSpace().attach(stage.empty(), Attachment.READ_WRITE);
    env.log("first half: " + RawMemory.loadLong(address));
    long sum = 0;
    for (long page = PAGES / 2; page < PAGES; page += 2) {
      sum += RawMemory.loadLong(address + page * PAGE);
      RawMemory.storeLong(address + page * PAGE + 8, page);
    }
    env.log("second half: " + sum);
    stage.reached();
    env.exit(0);
  }

  /** Waits in a call until its server is gone, and looks for the next one. */
  private static void hold(Env env) throws Exception {
    Capability<EchoSession> session = env.session(EchoSessionClient.SERVICE, "", "");
    EchoSession echo = new EchoSessionClient(session);
    try {
      echo.hold();
      env.log("was answered");
    } catch (RpcException told) {
      env.log("while it waits: " + told.reason());
    }
    try {
      echo.echo(1);
      env.log("was answered");
    } catch (RpcException told) {
      env.log("afterwards: " + told.reason());
    }
    env.close(session);
    env.log("the next server answers " + echoOfNext(env));
    env.exit(0);
  }

  private static int echoOfNext(Env env) throws Exception {
    while (true) {
      try {
        return echo(env).echo(42);
      } catch (ServiceDeniedException | RpcException notYet) {
        Thread.sleep(1);
      }
    }
  }

  private static void kill(Env env) throws Exception {
    EchoSession echo = echo(env);
    env.log("the server answers " + echo.echo(7));
    // Others are to be in the middle of something then.
    Thread.sleep(500);
    try {
      echo.crash();
      env.log("was answered");
    } catch (RpcException told) {
      env.log("has ended the server: " + told.reason());
    }
  }

  /** Leaves without a word. */
  private static void visit(Env env) throws Exception {
    env.log("the server answers " + echo(env).echo(8));
    RawMemory.storeLong(8, 1);
  }

  private static void work(Env env) throws Exception {
    EchoSession echo = echo(env);
    for (int i = 0; i < CALLS; i++) {
      if (echo.echo(i) != i) {
        throw new IllegalStateException("call " + i + " was answered with another number");
      }
    }
    env.log("made " + CALLS + " calls");
    env.exit(0);
  }
}
