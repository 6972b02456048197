package org.demitasse.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.demitasse.abi.FaultKind;
import org.demitasse.base.Capability;
import org.demitasse.base.raw.FakeKernel;
import org.demitasse.base.session.Attachment;
import org.demitasse.base.session.CpuThread;
import org.demitasse.base.session.Dataspace;
import org.demitasse.base.session.InvalidDataspaceException;
import org.demitasse.base.session.RegionConflictException;
import org.demitasse.base.session.RegionFault;
import org.demitasse.base.session.RegionMap;
import org.demitasse.base.session.RomSessionDispatcher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class AddressMapTest {
  private static final int PAGE = CoreRig.PAGE;
  private static final long PLACE = 0x20_0000_0000L;

  private final CoreRig rig = new CoreRig();
  private final Session domainSession = rig.open("PD");
  private final Session cpuSession = rig.open("CPU");
  private final Session mapSession = rig.open("RM");
  private final Domain domain = rig.domain(domainSession, 200L * PAGE, 50);
  private final Threads threads = (Threads) cpuSession.dispatcher().object();
  private final RegionMaps maps = (RegionMaps) mapSession.dispatcher().object();
  private Capability<CpuThread> thread;
  private FakeMachine.Task task;

  @BeforeEach
  void startAThread() throws Exception {
    thread = threads.createThread(rig.capability(domainSession), "main", 10, 0);
    task = rig.start(thread);
  }

  @AfterEach
  void everythingComesBack() {
    mapSession.end().run();
    cpuSession.end().run();
    domainSession.end().run();
    rig.assertNothingIsLeft();
  }

  private static Attachment at(long address) {
    return new Attachment(0, 0, address, true, false);
  }

  private static Attachment part(long offset, long size, long address) {
    return new Attachment(offset, size, address, true, false);
  }

  private Capability<Dataspace> pages(int count) throws Exception {
    return domain.allocate((long) count * PAGE);
  }

  private AddressMap managed(long size) throws Exception {
    Capability<RegionMap> map = maps.create(size);
    return rig.map(map);
  }

  // ---- attach and detach

  @Test
  void attach_memoryCanBeTouchedWithinItsBoundsOnly() throws Exception {
    domain.map().attach(pages(2), at(PLACE));
    assertThat(rig.write(task, PLACE)).isTrue();
    assertThat(rig.write(task, PLACE + 2 * PAGE - 8)).isTrue();
    assertThat(rig.write(task, PLACE + 2 * PAGE)).isFalse();
    assertThat(rig.thread(thread).state()).isEqualTo(CpuThread.State.FAULTED);
  }

  @Test
  void attach_anywhere_findsRoomWithAGapBetweenTwo() throws Exception {
    long one = domain.map().attach(pages(3), Attachment.READ_WRITE);
    long two = domain.map().attach(pages(3), Attachment.READ_WRITE);
    assertThat(two).isGreaterThanOrEqualTo(one + 4 * PAGE);
    domain.map().detach(one);
    assertThat(domain.map().attach(pages(2), Attachment.READ_WRITE)).isEqualTo(one);
  }

  @Test
  void attach_partOfADataspace_showsThisPart() throws Exception {
    Capability<Dataspace> memory = pages(4);
    domain.map().attach(memory, at(PLACE));
    domain.map().attach(memory, part(2 * PAGE, PAGE, PLACE + 0x10000));
    assertThat(rig.write(task, PLACE + 2 * PAGE)).isTrue();
    assertThat(rig.write(task, PLACE + 0x10000)).isTrue();
    assertThat(rig.physical(task, PLACE + 0x10000)).isEqualTo(rig.physical(task, PLACE + 2 * PAGE));
    assertThat(rig.write(task, PLACE + 0x10000 + PAGE)).isFalse();
  }

  @Test
  void attach_toReadOnly_refusesAWriteAndStopsTheThread() throws Exception {
    domain.map().attach(pages(1), new Attachment(0, 0, PLACE, false, false));
    assertThat(rig.read(task, PLACE)).isTrue();
    assertThat(rig.write(task, PLACE)).isFalse();
  }

  @Test
  void attach_whereSomethingIs_isAConflict() throws Exception {
    domain.map().attach(pages(2), at(PLACE));
    for (long address : new long[] {PLACE, PLACE + PAGE, PLACE - PAGE}) {
      assertThatThrownBy(() -> domain.map().attach(pages(2), at(address)))
          .isInstanceOf(RegionConflictException.class)
          .hasMessage("something is attached already at 0x" + Long.toHexString(address));
    }
    domain.map().attach(pages(2), at(PLACE - 2 * PAGE));
    domain.map().attach(pages(2), at(PLACE + 2 * PAGE));
  }

  @Test
  void attach_outsideOfUserLand_isAConflict() {
    for (long address : new long[] {PAGE, -PAGE, 1L << 48, Long.MAX_VALUE & -PAGE}) {
      assertThatThrownBy(() -> domain.map().attach(pages(1), at(address)))
          .as("address %x", address)
          .isInstanceOf(RegionConflictException.class)
          .hasMessageContaining("cannot be had");
    }
  }

  @Test
  void attach_unalignedOrBeyondTheDataspace_isRefused() throws Exception {
    Capability<Dataspace> memory = pages(2);
    for (Attachment wrong :
        List.of(
            part(1, 0, PLACE),
            part(0, 100, PLACE),
            part(0, 0, PLACE + 8),
            part(2 * PAGE, 0, PLACE),
            part(PAGE, 2 * PAGE, PLACE),
            part(-PAGE, 0, PLACE),
            part(0, -PAGE, PLACE),
            part(PAGE, Long.MAX_VALUE & -PAGE, PLACE))) {
      assertThatIllegalArgumentException()
          .as(wrong.toString())
          .isThrownBy(() -> domain.map().attach(memory, wrong));
    }
    assertThat(domain.map().regions()).isEmpty();
  }

  @Test
  void attach_whatIsNoDataspace_isRefused() {
    for (Capability<Dataspace> wrong :
        List.of(Capability.<Dataspace>invalid(), rig.<Dataspace>capability(domainSession))) {
      assertThatThrownBy(() -> domain.map().attach(wrong, at(PLACE)))
          .isInstanceOf(InvalidDataspaceException.class)
          .hasMessage("the capability is none of a dataspace");
    }
  }

  @Test
  void attach_writableAndExecutable_isRefused() throws Exception {
    Capability<Dataspace> memory = pages(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> domain.map().attach(memory, new Attachment(0, 0, PLACE, true, true)));
    assertThatThrownBy(() -> domain.map().attach(memory, new Attachment(0, 0, PLACE, false, true)))
        .isInstanceOf(InvalidDataspaceException.class)
        .hasMessage("the dataspace holds no program");
  }

  @Test
  void attach_aModule_isReadAndExecutedButNotWritten() {
    Session rom = rig.open("ROM", "a -> text", "");
    Capability<Dataspace> module =
        ((RomModule) ((RomSessionDispatcher) rom.dispatcher()).object()).dataspace();
    assertThatThrownBy(() -> domain.map().attach(module, at(PLACE)))
        .isInstanceOf(InvalidDataspaceException.class)
        .hasMessage("the dataspace cannot be written");
    assertThat(attach(module, new Attachment(0, 0, PLACE, false, true))).isEqualTo(PLACE);
    assertThat(rig.touch(task, PLACE, FaultKind.EXECUTE)).isTrue();
    assertThat(rig.physical(task, PLACE + PAGE)).isEqualTo(CoreRig.MODULE + PAGE);
    rom.end().run();
    assertThat(task.space.mappings).isEmpty();
    assertThat(domain.map().regions()).isEmpty();
  }

  private long attach(Capability<Dataspace> dataspace, Attachment attachment) {
    try {
      return domain.map().attach(dataspace, attachment);
    } catch (InvalidDataspaceException | RegionConflictException refused) {
      throw new AssertionError(refused);
    }
  }

  @Test
  void attach_again_showsPagesThatWereTouchedAtOnce() throws Exception {
    Capability<Dataspace> memory = pages(2);
    domain.map().attach(memory, at(PLACE));
    assertThat(rig.write(task, PLACE)).isTrue();
    domain.map().attach(memory, at(PLACE + 0x10000));
    assertThat(rig.physical(task, PLACE + 0x10000)).isEqualTo(rig.physical(task, PLACE));
  }

  @Test
  void detach_unmapsAndAccessesFault() throws Exception {
    domain.map().attach(pages(2), at(PLACE));
    assertThat(rig.write(task, PLACE)).isTrue();
    domain.map().detach(PLACE);
    assertThat(task.space.mappings).isEmpty();
    assertThat(rig.write(task, PLACE)).isFalse();
  }

  @Test
  void detach_whereNothingBegins_isRefused() throws Exception {
    domain.map().attach(pages(2), at(PLACE));
    for (long address : new long[] {PLACE + PAGE, PLACE + 2 * PAGE, 0, -1}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> domain.map().detach(address))
          .withMessage("nothing is attached at 0x" + Long.toHexString(address));
    }
  }

  @Test
  void free_detachesEverywhereAndTheNextOwnerGetsZeroes() throws Exception {
    Capability<Dataspace> memory = pages(2);
    domain.map().attach(memory, at(PLACE));
    domain.map().attach(memory, at(PLACE + 0x10000));
    assertThat(rig.write(task, PLACE)).isTrue();
    assertThat(rig.write(task, PLACE + 0x10000)).isTrue();
    long physical = rig.physical(task, PLACE);
    rig.machine.storeLong(physical, 77);
    domain.free(memory);
    assertThat(task.space.mappings).isEmpty();
    assertThat(domain.map().regions()).isEmpty();
    domain.map().attach(pages(2), at(PLACE));
    assertThat(rig.write(task, PLACE)).isTrue();
    assertThat(rig.machine.loadLong(rig.physical(task, PLACE))).isZero();
  }

  @Test
  void attach_moreOftenThanAMapHasRoom_isRefused() throws Exception {
    Capability<Dataspace> memory = pages(1);
    AddressMap map = managed(1L << 32);
    for (int i = 0; i < AddressMap.REGION_LIMIT; i++) {
      map.attach(memory, at((long) i * PAGE));
    }
    assertThatThrownBy(() -> map.attach(memory, at((long) AddressMap.REGION_LIMIT * PAGE)))
        .isInstanceOf(RegionConflictException.class)
        .hasMessage("the map has " + AddressMap.REGION_LIMIT + " regions already");
  }

  // ---- managed maps

  @Test
  void managedMap_showsWhatIsAttachedToIt() throws Exception {
    AddressMap map = managed(16 * PAGE);
    domain.map().attach(map.dataspace(), at(PLACE));
    Capability<Dataspace> memory = pages(2);
    map.attach(memory, at(3 * PAGE));
    domain.map().attach(memory, at(PLACE + 0x100000));
    assertThat(rig.write(task, PLACE + 3 * PAGE)).isTrue();
    assertThat(rig.write(task, PLACE + 0x100000)).isTrue();
    assertThat(rig.physical(task, PLACE + 3 * PAGE))
        .isEqualTo(rig.physical(task, PLACE + 0x100000));
    map.detach(3 * PAGE);
    assertThat(rig.physical(task, PLACE + 3 * PAGE)).isEqualTo(-1);
    assertThat(rig.physical(task, PLACE + 0x100000)).isNotEqualTo(-1);
  }

  @Test
  void managedMap_inAManagedMap_showsAndUnmapsThroughBoth() throws Exception {
    AddressMap inner = managed(8 * PAGE);
    AddressMap outer = managed(32 * PAGE);
    inner.attach(pages(2), at(4 * PAGE));
    outer.attach(inner.dataspace(), part(2 * PAGE, 4 * PAGE, 16 * PAGE));
    domain.map().attach(outer.dataspace(), part(8 * PAGE, 16 * PAGE, PLACE));
    // inner 4 is outer 16 + 4 - 2, and that the 10th page here.
    assertThat(rig.write(task, PLACE + 10 * PAGE)).isTrue();
    assertThat(rig.write(task, PLACE + 11 * PAGE)).isTrue();
    inner.detach(4 * PAGE);
    assertThat(task.space.mappings).isEmpty();
  }

  @Test
  void managedMap_permissionsAreWhatAllLevelsAllow() throws Exception {
    AddressMap map = managed(4 * PAGE);
    map.attach(pages(1), new Attachment(0, 0, 0, false, false));
    domain.map().attach(map.dataspace(), at(PLACE));
    assertThat(rig.read(task, PLACE)).isTrue();
    assertThat(rig.write(task, PLACE)).isFalse();
  }

  @Test
  void managedMap_cannotHoldItself() throws Exception {
    AddressMap one = managed(4 * PAGE);
    AddressMap two = managed(4 * PAGE);
    Capability<Dataspace> first = one.dataspace();
    assertThatThrownBy(() -> one.attach(first, at(0)))
        .isInstanceOf(InvalidDataspaceException.class)
        .hasMessage("a region map cannot hold itself");
    two.attach(first, at(0));
    Capability<Dataspace> second = two.dataspace();
    assertThatThrownBy(() -> one.attach(second, at(0)))
        .isInstanceOf(InvalidDataspaceException.class);
  }

  @Test
  @Timeout(60) // Where each way through them is searched, there are 2 to the power of 60.
  void managedMaps_eachTwiceInTheNext_areSearchedOnce() throws Exception {
    AddressMap last = managed(2 * PAGE);
    for (int level = 1; level < 15; level++) {
      AddressMap next = managed(16 * PAGE);
      for (int i = 0; i < 16; i++) {
        next.attach(last.dataspace(), part(0, PAGE, (long) i * PAGE));
      }
      last = next;
    }
    assertThat(last.regions()).hasSize(16);
  }

  @Test
  void managedMap_destroyed_vanishesFromWhereItWasAttached() throws Exception {
    Capability<RegionMap> capability = maps.create(4 * PAGE);
    AddressMap map = rig.map(capability);
    map.attach(pages(1), at(0));
    domain.map().attach(map.dataspace(), at(PLACE));
    assertThat(rig.write(task, PLACE)).isTrue();
    maps.destroy(capability);
    assertThat(task.space.mappings).isEmpty();
    assertThat(domain.map().regions()).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> maps.destroy(capability));
  }

  @Test
  void dataspace_ofADomainsAddresses_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> domain.map().dataspace())
        .withMessage("the addresses of a domain are no dataspace");
  }

  @Test
  void create_withoutSize_isRefused() {
    for (long size : new long[] {0, -1, Long.MAX_VALUE}) {
      assertThatIllegalArgumentException().isThrownBy(() -> maps.create(size));
    }
  }

  // ---- faults

  @Test
  void fault_inAMapWithHandler_waitsUntilSomethingIsAttachedThere() throws Exception {
    boolean[] told = {false};
    domain.map().faultHandler(rig.signal(told));
    assertThat(rig.write(task, PLACE + 5 * PAGE + 8)).isFalse();
    FakeKernel.deliverSignals();
    assertThat(told[0]).isTrue();
    assertThat(rig.thread(thread).state()).isEqualTo(CpuThread.State.RUNNING);
    assertThat(domain.map().fault())
        .isEqualTo(new RegionFault(FaultKind.WRITE, PLACE + 5 * PAGE + 8));
    domain.map().attach(pages(1), at(PLACE));
    assertThat(task.stopped).isTrue();
    domain.map().attach(pages(1), at(PLACE + 5 * PAGE));
    assertThat(task.stopped).isFalse();
    assertThat(domain.map().fault()).isEqualTo(new RegionFault(0, 0));
    assertThat(rig.write(task, PLACE + 5 * PAGE + 8)).isTrue();
  }

  @Test
  void fault_inAnInnerMapWithHandler_isToldWithTheAddressThere() throws Exception {
    AddressMap map = managed(16 * PAGE);
    boolean[] told = {false};
    map.faultHandler(rig.signal(told));
    domain.map().attach(map.dataspace(), part(4 * PAGE, 8 * PAGE, PLACE));
    assertThat(rig.read(task, PLACE + PAGE)).isFalse();
    assertThat(map.fault()).isEqualTo(new RegionFault(FaultKind.READ, 5 * PAGE));
    map.attach(pages(1), at(5 * PAGE));
    assertThat(rig.read(task, PLACE + PAGE)).isTrue();
  }

  @Test
  void fault_ofAThreadThatIsDestroyed_isForgottenInInnerMapsToo() throws Exception {
    AddressMap map = managed(16 * PAGE);
    map.faultHandler(rig.signal(new boolean[1]));
    domain.map().attach(map.dataspace(), at(PLACE));
    assertThat(rig.read(task, PLACE + PAGE)).isFalse();
    threads.destroyThread(thread);
    assertThat(map.fault()).isEqualTo(new RegionFault(0, 0));
    List<CoreThread> stopped = new ArrayList<>();
    threads.watch(stopped::add);
    map.attach(pages(1), at(PAGE));
    map.clear(false);
    assertThat(stopped).isEmpty();
  }

  @Test
  void fault_inAMapThatIsDestroyed_stopsTheThread() throws Exception {
    Capability<RegionMap> capability = maps.create(4 * PAGE);
    AddressMap map = rig.map(capability);
    map.faultHandler(rig.signal(new boolean[1]));
    domain.map().attach(map.dataspace(), at(PLACE));
    assertThat(rig.read(task, PLACE)).isFalse();
    maps.destroy(capability);
    assertThat(rig.thread(thread).state()).isEqualTo(CpuThread.State.FAULTED);
  }

  @Test
  void fault_thatTheRegionForbids_stopsTheThreadEvenWithHandler() throws Exception {
    domain.map().faultHandler(rig.signal(new boolean[1]));
    domain.map().attach(pages(1), new Attachment(0, 0, PLACE, false, false));
    assertThat(rig.write(task, PLACE)).isFalse();
    assertThat(rig.thread(thread).state()).isEqualTo(CpuThread.State.FAULTED);
  }

  @Test
  void fault_withoutHandler_isReportedWithTheLabel() {
    assertThat(rig.read(task, PLACE)).isFalse();
    assertThat(String.join("\n", rig.machine.lines)).contains("test");
    assertThat(rig.thread(thread).state()).isEqualTo(CpuThread.State.FAULTED);
  }
}
