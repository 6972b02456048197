package org.demitasse.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.demitasse.abi.FaultKind;
import org.demitasse.abi.Permission;
import org.demitasse.base.Capability;
import org.demitasse.base.session.Attachment;
import org.demitasse.base.session.CpuThread;
import org.demitasse.base.session.Dataspace;
import org.demitasse.base.session.InvalidDataspaceException;
import org.demitasse.base.session.OutOfCapabilitiesException;
import org.demitasse.base.session.OutOfRamException;
import org.demitasse.base.session.RegionConflictException;
import org.demitasse.base.session.RegionMap;
import org.junit.jupiter.api.RepeatedTest;

/** Domains, memory, maps and threads in any order: what holds after every step, and at the end. */
class RandomUseTest {
  private static final int PAGE = CoreRig.PAGE;
  private static final long PLACE = 0x20_0000_0000L;

  private record Component(
      Session domainSession,
      Domain domain,
      Session cpuSession,
      Threads threads,
      Session mapSession,
      RegionMaps maps,
      List<Capability<Dataspace>> memory,
      List<Capability<RegionMap>> managed,
      List<Capability<CpuThread>> running,
      List<FakeMachine.Task> tasks) {}

  private final long seed = Long.getLong("demitasse.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final CoreRig rig = new CoreRig();
  private final List<Component> components = new ArrayList<>();

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private void open() throws OutOfRamException, OutOfCapabilitiesException {
    Session domainSession = rig.open("PD");
    Domain domain = (Domain) domainSession.dispatcher().object();
    domain.account().referTo(rig.account);
    rig.account.transferRam(domain.account(), Math.min(40L * PAGE, rig.account.ram().available()));
    rig.account.transferCapabilities(domain.account(), 20);
    Session cpuSession = rig.open("CPU");
    Session mapSession = rig.open("RM");
    components.add(
        new Component(
            domainSession,
            domain,
            cpuSession,
            (Threads) cpuSession.dispatcher().object(),
            mapSession,
            (RegionMaps) mapSession.dispatcher().object(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>()));
  }

  private void close(Component component) {
    List<Session> sessions =
        new ArrayList<>(
            List.of(component.domainSession(), component.cpuSession(), component.mapSession()));
    components.remove(component);
    while (!sessions.isEmpty()) {
      sessions.remove(random.nextInt(sessions.size())).end().run();
    }
  }

  private AddressMap object(Capability<RegionMap> map) {
    return rig.map(map);
  }

  private AddressMap anyMap(Component component) {
    return component.managed().isEmpty() || random.nextBoolean()
        ? component.domain().map()
        : object(any(component.managed()));
  }

  private Attachment attachment(boolean ofADomain) {
    long base = ofADomain ? PLACE : 0;
    return new Attachment(
        random.nextInt(3) == 0 ? (long) random.nextInt(4) * PAGE : 0,
        random.nextInt(3) == 0 ? (long) random.nextInt(6) * PAGE : 0,
        base + (long) random.nextInt(24) * PAGE,
        random.nextInt(4) != 0,
        false);
  }

  private void step(Component component)
      throws OutOfRamException,
          OutOfCapabilitiesException,
          InvalidDataspaceException,
          RegionConflictException {
    switch (random.nextInt(16)) {
      case 0, 1 ->
          component.memory().add(component.domain().allocate((1L + random.nextInt(8)) * PAGE));
      case 2 ->
          component
              .memory()
              .add(component.domain().allocateGrowing(12L * PAGE, (long) random.nextInt(5) * PAGE));
      case 3 -> {
        if (!component.memory().isEmpty()) {
          component
              .domain()
              .free(component.memory().remove(random.nextInt(component.memory().size())));
        }
      }
      case 4, 5, 6 -> {
        AddressMap map = anyMap(component);
        Component other = any(components);
        if (random.nextInt(3) == 0 && !other.managed().isEmpty()) {
          map.attach(
              object(any(other.managed())).dataspace(),
              attachment(map == component.domain().map()));
        } else if (!other.memory().isEmpty()) {
          map.attach(any(other.memory()), attachment(map == component.domain().map()));
        }
      }
      case 7 -> {
        AddressMap map = anyMap(component);
        if (!map.regions().isEmpty()) {
          map.detach(any(map.regions()).start());
        }
      }
      case 8 -> component.managed().add(component.maps().create((4L + random.nextInt(20)) * PAGE));
      case 9 -> {
        if (!component.managed().isEmpty()) {
          component
              .maps()
              .destroy(component.managed().remove(random.nextInt(component.managed().size())));
        }
      }
      case 10 -> {
        Capability<CpuThread> thread =
            component
                .threads()
                .createThread(rig.capability(component.domainSession()), "thread", 1, 0);
        component.running().add(thread);
        component.tasks().add(rig.start(thread));
      }
      case 11 -> {
        if (!component.running().isEmpty()) {
          int index = random.nextInt(component.running().size());
          component.threads().destroyThread(component.running().remove(index));
          component.tasks().remove(index);
        }
      }
      case 12 -> anyMap(component).faultHandler(rig.signal(new boolean[1]));
      default -> touch(component);
    }
  }

  private void touch(Component component) {
    if (component.tasks().isEmpty()) {
      return;
    }
    FakeMachine.Task task = any(component.tasks());
    if (!task.stopped) {
      rig.touch(
          task,
          PLACE + (long) random.nextInt(32 * PAGE),
          random.nextBoolean() ? FaultKind.WRITE : FaultKind.READ);
    }
  }

  private void check() {
    long ram = rig.account.ram().limit();
    long capabilities = rig.account.capabilities().limit();
    for (Component each : components) {
      ram += each.domain().account().ram().limit();
      capabilities += each.domain().account().capabilities().limit();
      assertThat(each.domain().account().ram().available()).isNotNegative();
      check(each.domain());
    }
    assertThat(ram).as("seed %d", seed).isEqualTo(CoreRig.RAM);
    assertThat(capabilities).as("seed %d", seed).isEqualTo(CoreRig.CAPABILITIES);
    assertThat(rig.pages.freePages() * PAGE)
        .as("pages that were promised are there, seed %d", seed)
        .isGreaterThanOrEqualTo(rig.account.ram().available());
  }

  /** Whatever is mapped is what the regions show, with no more rights than they give. */
  private void check(Domain domain) {
    FakeMachine.Space space = Objects.requireNonNull(rig.machine.spaces.get(domain.kernelSpace()));
    for (Map.Entry<Long, FakeMachine.Mapping> each : space.mappings.entrySet()) {
      long physical = Faults.translate(domain, each.getKey());
      assertThat(physical)
          .as("0x%x, seed %d", each.getKey(), seed)
          .isEqualTo(each.getValue().physical());
      Region region = domain.map().at(each.getKey());
      assertThat(region).isNotNull();
      assertThat(each.getValue().permissions() & ~region.permissions() & Permission.WRITE)
          .as("0x%x, seed %d", each.getKey(), seed)
          .isZero();
    }
  }

  @RepeatedTest(20)
  void anyUse_keepsTheAccountsAndTheMappings_andLeavesNothing() throws Exception {
    open();
    for (int round = 0; round < 400; round++) {
      try {
        int what = random.nextInt(60);
        if (components.isEmpty() || (what == 0 && components.size() < 5)) {
          open();
        } else if (what == 1) {
          close(any(components));
        } else {
          step(any(components));
        }
      } catch (OutOfRamException
          | OutOfCapabilitiesException
          | InvalidDataspaceException
          | RegionConflictException
          | IllegalArgumentException refused) {
        assertThat(refused.getMessage()).as("seed %d", seed).isNotBlank();
      }
      check();
    }
    while (!components.isEmpty()) {
      close(components.getFirst());
    }
    rig.assertNothingIsLeft();
  }
}
