package org.demitasse.boottest;

import java.nio.charset.StandardCharsets;
import org.demitasse.abi.ComponentInformation;
import org.demitasse.abi.ObjectKind;
import org.demitasse.abi.ProgramLayout;
import org.demitasse.abi.ResultCode;
import org.demitasse.abi.SystemCall;
import org.demitasse.base.Capability;
import org.demitasse.base.Component;
import org.demitasse.base.Env;
import org.demitasse.base.kernel.Kernel;
import org.demitasse.base.raw.RawMemory;
import org.demitasse.base.raw.RawSystemCall;
import org.demitasse.base.rpc.RemoteObject;
import org.demitasse.base.rpc.RpcException;
import org.demitasse.base.rpc.Signal;
import org.demitasse.base.session.Account;
import org.demitasse.base.session.Attachment;
import org.demitasse.base.session.CapSession;
import org.demitasse.base.session.CapSessionClient;
import org.demitasse.base.session.CpuSession;
import org.demitasse.base.session.CpuSessionClient;
import org.demitasse.base.session.CpuThread;
import org.demitasse.base.session.CpuThreadClient;
import org.demitasse.base.session.Dataspace;
import org.demitasse.base.session.IoMemSessionClient;
import org.demitasse.base.session.IrqSession;
import org.demitasse.base.session.IrqSessionClient;
import org.demitasse.base.session.KernelObject;
import org.demitasse.base.session.LogSessionClient;
import org.demitasse.base.session.OutOfCapabilitiesException;
import org.demitasse.base.session.OutOfRamException;
import org.demitasse.base.session.PdSession;
import org.demitasse.base.session.PdSessionClient;
import org.demitasse.base.session.RamSession;
import org.demitasse.base.session.RamSessionClient;
import org.demitasse.base.session.RegionConflictException;
import org.demitasse.base.session.RegionMap;
import org.demitasse.base.session.RegionMapClient;
import org.demitasse.base.session.RmSessionClient;
import org.demitasse.base.session.RomSession;
import org.demitasse.base.session.RomSessionClient;
import org.demitasse.base.session.ServiceDeniedException;
import org.demitasse.base.session.SignalContext;
import org.demitasse.base.session.SignalContextClient;
import org.demitasse.base.session.SignalSessionClient;

/**
 * One program for each service of core: it opens a session, uses it, and says so. Its name says
 * which service that is.
 */
public final class ServiceUser implements Component {
  /** Real-time clock of the machine virt; Arm DDI 0224C. QEMU 7.2, hw/arm/virt.c. */
  private static final long CLOCK = 0x901_0000;

  /** Shared interrupt 2. */
  private static final int CLOCK_LINE = 32 + 2;

  private static final int CLOCK_DATA = 0x00;
  private static final int CLOCK_MATCH = 0x04;
  private static final int CLOCK_MASK = 0x10;
  private static final int CLOCK_MASKED_STATUS = 0x18;
  private static final int CLOCK_CLEAR = 0x1C;

  /** Where nothing of a component lies by itself. */
  private static final long PLACE = 0x20_0000_0000L;

  private static final int PAGE = ProgramLayout.PAGE_SIZE;

  @Override
  public void construct(Env env) throws Exception {
    switch (env.label()) {
      case "fresh" -> fresh(env);
      case "rom" -> rom(env);
      case "ram" -> ram(env);
      case "cap" -> capabilities(env);
      case "pd" -> domain(env);
      case "rm" -> regionMaps(env);
      case "cpu" -> threads(env);
      case "log" -> log(env);
      case "signal" -> signals(env);
      case "clock" -> clock(env);
      case "greedy" -> greedy(env);
      case "detaches" -> detaches(env);
      default -> throw new IllegalStateException("nothing is known to do as " + env.label());
    }
    env.exit(0);
  }

  private static void expect(boolean condition, String what) {
    if (!condition) {
      throw new IllegalStateException("expected " + what);
    }
  }

  private static boolean isAccount(long handle, long limit) {
    try {
      return new PdSessionClient(Capability.ofHandle(handle)).ram().limit() == limit;
    } catch (RpcException other) {
      return false;
    }
  }

  private static boolean isLog(long handle) {
    try {
      new LogSessionClient(Capability.ofHandle(handle)).write(new byte[0]);
      return true;
    } catch (RpcException other) {
      return false;
    }
  }

  private static Capability<Account> account(Object session) {
    return Capability.ofHandle(((RemoteObject) session).capability().handle());
  }

  /**
   * Tries every handle, before anything was asked of anybody, but for the log and the account that
   * the heap grows by: the runtime has asked the parent for those.
   */
  private static void fresh(Env env) {
    long parent =
        RawMemory.loadLong(
            ProgramLayout.COMPONENT_INFORMATION + ComponentInformation.PARENT_OFFSET);
    int parents = 0;
    int others = 0;
    long[] other = new long[4];
    for (long life = 0; life < 64; life++) {
      for (long index = 0; index < 8192; index++) {
        long handle = life << 20 | index;
        if (RawSystemCall.invoke(SystemCall.CAPABILITY_QUERY, handle, 0, 0, 0, 0, 0, 0)
            == ResultCode.OK) {
          if (handle == parent) {
            parents++;
          } else {
            other[others & 3] = handle;
            others++;
          }
        }
      }
    }
    expect(parents == 1 && Kernel.kind(parent) == ObjectKind.PORTAL, "a portal to the parent");
    expect(others <= other.length, "the account alone, not " + others + " others");
    long own = env.domain().ram().limit();
    for (int i = 0; i < others; i++) {
      expect(isAccount(other[i], own) || isLog(other[i]), "the own account or log");
    }
    env.log("has its parent, its log, the account of its heap, and nothing else");
  }

  private static void rom(Env env) throws Exception {
    byte[] content = env.rom("poem");
    env.log(
        "a ROM of "
            + content.length
            + " bytes: "
            + new String(content, 0, 5, StandardCharsets.UTF_8));
    RomSession rom = new RomSessionClient(env.session(RomSessionClient.SERVICE, "poem", ""));
    try {
      env.addressSpace().attach(rom.dataspace(), Attachment.READ_WRITE);
      expect(false, "that a ROM cannot be written");
    } catch (org.demitasse.base.session.InvalidDataspaceException readOnly) {
      env.log("ROM: " + readOnly.getMessage());
    }
    try {
      env.rom("prose");
      expect(false, "that an unknown ROM is denied");
    } catch (ServiceDeniedException denied) {
      env.log("ROM: " + denied.getMessage());
    }
  }

  private static void ram(Env env) throws Exception {
    Capability<Account> session = env.session(RamSessionClient.SERVICE, "", "");
    RamSession ram = new RamSessionClient(Capability.ofHandle(session.handle()));
    try {
      ram.allocate(PAGE);
      expect(false, "that an account begins empty");
    } catch (OutOfRamException | OutOfCapabilitiesException empty) {
      env.log("RAM: " + empty.getMessage());
    }
    ram.referTo(account(env.domain()));
    env.domain().transferRam(session, 4 * PAGE);
    env.domain().transferCapabilities(session, 1);
    Capability<Dataspace> dataspace = ram.allocate(3 * PAGE);
    long first = env.addressSpace().attach(dataspace, Attachment.READ_WRITE);
    long second = env.addressSpace().attach(dataspace, Attachment.READ_ONLY);
    for (long offset = 0; offset < 3 * PAGE; offset += 512) {
      expect(RawMemory.loadLong(first + offset) == 0, "zeroed memory");
      RawMemory.storeLong(first + offset, offset + 7);
      expect(RawMemory.loadLong(second + offset) == offset + 7, "the same memory twice");
    }
    ram.free(dataspace);
    expect(ram.ram().available() == 4 * PAGE, "freed memory back in the account");
    expect(ram.capabilities().available() == 1, "its capability, too");
    env.log("RAM: written through one attachment, read through another, freed");
  }

  private static void capabilities(Env env) throws Exception {
    Capability<Account> session = env.session(CapSessionClient.SERVICE, "", "");
    CapSession cap = new CapSessionClient(Capability.ofHandle(session.handle()));
    cap.referTo(account(env.domain()));
    env.domain().transferCapabilities(session, 4);
    KernelObject endpoint = cap.createEndpoint();
    KernelObject notification = cap.createNotification(endpoint.id());
    KernelObject portal = cap.createPortal(endpoint.id(), 0x1234);
    KernelObject signal = cap.createSignal(notification.id(), 2);
    expect(
        Kernel.kind(portal.capability().handle()) == ObjectKind.PORTAL, "a portal of the kernel");
    Signal.submit(Capability.ofHandle(signal.capability().handle()));
    int result =
        Kernel.attempt(
            SystemCall.WAIT, endpoint.capability().handle(), SystemCall.NO_WAIT, 0, 0, 0, 0);
    expect(result == ResultCode.SIGNALS, "a signal at the endpoint");
    try {
      cap.createEndpoint();
      expect(false, "a limit");
    } catch (OutOfCapabilitiesException used) {
      env.log("CAP: " + used.getMessage());
    }
    cap.destroy(portal.id());
    cap.createPortal(endpoint.id(), 1);
    env.log("CAP: endpoint, notification, portal and signal, and no fifth");
  }

  private static void domain(Env env) throws Exception {
    Capability<PdSession> session = env.session(PdSessionClient.SERVICE, "child", "");
    PdSession domain = new PdSessionClient(session);
    domain.referTo(account(env.domain()));
    env.domain().transferRam(account(domain), 2 * PAGE);
    env.domain().transferCapabilities(account(domain), 2);
    RegionMap space = new RegionMapClient(domain.addressSpace());
    Capability<Dataspace> dataspace = domain.allocate(PAGE);
    space.attach(dataspace, new Attachment(0, 0, PLACE, true, false));
    try {
      space.attach(dataspace, new Attachment(0, 0, PLACE, true, false));
      expect(false, "that addresses are given once");
    } catch (RegionConflictException taken) {
      env.log("PD: " + taken.getMessage());
    }
    long before = env.domain().ram().available();
    env.close(session);
    expect(env.domain().ram().available() == before + 2 * PAGE, "the quota of the domain back");
    env.log("PD: a domain with memory, made and gone");
  }

  private static void regionMaps(Env env) throws Exception {
    RmSessionClient maps = new RmSessionClient(env.session(RmSessionClient.SERVICE, "", ""));
    RegionMap outer = new RegionMapClient(maps.create(16 * PAGE));
    RegionMap inner = new RegionMapClient(maps.create(4 * PAGE));
    Capability<Dataspace> page = env.domain().allocate(PAGE);
    inner.attach(page, new Attachment(0, 0, PAGE, true, false));
    outer.attach(inner.dataspace(), new Attachment(0, 0, 8 * PAGE, true, false));
    long all = env.addressSpace().attach(outer.dataspace(), Attachment.READ_WRITE);
    long direct = env.addressSpace().attach(page, Attachment.READ_WRITE);
    RawMemory.storeLong(all + 9 * PAGE + 8, 4711);
    expect(RawMemory.loadLong(direct + 8) == 4711, "memory through two region maps");
    try {
      inner.attach(outer.dataspace(), new Attachment(0, 0, 0, true, false));
      expect(false, "that a region map cannot hold itself");
    } catch (org.demitasse.base.session.InvalidDataspaceException circle) {
      env.log("RM: " + circle.getMessage());
    }
    inner.detach(PAGE);
    inner.attach(env.domain().allocate(PAGE), new Attachment(0, 0, PAGE, true, false));
    expect(RawMemory.loadLong(all + 9 * PAGE + 8) == 0, "what is attached now");
    env.log("RM: a region map in a region map");
  }

  private static void threads(Env env) throws Exception {
    CpuSession cpu = new CpuSessionClient(env.session(CpuSessionClient.SERVICE, "", "priority=50"));
    CpuSession greedy =
        new CpuSessionClient(env.session(CpuSessionClient.SERVICE, "", "priority=254"));
    boolean[] told = new boolean[1];
    cpu.exceptionHandler(env.entrypoint().receive(() -> told[0] = true));
    Capability<PdSession> own = Capability.ofHandle(account(env.domain()).handle());
    try {
      cpu.createThread(own, "urgent", 51, 0);
      expect(false, "a limit of the priority");
    } catch (IllegalArgumentException | RpcException refused) {
      env.log("CPU: a priority above that of the session is refused");
    }
    try {
      greedy.createThread(own, "urgent", 101, 0);
      expect(false, "that init gives no more than it has");
    } catch (IllegalArgumentException | RpcException refused) {
      env.log("CPU: " + refused.getMessage());
    }
    Capability<CpuThread> capability = cpu.createThread(own, "lost", 50, 0);
    CpuThread thread = new CpuThreadClient(capability);
    expect(thread.state() == CpuThread.State.NEW, "a new thread to stand still");
    thread.start(PLACE, PLACE, 0);
    while (!told[0]) {
      env.entrypoint().handle(env.entrypoint().waitForNext(false));
    }
    expect(thread.state() == CpuThread.State.FAULTED, "the thread to have met a fault");
    cpu.destroyThread(capability);
    try {
      thread.state();
      expect(false, "that the thread is gone");
    } catch (RpcException gone) {
      env.log("CPU: a thread made, started, stopped by a fault, destroyed: " + gone.reason());
    }
  }

  private static void log(Env env) throws Exception {
    LogSessionClient log = new LogSessionClient(env.session(LogSessionClient.SERVICE, "diary", ""));
    log.write("one line, ".getBytes(StandardCharsets.UTF_8));
    log.write("in two pieces\nand \u001b[2Ja second line".getBytes(StandardCharsets.UTF_8));
    env.close(((RemoteObject) log).capability());
    LogSessionClient forged =
        new LogSessionClient(env.session(LogSessionClient.SERVICE, "x\n[core] all is well", ""));
    forged.write("is what the label says\n".getBytes(StandardCharsets.UTF_8));
    env.log("LOG: written");
  }

  private static void signals(Env env) throws Exception {
    SignalSessionClient session =
        new SignalSessionClient(env.session(SignalSessionClient.SERVICE, "", ""));
    int[] woken = new int[1];
    Capability<Signal> wake = env.entrypoint().receive(() -> woken[0]++);
    SignalContext counter = new SignalContextClient(session.create(wake));
    for (int i = 0; i < 100; i++) {
      counter.submit(i % 2 + 1);
    }
    env.entrypoint().handle(env.entrypoint().waitForNext(false));
    long count = counter.take();
    expect(env.entrypoint().poll() == ResultCode.WOULD_WAIT, "no second signal");
    env.log("SIGNAL: " + woken[0] + " wake-up with count " + count);
    counter.submit(3);
    env.entrypoint().handle(env.entrypoint().waitForNext(false));
    env.log("SIGNAL: " + woken[0] + " wake-ups, then " + counter.take());
  }

  private static void refused(Env env, String service, String arguments) throws Exception {
    try {
      env.session(service, "", arguments);
      expect(false, arguments + " to be denied");
    } catch (ServiceDeniedException denied) {
      env.log(service + ": " + denied.getMessage());
    }
  }

  /** A driver of the real-time clock. */
  private static void clock(Env env) throws Exception {
    IoMemSessionClient registers =
        new IoMemSessionClient(
            env.session(IoMemSessionClient.SERVICE, "", "base=0x9010000, size=4K"));
    long base = env.addressSpace().attach(registers.dataspace(), Attachment.READ_WRITE);
    expect(CLOCK == 0x901_0000, "the clock's registers");
    refused(env, IoMemSessionClient.SERVICE, "base=0x9010000, size=4K");
    refused(env, IoMemSessionClient.SERVICE, "base=0x900f000, size=8K");
    refused(env, IoMemSessionClient.SERVICE, "base=0x40000000, size=4K");
    refused(env, IoMemSessionClient.SERVICE, "base=0x3ffff000, size=8K");
    refused(env, IoMemSessionClient.SERVICE, "base=0x9010000");
    IrqSession line =
        new IrqSessionClient(env.session(IrqSessionClient.SERVICE, "", "irq_number=34"));
    expect(CLOCK_LINE == 34, "the clock's line");
    refused(env, IrqSessionClient.SERVICE, "irq_number=34");
    refused(env, IrqSessionClient.SERVICE, "irq_number=100000");
    refused(env, IrqSessionClient.SERVICE, "");
    int[] count = new int[1];
    line.handler(env.entrypoint().receive(() -> count[0]++));
    for (int second = 1; second <= 2; second++) {
      RawMemory.storeInt(base + CLOCK_MATCH, RawMemory.loadInt(base + CLOCK_DATA) + 1);
      RawMemory.storeInt(base + CLOCK_MASK, 1);
      env.entrypoint().handle(env.entrypoint().waitForNext(false));
      expect(RawMemory.loadInt(base + CLOCK_MASKED_STATUS) == 1, "the clock to have signalled");
      RawMemory.storeInt(base + CLOCK_CLEAR, 1);
      line.acknowledge();
    }
    expect(env.entrypoint().poll() == ResultCode.WOULD_WAIT, "no third interrupt");
    env.log("IRQ: " + count[0] + " interrupts of the clock");
  }

  private static void greedy(Env env) throws Exception {
    long available = env.domain().ram().available();
    env.log("has less than 3 MiB: " + (available < 3 << 20));
    try {
      env.domain().allocate(3 << 20);
      expect(false, "a limit");
    } catch (OutOfRamException quota) {
      env.log("RAM beyond the quantum is refused");
    }
    int made = 0;
    try {
      while (true) {
        env.domain().createEndpoint();
        made++;
      }
    } catch (OutOfCapabilitiesException quota) {
      env.log("capabilities beyond the quota are refused: " + (made < 200));
    }
  }

  private static void detaches(Env env) throws Exception {
    long address =
        env.addressSpace()
            .attach(env.domain().allocate(PAGE), new Attachment(0, 0, PLACE, true, false));
    RawMemory.storeLong(address, 1);
    env.log("attached: " + RawMemory.loadLong(address));
    env.addressSpace().detach(address);
    env.log("read after detach: " + RawMemory.loadLong(address)); // detaches
  }
}
