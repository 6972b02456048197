package org.demitasse.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.demitasse.abi.FaultKind;
import org.demitasse.abi.ResultCode;
import org.demitasse.base.Capability;
import org.demitasse.base.raw.FakeKernel;
import org.demitasse.base.rpc.RpcException;
import org.demitasse.base.session.Account;
import org.demitasse.base.session.Arguments;
import org.demitasse.base.session.Attachment;
import org.demitasse.base.session.CapSession;
import org.demitasse.base.session.CapSessionClient;
import org.demitasse.base.session.CpuSession;
import org.demitasse.base.session.CpuSessionClient;
import org.demitasse.base.session.CpuThread;
import org.demitasse.base.session.Dataspace;
import org.demitasse.base.session.DataspaceClient;
import org.demitasse.base.session.IoMemSessionClient;
import org.demitasse.base.session.IrqSession;
import org.demitasse.base.session.IrqSessionClient;
import org.demitasse.base.session.KernelObject;
import org.demitasse.base.session.LogSession;
import org.demitasse.base.session.LogSessionClient;
import org.demitasse.base.session.OutOfCapabilitiesException;
import org.demitasse.base.session.OutOfRamException;
import org.demitasse.base.session.Parent;
import org.demitasse.base.session.PdSession;
import org.demitasse.base.session.PdSessionClient;
import org.demitasse.base.session.Quota;
import org.demitasse.base.session.RamSession;
import org.demitasse.base.session.RamSessionClient;
import org.demitasse.base.session.RmSessionClient;
import org.demitasse.base.session.RomSession;
import org.demitasse.base.session.RomSessionClient;
import org.demitasse.base.session.ServiceDeniedException;
import org.demitasse.base.session.SignalContext;
import org.demitasse.base.session.SignalContextClient;
import org.demitasse.base.session.SignalSession;
import org.demitasse.base.session.SignalSessionClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every service of core, asked through its client, and every refusal with its message. */
class ServicesTest {
  private static final int PAGE = CoreRig.PAGE;

  private final CoreRig rig = new CoreRig();

  @AfterEach
  void everythingComesBack() {
    rig.assertNothingIsLeft();
  }

  private void denied(String service, String label, String arguments, String message) {
    assertThatThrownBy(
            () -> rig.services.open(service, label, new Arguments(arguments), rig.account))
        .isInstanceOf(ServiceDeniedException.class)
        .hasMessage(message);
  }

  /** A refusal by IllegalArgumentException, of the object itself or told to its client. */
  private record Refusal(Throwable thrown) {
    Refusal isThrownBy(ThrowingCallable call) {
      Throwable caught = catchThrowable(call);
      if (!(caught instanceof IllegalArgumentException)) {
        assertThat(caught).isInstanceOf(RpcException.class);
        assertThat(((RpcException) caught).reason())
            .isEqualTo(RpcException.Reason.ILLEGAL_ARGUMENT);
      }
      return new Refusal(caught);
    }

    void withMessage(String message) {
      assertThat(thrown.getMessage()).endsWith(message);
    }
  }

  private static Refusal assertRefused() {
    return new Refusal(new IllegalStateException("nothing was called"));
  }

  // ---- opening

  @ParameterizedTest
  @CsvSource({
    "ROM, 2",
    "RAM, 1",
    "CAP, 1",
    "PD, 3",
    "RM, 1",
    "CPU, 1",
    "LOG, 1",
    "SIGNAL, 1",
    "IRQ, 2",
    "IO_MEM, 2",
    "Terminal, 1"
  })
  void open_eachServiceHasItsPrice_whichComesBack(String service, int price) {
    Session session =
        rig.open(service, "a -> text", "base=0x9000000, size=4K, irq_number=33, priority=3");
    assertThat(rig.account.capabilities().used()).isEqualTo(price);
    assertThat(rig.machine.portals.size()).isBetween(1, price);
    session.end().run();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ROM",
        "RAM",
        "CAP",
        "PD",
        "RM",
        "CPU",
        "LOG",
        "SIGNAL",
        "IRQ",
        "IO_MEM",
        "Terminal"
      })
  void open_whereTheKernelHasNoPortalLeft_isDeniedAndCostsNothing(String service) {
    for (int portals = 0; portals < 2; portals++) {
      rig.machine.portalLimit = portals;
      try {
        Session session =
            rig.services.open(
                service,
                "text",
                new Arguments("base=0x9000000, size=4K, irq_number=33"),
                rig.account);
        session.end().run();
      } catch (ServiceDeniedException | OutOfCapabilitiesException refused) {
        assertThat(refused)
            .hasMessage("the kernel refused it a portal: EXHAUSTED, its pool is used up");
      }
      rig.assertNothingIsLeft();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ROM",
        "RAM",
        "CAP",
        "PD",
        "RM",
        "CPU",
        "LOG",
        "SIGNAL",
        "IRQ",
        "IO_MEM",
        "Terminal"
      })
  void open_withoutCapabilities_isRefused(String service) {
    QuotaAccount poor = new QuotaAccount("poor");
    assertThatThrownBy(() -> rig.services.open(service, "text", new Arguments(""), poor))
        .isInstanceOf(OutOfCapabilitiesException.class)
        .hasMessageMatching("the account of poor should give \\d and has 0 capabilities");
  }

  @Test
  void open_anUnknownService_isDeniedWithTheNamesOfAll() {
    denied(
        "Timer",
        "",
        "",
        "there is no service \"Timer\"; core has ROM, RAM, CAP, PD, RM, CPU, LOG, SIGNAL, IRQ,"
            + " IO_MEM, Terminal");
  }

  @Test
  void open_aModuleThatIsNotThere_isDeniedWithTheNamesOfAll() {
    denied("ROM", "init -> no", "", "there is no boot module \"no\"; the image has text, other");
  }

  @Test
  void open_registersOfADevice_deniesWhatIsNoneOrInUse() {
    String needed = "the arguments base, a multiple of 4096, and size are needed";
    denied("IO_MEM", "", "", needed);
    denied("IO_MEM", "", "base=0x1000", needed);
    denied("IO_MEM", "", "base=0x1001, size=4K", needed);
    denied("IO_MEM", "", "size=4K", needed);
    denied(
        "IO_MEM",
        "",
        "base=0x40000000, size=4K",
        "the registers from 0x40000000 on, 4096 bytes, are RAM or the kernel's own");
    Session first = rig.open("IO_MEM", "", "base=0x9000000, size=8K");
    denied(
        "IO_MEM",
        "",
        "base=0x9001000, size=16",
        "the registers from 0x9001000 on, 16 bytes, are in use");
    Session second = rig.open("IO_MEM", "", "base=0x9002000, size=16");
    first.end().run();
    rig.open("IO_MEM", "", "base=0x9001000, size=16").end().run();
    second.end().run();
  }

  @Test
  void open_anInterrupt_deniesWhatIsNoneOrInUse() {
    String missing = "the argument irq_number is missing or no number of a line";
    denied("IRQ", "", "", missing);
    denied("IRQ", "", "irq_number=4294967296", missing);
    Session session = rig.open("IRQ", "", "irq_number=33");
    denied("IRQ", "", "irq_number=33, irq_trigger=edge", "interrupt line 33 is in use");
    session.end().run();
    rig.machine.objectLimit = 0;
    denied("IRQ", "", "irq_number=34", "interrupt line 34 cannot be had: EXHAUSTED");
  }

  @Test
  void open_argumentThatIsNoNumber_isRefusedAndCostsNothing() {
    assertRefused()
        .isThrownBy(() -> rig.services.open("CPU", "", new Arguments("priority=high"), rig.account))
        .withMessage("priority=high is no number; expected one such as 12, 0x1000 or 64K");
  }

  @Test
  void open_aDomainWhereTheKernelHasNoSpaceLeft_isDenied() {
    rig.machine.spaceLimit = 0;
    denied("PD", "", "", "the kernel refused it a space: EXHAUSTED, its pool is used up");
  }

  // ---- ROM

  @Test
  void rom_showsTheModuleOfTheLabelsLastPart() {
    Session session = rig.open("ROM", "init -> a -> text", "");
    RomSession rom = new RomSessionClient(rig.capability(session));
    assertThat(rom.size()).isEqualTo(5000);
    Capability<Dataspace> capability = rom.dataspace();
    Dataspace dataspace = new DataspaceClient(capability);
    assertThat(dataspace.size()).isEqualTo(8192);
    assertThat(dataspace.writable()).isFalse();
    assertThat(rom.update()).isFalse();
    Capability<org.demitasse.base.rpc.Signal> signal = rig.signal(new boolean[1]);
    rom.handler(signal);
    signal.release();
    capability.release();
    session.end().run();
    assertThatThrownBy(rom::size).isInstanceOf(RpcException.class);
  }

  // ---- RAM and accounts

  @Test
  void ram_isTakenFromItsAccountAndComesBack() throws Exception {
    Session session = rig.open("RAM");
    RamSession ram = new RamSessionClient(rig.capability(session));
    RamService object = (RamService) session.dispatcher().object();
    object.account.referTo(rig.account);
    rig.account.transferRam(object.account, 4L * PAGE);
    rig.account.transferCapabilities(object.account, 2);
    assertThat(ram.ram()).isEqualTo(new Quota(4L * PAGE, 0));
    Capability<Dataspace> memory = ram.allocate(3 * PAGE + 1 - PAGE);
    assertThat(ram.ram()).isEqualTo(new Quota(4L * PAGE, 3L * PAGE));
    assertThat(ram.capabilities()).isEqualTo(new Quota(2, 1));
    assertThatThrownBy(() -> ram.allocate(2 * PAGE))
        .isInstanceOf(OutOfRamException.class)
        .hasMessage("the account of test should give 8192 and has 4096 bytes of RAM");
    assertThat(ram.capabilities()).isEqualTo(new Quota(2, 1));
    ram.free(memory);
    memory.release();
    assertThat(ram.ram()).isEqualTo(new Quota(4L * PAGE, 0));
    session.end().run();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MIN_VALUE, Long.MAX_VALUE, (1L << 32) + 1})
  void ram_ofNoSize_isRefused(long size) {
    Session session = rig.open("RAM");
    RamSession ram = new RamSessionClient(rig.capability(session));
    assertRefused()
        .isThrownBy(() -> ram.allocate(size))
        .withMessage(size + " is no size; expected 1 to 4294967296 bytes");
    session.end().run();
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MAX_VALUE, Long.MAX_VALUE - 4094, 1L << 62})
  void ram_committedBeyondAllNumbers_makesNoQuota(long committed) {
    Session session = rig.open("PD");
    Domain domain = rig.domain(session, 10L * PAGE, 10);
    PdSession client = new PdSessionClient(rig.capability(session));
    assertThatThrownBy(() -> client.allocateGrowing(20L * PAGE, committed))
        .isInstanceOf(OutOfRamException.class);
    assertThat(domain.account().ram()).isEqualTo(new Quota(10L * PAGE, 0));
    session.end().run();
  }

  @Test
  void free_ofAnothersMemory_isRefused() throws Exception {
    Session one = rig.open("PD");
    Session two = rig.open("PD");
    Domain owner = rig.domain(one, 10L * PAGE, 10);
    Domain other = rig.domain(two, 10L * PAGE, 10);
    Capability<Dataspace> memory = owner.allocate(PAGE);
    assertRefused()
        .isThrownBy(() -> other.free(memory))
        .withMessage("the dataspace is none of this session");
    two.end().run();
    one.end().run();
  }

  @Test
  void account_thatIsNone_isRefused() {
    Session one = rig.open("PD");
    PdSession domain = new PdSessionClient(rig.capability(one));
    Session rom = rig.open("ROM", "text", "");
    for (Capability<Account> wrong :
        List.of(Capability.<Account>invalid(), rig.<Account>capability(rom))) {
      assertRefused()
          .isThrownBy(() -> domain.transferRam(wrong, 0))
          .withMessage("the capability is none of an account");
      assertRefused().isThrownBy(() -> domain.referTo(wrong));
    }
    rom.end().run();
    one.end().run();
  }

  @Test
  void account_transfersThroughClients() throws Exception {
    Session parent = rig.open("PD");
    rig.domain(parent, 10L * PAGE, 20);
    Session child = rig.open("RAM");
    PdSession from = new PdSessionClient(rig.capability(parent));
    RamSession to = new RamSessionClient(rig.capability(child));
    to.referTo(rig.capability(parent));
    from.transferRam(rig.capability(child), 3 * PAGE);
    from.transferCapabilities(rig.capability(child), 5);
    assertThat(to.ram()).isEqualTo(new Quota(3L * PAGE, 0));
    assertThat(to.capabilities()).isEqualTo(new Quota(5, 0));
    to.transferRam(rig.capability(parent), PAGE);
    assertThat(from.ram()).isEqualTo(new Quota(8L * PAGE, 0));
    child.end().run();
    assertThat(from.ram()).isEqualTo(new Quota(10L * PAGE, 0));
    assertThat(from.capabilities()).isEqualTo(new Quota(20, 0));
    parent.end().run();
  }

  // ---- CAP

  @Test
  void kernelObjects_arePaidAndRefusedByTheirIds() throws Exception {
    Session session = rig.open("PD");
    rig.domain(session, 0, 5);
    CapSession objects = new CapSessionClient(rig.capability(session));
    PdSession domain = new PdSessionClient(rig.capability(session));
    KernelObject endpoint = domain.createEndpoint();
    KernelObject notification = domain.createNotification(endpoint.id());
    KernelObject portal = domain.createPortal(endpoint.id(), 7);
    KernelObject signal = domain.createSignal(notification.id(), 1);
    assertThat(domain.capabilities()).isEqualTo(new Quota(5, 4));
    for (int wrong : new int[] {notification.id(), portal.id(), -1, 4, Integer.MAX_VALUE}) {
      assertRefused()
          .isThrownBy(() -> domain.createPortal(wrong, 7))
          .withMessage("this session has no such object: " + wrong);
      assertRefused().isThrownBy(() -> domain.createNotification(wrong));
    }
    assertRefused().isThrownBy(() -> domain.createSignal(endpoint.id(), 1));
    domain.destroy(portal.id());
    assertRefused().isThrownBy(() -> domain.destroy(portal.id()));
    KernelObject again = domain.createPortal(endpoint.id(), 8);
    assertThat(again.id()).isEqualTo(portal.id());
    domain.createEndpoint().capability().release();
    assertThatThrownBy(domain::createEndpoint).isInstanceOf(OutOfCapabilitiesException.class);
    for (KernelObject each : new KernelObject[] {endpoint, notification, portal, signal, again}) {
      each.capability().release();
    }
    assertThat(objects).isNotNull();
    session.end().run();
  }

  @Test
  void kernelObject_thatTheKernelRefuses_costsNothing() {
    Session session = rig.open("CAP");
    CapService service = (CapService) session.dispatcher().object();
    service.account.referTo(rig.account);
    service.account.endow(0, 3);
    CapSession objects = new CapSessionClient(rig.capability(session));
    rig.machine.objectLimit = 0;
    assertThatThrownBy(objects::createEndpoint)
        .isInstanceOf(OutOfCapabilitiesException.class)
        .hasMessage("the kernel refused it a endpoint: EXHAUSTED, its pool is used up");
    assertThat(objects.capabilities()).isEqualTo(new Quota(3, 0));
    service.account.endow(0, -3);
    session.end().run();
  }

  // ---- PD

  @Test
  void domain_getsOneParentOnly_andCoreKeepsNoHandle() throws Exception {
    Session session = rig.open("PD");
    rig.domain(session, 0, 5);
    PdSession domain = new PdSessionClient(rig.capability(session));
    Capability<Parent> foreign = Capability.ofHandle(FakeKernel.createPortal(5, () -> {}));
    int before = FakeKernel.handlesOf(0);
    long handle = domain.assignParent(foreign);
    assertThat(handle).isPositive();
    assertRefused()
        .isThrownBy(() -> domain.assignParent(foreign))
        .withMessage("the domain has a parent already");
    assertThat(FakeKernel.handlesOf(0)).isEqualTo(before);
    foreign.release();
    session.end().run();
  }

  @Test
  void domain_parentThatIsInvalid_isRefused() {
    Session session = rig.open("PD");
    PdSession domain = new PdSessionClient(rig.capability(session));
    assertRefused()
        .isThrownBy(() -> domain.assignParent(Capability.invalid()))
        .withMessage("the capability is invalid");
    session.end().run();
  }

  @Test
  void heap_growsByWhatTheAccountHas() throws Exception {
    Session session = rig.open("PD");
    Domain domain = rig.domain(session, 10L * PAGE, 10);
    PdSession client = new PdSessionClient(rig.capability(session));
    assertRefused().isThrownBy(() -> client.growHeap(PAGE)).withMessage("there is no heap to grow");
    Capability<Dataspace> heap = client.allocateGrowing(100L * PAGE, 2 * PAGE);
    client.assignHeap(heap);
    client.growHeap(3 * PAGE);
    assertThat(domain.account().ram().used()).isEqualTo(5L * PAGE);
    assertThatThrownBy(() -> client.growHeap(6 * PAGE)).isInstanceOf(OutOfRamException.class);
    assertRefused().isThrownBy(() -> client.growHeap(-1));
    assertThatThrownBy(() -> client.growHeap(Long.MAX_VALUE)).isInstanceOf(OutOfRamException.class);
    assertThat(domain.account().ram().used()).isEqualTo(5L * PAGE);
    heap.release();
    session.end().run();
  }

  @Test
  void heap_thatHasBeenFreed_cannotGrow() throws Exception {
    Session session = rig.open("PD");
    rig.domain(session, 10L * PAGE, 10);
    PdSession client = new PdSessionClient(rig.capability(session));
    Capability<Dataspace> heap = client.allocateGrowing(100L * PAGE, 2 * PAGE);
    client.assignHeap(heap);
    client.free(heap);
    assertRefused()
        .isThrownBy(() -> client.growHeap(PAGE))
        .withMessage("the memory has been freed");
    heap.release();
    session.end().run();
  }

  @Test
  void heap_ofAnother_isRefused() throws Exception {
    Session one = rig.open("PD");
    Session two = rig.open("PD");
    Capability<Dataspace> memory = rig.domain(one, 10L * PAGE, 10).allocate(PAGE);
    PdSession other = new PdSessionClient(rig.capability(two));
    assertRefused()
        .isThrownBy(() -> other.assignHeap(memory))
        .withMessage("the dataspace is none of this session");
    two.end().run();
    one.end().run();
  }

  // ---- CPU

  @Test
  void threads_live_andEndWithTheirDomainOrTheirSession() throws Exception {
    Session domains = rig.open("PD");
    Session threads = rig.open("CPU");
    CpuSession cpu = new CpuSessionClient(rig.capability(threads));
    Capability<CpuThread> one = cpu.createThread(rig.capability(domains), "one", 5, 0);
    Capability<CpuThread> two = cpu.createThread(rig.capability(domains), "two", 5, 1);
    FakeMachine.Task task = rig.start(one);
    assertThat(rig.thread(one).state()).isEqualTo(CpuThread.State.RUNNING);
    assertRefused()
        .isThrownBy(() -> rig.thread(one).start(0, 0, 0))
        .withMessage("the thread has been started already");
    rig.thread(one).suspend();
    assertThat(rig.thread(one).state()).isEqualTo(CpuThread.State.SUSPENDED);
    rig.thread(one).resume();
    assertThat(rig.thread(one).state()).isEqualTo(CpuThread.State.RUNNING);
    rig.thread(two).resume();
    assertThat(rig.thread(two).state()).isEqualTo(CpuThread.State.NEW);
    cpu.destroyThread(one);
    assertThat(rig.machine.tasks).doesNotContainKey(task.handle);
    assertRefused()
        .isThrownBy(() -> cpu.destroyThread(one))
        .withMessage("the thread is none of this session");
    domains.end().run();
    assertThat(rig.account.capabilities().used()).isEqualTo(1);
    one.release();
    two.release();
    threads.end().run();
  }

  @Test
  void thread_thatIsNotAllowed_isRefused() {
    Session domains = rig.open("PD");
    Session threads = rig.open("CPU", "", "priority=9");
    CpuSession cpu = new CpuSessionClient(rig.capability(threads));
    int[][] wrong = {{10, 0}, {-1, 0}, {5, -1}};
    for (int[] each : wrong) {
      assertRefused()
          .isThrownBy(() -> cpu.createThread(rig.capability(domains), "x", each[0], each[1]))
          .withMessage(
              "priority "
                  + each[0]
                  + " or processor "
                  + each[1]
                  + " is not allowed; expected a priority up to 9");
    }
    assertRefused()
        .isThrownBy(() -> cpu.createThread(rig.capability(threads), "x", 1, 0))
        .withMessage("the capability is none of a domain");
    threads.end().run();
    domains.end().run();
  }

  @Test
  void thread_whereTheKernelHasNoPortalLeft_costsNothing() {
    Session domains = rig.open("PD");
    Session threads = rig.open("CPU");
    CpuSession cpu = new CpuSessionClient(rig.capability(threads));
    long used = rig.account.capabilities().used();
    for (int more = 0; more < 2; more++) {
      rig.machine.portalLimit = rig.machine.portals.size() + more;
      assertThatThrownBy(() -> cpu.createThread(rig.capability(domains), "x", 1, 0))
          .isInstanceOf(OutOfCapabilitiesException.class)
          .hasMessage("the kernel refused it a portal: EXHAUSTED, its pool is used up");
      assertThat(rig.account.capabilities().used()).isEqualTo(used);
    }
    threads.end().run();
    domains.end().run();
  }

  @Test
  void thread_thatStops_isTold() throws Exception {
    Session domains = rig.open("PD");
    Session threads = rig.open("CPU");
    CpuSession cpu = new CpuSessionClient(rig.capability(threads));
    boolean[] told = {false};
    Capability<org.demitasse.base.rpc.Signal> signal = rig.signal(told);
    cpu.exceptionHandler(signal);
    signal.release();
    Capability<CpuThread> thread = cpu.createThread(rig.capability(domains), "x", 1, 0);
    FakeMachine.Task task = rig.start(thread);
    rig.machine.add(task, FakeMachine.exit(3));
    rig.machine.run(rig.entrypoint);
    FakeKernel.deliverSignals();
    assertThat(told[0]).isTrue();
    assertThat(rig.thread(thread).state()).isEqualTo(CpuThread.State.EXITED);
    assertThat(rig.thread(thread).exitCode()).isEqualTo(3);
    thread.release();
    threads.end().run();
    domains.end().run();
  }

  @Test
  void threads_moreThanADomainHasRoomFor_areRefused() throws Exception {
    Session domains = rig.open("PD");
    Session threads = rig.open("CPU");
    Threads cpu = (Threads) threads.dispatcher().object();
    int room =
        (int)
            ((org.demitasse.abi.ProgramLayout.PROGRAM_BASE
                    - org.demitasse.abi.ProgramLayout.UTCB_AREA)
                / PAGE);
    rig.account.endow(0, 3L * room);
    for (int i = 0; i < room; i++) {
      cpu.createThread(rig.capability(domains), "x", 1, 0);
    }
    assertThatThrownBy(() -> cpu.createThread(rig.capability(domains), "x", 1, 0))
        .isInstanceOf(OutOfCapabilitiesException.class)
        .hasMessage("a domain has room for " + room + " threads");
    threads.end().run();
    domains.end().run();
    rig.account.endow(0, -3L * room);
  }

  // ---- RM

  @Test
  void regionMap_ofAnotherSession_isRefused() throws Exception {
    Session one = rig.open("RM");
    Session two = rig.open("RM");
    RmSessionClient owner = new RmSessionClient(rig.capability(one));
    RmSessionClient other = new RmSessionClient(rig.capability(two));
    var map = owner.create(PAGE);
    assertRefused()
        .isThrownBy(() -> other.destroy(map))
        .withMessage("the region map is none of this session");
    owner.destroy(map);
    map.release();
    one.end().run();
    two.end().run();
  }

  // ---- LOG

  @Test
  void log_putsTheLabelBeforeEachLine() {
    Session session = rig.open("LOG", "init -> a", "");
    LogSession log = new LogSessionClient(rig.capability(session));
    log.write("one\ntwo\r\nhal".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertThat(rig.machine.lines).containsExactly("[init -> a] one", "[init -> a] two");
    log.write("f\n\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertThat(rig.machine.lines).endsWith("[init -> a] half", "[init -> a]");
    log.write("rest".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    session.end().run();
    assertThat(rig.machine.lines).endsWith("[init -> a] rest");
  }

  @Test
  void log_aLineWithoutEnd_isCutAt1024Bytes() {
    Session session = rig.open("LOG", "a", "");
    LogSession log = new LogSessionClient(rig.capability(session));
    log.write("x".repeat(1000).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    log.write("y".repeat(1000).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertThat(rig.machine.lines).containsExactly("[a] " + "x".repeat(1000) + "y".repeat(24));
    session.end().run();
    assertThat(rig.machine.lines).endsWith("[a] " + "y".repeat(976));
  }

  // ---- SIGNAL

  @Test
  void counter_tellsOnceUntilItIsTaken() throws Exception {
    Session session = rig.open("SIGNAL");
    SignalSession counters = new SignalSessionClient(rig.capability(session));
    boolean[] told = {false};
    Capability<org.demitasse.base.rpc.Signal> wake = rig.signal(told);
    Capability<SignalContext> capability = counters.create(wake);
    wake.release();
    SignalContext counter = new SignalContextClient(capability);
    counter.submit(2);
    FakeKernel.deliverSignals();
    assertThat(told[0]).isTrue();
    told[0] = false;
    counter.submit(3);
    assertThat(FakeKernel.deliverSignals()).isFalse();
    assertThat(counter.take()).isEqualTo(5);
    assertThat(counter.take()).isZero();
    counter.submit(1);
    assertThat(FakeKernel.deliverSignals()).isTrue();
    for (int wrong : new int[] {0, -1}) {
      assertRefused()
          .isThrownBy(() -> counter.submit(wrong))
          .withMessage(wrong + " signals; expected at least one");
    }
    counters.destroy(capability);
    assertRefused()
        .isThrownBy(() -> counters.destroy(capability))
        .withMessage("the counter is none of this session");
    capability.release();
    session.end().run();
  }

  @Test
  void counter_thatIsRefused_keepsNoHandleOfItsSignal() {
    QuotaAccount poor = new QuotaAccount("poor");
    Counters counters = new Counters(rig.core, poor);
    assertThatThrownBy(() -> counters.create(rig.signal(new boolean[1])))
        .isInstanceOf(OutOfCapabilitiesException.class);
    poor.endow(0, 1);
    rig.machine.portalLimit = 0;
    assertThatThrownBy(() -> counters.create(rig.signal(new boolean[1])))
        .isInstanceOf(OutOfCapabilitiesException.class);
    assertThat(poor.capabilities().used()).isZero();
  }

  // ---- devices

  @Test
  void registers_areMappedAsThoseOfADevice() throws Exception {
    Session device = rig.open("IO_MEM", "", "base=0x9000000, size=16");
    Session domains = rig.open("PD");
    Session threads = rig.open("CPU");
    Domain domain = (Domain) domains.dispatcher().object();
    Threads cpu = (Threads) threads.dispatcher().object();
    FakeMachine.Task task = rig.start(cpu.createThread(rig.capability(domains), "main", 5, 0));
    Capability<Dataspace> registers = new IoMemSessionClient(rig.capability(device)).dataspace();
    long place = domain.map().attach(registers, Attachment.READ_WRITE);
    assertThat(rig.touch(task, place, FaultKind.WRITE)).isTrue();
    assertThat(rig.physical(task, place + 8)).isEqualTo(0x900_0008L);
    registers.release();
    device.end().run();
    assertThat(rig.physical(task, place)).isEqualTo(-1);
    threads.end().run();
    domains.end().run();
  }

  @Test
  void interrupt_handlerIsHeldUntilTheNextOne() {
    Session session = rig.open("IRQ", "", "irq_number=33, irq_trigger=edge");
    IrqSession interrupt = new IrqSessionClient(rig.capability(session));
    int before = FakeKernel.handlesOf(0);
    for (int i = 0; i < 3; i++) {
      Capability<org.demitasse.base.rpc.Signal> signal = rig.signal(new boolean[1]);
      interrupt.handler(signal);
      signal.release();
      interrupt.acknowledge();
    }
    assertThat(FakeKernel.handlesOf(0)).isEqualTo(before + 1);
    session.end().run();
    assertThat(ResultCode.OK).isZero();
  }
}
