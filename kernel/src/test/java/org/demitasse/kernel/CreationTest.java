package org.demitasse.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.demitasse.abi.ObjectKind;
import org.demitasse.abi.Permission;
import org.demitasse.abi.ProgramLayout;
import org.demitasse.abi.ResultCode;
import org.demitasse.abi.SystemCall;
import org.demitasse.abi.UtcbLayout;
import org.demitasse.kernel.simulation.SimulatedMachine;
import org.junit.jupiter.api.Test;

final class CreationTest {
  private final Rig rig = new Rig();
  private final SimulatedMachine machine = rig.machine;
  private final long factory = machine.factory;
  private final long space = rig.space();

  private long createThread(long in, long entry, long stack, long utcb) {
    return rig.root(SystemCall.THREAD_CREATE, factory, in, entry, stack, 0, utcb, 0);
  }

  @Test
  void thread_isNew_withIdAndWordInItsUtcb() {
    Rig.Actor thread = rig.newThread(space);
    assertThat(rig.rootRegister(2)).isEqualTo(thread.thread.id());
    assertThat(thread.utcb(UtcbLayout.THREAD_ID)).isEqualTo(thread.thread.id());
    assertThat(thread.utcb(UtcbLayout.CREATOR_WORD)).isEqualTo(77);
    assertThat(thread.state()).isEqualTo(UserThread.SUSPENDED);
    assertThat(thread.thread.priority).isZero();
    assertThat(thread.register(0)).isEqualTo(5);
    assertThat(rig.root(SystemCall.CAPABILITY_QUERY, thread.handle)).isZero();
    assertThat(rig.rootRegister(1)).isEqualTo(ObjectKind.THREAD);
    assertThat(rig.rootRegister(2)).isEqualTo(1);
    assertThat(rig.rootRegister(3)).isEqualTo(thread.thread.id());
  }

  @Test
  void thread_withOddArguments_isRefused() {
    long utcb = ProgramLayout.UTCB_AREA;
    long end = ProgramLayout.USER_END;
    for (long entry : new long[] {-4, 2, 1, end, Long.MIN_VALUE}) {
      assertThat(createThread(space, entry, 0, utcb)).isEqualTo(ResultCode.INVALID_ARGUMENT);
    }
    assertThat(createThread(space, Rig.ENTRY, 8, utcb)).isEqualTo(ResultCode.INVALID_ARGUMENT);
    for (long wrong : new long[] {0, utcb + 8, end, -4096, Long.MIN_VALUE}) {
      assertThat(createThread(space, Rig.ENTRY, 0, wrong)).isEqualTo(ResultCode.INVALID_ARGUMENT);
    }
    assertThat(createThread(factory, Rig.ENTRY, 0, utcb)).isEqualTo(ResultCode.BAD_HANDLE);
    assertThat(createThread(machine.space, Rig.ENTRY, 0, machine.rootRam))
        .isEqualTo(ResultCode.ALREADY_MAPPED);
    assertThat(createThread(space, end - 4, 16, end - 4096)).isZero();
  }

  @Test
  void space_withOddArguments_isRefused() {
    long label = machine.text("x");
    for (long length : new long[] {0, -1, 64, 1L << 40}) {
      assertThat(rig.root(SystemCall.SPACE_CREATE, factory, label, length, 1))
          .isEqualTo(ResultCode.INVALID_ARGUMENT);
    }
    for (long limit : new long[] {-1, 1L << 31}) {
      assertThat(rig.root(SystemCall.SPACE_CREATE, factory, label, 1, limit))
          .isEqualTo(ResultCode.INVALID_ARGUMENT);
    }
    for (long address : new long[] {0, -1, ProgramLayout.USER_END, SimulatedMachine.RAM}) {
      assertThat(rig.root(SystemCall.SPACE_CREATE, factory, address, 1, 1))
          .isEqualTo(ResultCode.BAD_ADDRESS);
    }
    assertThat(rig.root(SystemCall.SPACE_CREATE, factory, label, 63, 0x7FFF_FFFF)).isZero();
  }

  @Test
  void everyCreation_wantsAFactory() {
    for (long call = SystemCall.FACTORY_CREATE; call <= SystemCall.RANGE_CREATE; call++) {
      assertThat(rig.root(call, 0, 1)).isEqualTo(ResultCode.BAD_HANDLE);
      assertThat(rig.root(call, space, 1)).isEqualTo(ResultCode.BAD_HANDLE);
    }
  }

  @Test
  void portal_wantsControlOfItsTarget() {
    Rig.Actor actor = rig.actor();
    long endpoint = rig.endpoint();
    long own = actor.given(factory);
    long uncontrolled = actor.given(endpoint);
    assertThat(actor.call(SystemCall.PORTAL_CREATE, own, uncontrolled, 1))
        .isEqualTo(ResultCode.NO_RIGHT);
    assertThat(actor.call(SystemCall.PORTAL_CREATE, own, own, 1)).isEqualTo(ResultCode.BAD_HANDLE);
    assertThat(actor.call(SystemCall.PORTAL_CREATE, own, 0, 1)).isEqualTo(ResultCode.BAD_HANDLE);
    long controlled = actor.givenControl(endpoint);
    actor.makes(SystemCall.PORTAL_CREATE, own, controlled, 1);
  }

  @Test
  void range_isAPartWithNoMorePermissions() {
    long all = machine.range;
    long part = rig.made(SystemCall.RANGE_CREATE, factory, all, 0x4000, 0x2000, 1);
    assertThat(rig.object(part))
        .isInstanceOfSatisfying(
            PhysicalRange.class,
            range -> {
              assertThat(range.start).isEqualTo(machine.rootRam + 0x4000);
              assertThat(range.size).isEqualTo(0x2000);
              assertThat(range.permissions).isEqualTo(Permission.READ);
            });
    assertThat(rig.root(SystemCall.RANGE_CREATE, factory, part, 0, 0x1000, 3))
        .isEqualTo(ResultCode.NO_RIGHT);
    long[][] wrong = {
      {1, 0x1000, 1},
      {0, 0x800, 1},
      {0, 0, 1},
      {0, -0x1000, 1},
      {-0x1000, 0x1000, 1},
      {0x2000, 0x1000, 1},
      {0, 0x3000, 1},
      {0x1000, 0x2000, 1},
      {0, 0x1000, 0},
      {0, 0x1000, 2},
      {0, 0x1000, 9},
      {0, 0x1000, 1L << 32 | 1},
      {0, Long.MIN_VALUE, 1},
      {0x1000, 0x7FFF_FFFF_FFFF_F000L, 1}
    };
    for (long[] each : wrong) {
      assertThat(rig.root(SystemCall.RANGE_CREATE, factory, part, each[0], each[1], each[2]))
          .as("%x %x %x", each[0], each[1], each[2])
          .isEqualTo(ResultCode.INVALID_ARGUMENT);
    }
    assertThat(rig.root(SystemCall.RANGE_CREATE, factory, space, 0, 0x1000, 1))
        .isEqualTo(ResultCode.BAD_HANDLE);
    long device = rig.made(SystemCall.RANGE_CREATE, factory, machine.deviceRange, 0, 0x1000, 1);
    assertThat(((PhysicalRange) rig.object(device)).permissions)
        .as("a part of a device's range is a device's")
        .isEqualTo(Permission.READ | Permission.DEVICE);
  }

  @Test
  void quota_isMovedAndLimits_andComesBack() {
    long[] before = rig.counts();
    long child = rig.made(SystemCall.FACTORY_CREATE, factory, 3);
    assertThat(rig.root(SystemCall.FACTORY_CREATE, child, 3)).isEqualTo(ResultCode.EXHAUSTED);
    long grandchild = rig.made(SystemCall.FACTORY_CREATE, child, 1);
    long endpoint = rig.made(SystemCall.ENDPOINT_CREATE, child);
    assertThat(rig.root(SystemCall.ENDPOINT_CREATE, child)).isEqualTo(ResultCode.EXHAUSTED);
    long bell = rig.made(SystemCall.NOTIFICATION_CREATE, grandchild);
    for (long wrong : new long[] {-1, 1L << 31}) {
      assertThat(rig.root(SystemCall.FACTORY_CREATE, factory, wrong))
          .isEqualTo(ResultCode.INVALID_ARGUMENT);
    }
    assertThat(rig.root(SystemCall.FACTORY_CREATE, factory, 0x7FFF_FFFF))
        .isEqualTo(ResultCode.EXHAUSTED);
    // From the top down: what lives on keeps its cost.
    assertThat(rig.root(SystemCall.DESTROY, child)).isZero();
    assertThat(rig.root(SystemCall.DESTROY, endpoint)).isZero();
    assertThat(rig.root(SystemCall.DESTROY, grandchild)).isZero();
    assertThat(rig.counts()).isNotEqualTo(before);
    assertThat(rig.root(SystemCall.DESTROY, bell)).isZero();
    assertThat(rig.counts()).isEqualTo(before);
  }

  @Test
  void threadAndSpace_costTheirPages_too() {
    long[] before = rig.counts();
    long label = machine.text("x");
    long one = rig.made(SystemCall.FACTORY_CREATE, factory, 1);
    assertThat(rig.root(SystemCall.SPACE_CREATE, one, label, 1, 9)).isEqualTo(ResultCode.EXHAUSTED);
    assertThat(createThreadWith(one, space)).isEqualTo(ResultCode.EXHAUSTED);
    long four = rig.made(SystemCall.FACTORY_CREATE, factory, 4);
    long small = rig.made(SystemCall.SPACE_CREATE, four, label, 1, 9);
    assertThat(createThreadWith(four, space)).isZero();
    long thread = rig.rootRegister(1);
    assertThat(rig.root(SystemCall.ENDPOINT_CREATE, four)).isEqualTo(ResultCode.EXHAUSTED);
    assertThat(rig.root(SystemCall.DESTROY, thread)).isZero();
    assertThat(rig.root(SystemCall.DESTROY, small)).isZero();
    assertThat(rig.root(SystemCall.SPACE_CREATE, four, label, 1, 9)).isZero();
    assertThat(rig.root(SystemCall.DESTROY, rig.rootRegister(1))).isZero();
    // The table that the UTCB needed stays as long as its space.
    assertThat(rig.root(SystemCall.DESTROY, space)).isZero();
    rig.space();
    for (long each : new long[] {one, four}) {
      assertThat(rig.root(SystemCall.DESTROY, each)).isZero();
    }
    assertThat(rig.counts()).isEqualTo(before);
  }

  private long createThreadWith(long payer, long in) {
    return rig.root(
        SystemCall.THREAD_CREATE, payer, in, Rig.ENTRY, 0, 0, ProgramLayout.UTCB_AREA, 0);
  }

  private long mapAt(long in, int table) {
    long address = Rig.MAP_AREA + ((long) table << 21);
    return rig.root(SystemCall.MAP, in, machine.range, 0, address, 4096, Permission.READ);
  }

  @Test
  void tables_arePaidByTheFactoryOfTheirSpace_andComeBackWithIt() {
    long[] before = rig.counts();
    long five = rig.made(SystemCall.FACTORY_CREATE, factory, 5);
    long frugal = rig.made(SystemCall.SPACE_CREATE, five, machine.text("x"), 1, 9);
    for (int i = 0; i < 3; i++) {
      assertThat(mapAt(frugal, i)).isZero();
    }
    long pages = rig.free(-1);
    assertThat(mapAt(frugal, 3)).isEqualTo(ResultCode.EXHAUSTED);
    assertThat(rig.free(-1)).as("no page was taken").isEqualTo(pages);
    assertThat(rig.root(SystemCall.MAP, frugal, machine.range, 0, Rig.MAP_AREA + 4096, 4096, 1))
        .as("where there is a table")
        .isZero();
    assertThat(rig.root(SystemCall.ENDPOINT_CREATE, five)).isEqualTo(ResultCode.EXHAUSTED);
    assertThat(mapAt(space, 3)).as("a space that another factory pays").isZero();
    assertThat(rig.root(SystemCall.UNMAP, frugal, Rig.MAP_AREA, 4096)).isZero();
    assertThat(rig.root(SystemCall.ENDPOINT_CREATE, five))
        .as("the table stays")
        .isEqualTo(ResultCode.EXHAUSTED);
    assertThat(rig.root(SystemCall.DESTROY, frugal)).isZero();
    long orphan = rig.made(SystemCall.SPACE_CREATE, five, machine.text("x"), 1, 9);
    assertThat(mapAt(orphan, 0)).isZero();
    assertThat(rig.root(SystemCall.DESTROY, five)).isZero();
    assertThat(mapAt(orphan, 1)).as("a dead factory pays nothing").isEqualTo(ResultCode.EXHAUSTED);
    assertThat(rig.root(SystemCall.DESTROY, orphan)).isZero();
    assertThat(rig.root(SystemCall.DESTROY, space)).isZero();
    rig.space();
    assertThat(rig.counts()).isEqualTo(before);
  }

  @Test
  void everyPool_runsOut_withAnError_andRecovers() {
    long endpoint = rig.endpoint();
    long[] before = rig.counts();
    long label = machine.text("x");
    int[] kinds = {
      ObjectKind.FACTORY, ObjectKind.SPACE, ObjectKind.THREAD, ObjectKind.ENDPOINT,
      ObjectKind.PORTAL, ObjectKind.NOTIFICATION, ObjectKind.INTERRUPT, ObjectKind.PHYSICAL_RANGE
    };
    for (int kind : kinds) {
      long free = rig.free(kind);
      long[] made = new long[(int) free];
      for (int i = 0; i <= free; i++) {
        long result =
            switch (kind) {
              case ObjectKind.FACTORY -> rig.root(SystemCall.FACTORY_CREATE, factory, 0);
              case ObjectKind.SPACE -> rig.root(SystemCall.SPACE_CREATE, factory, label, 1, 9);
              case ObjectKind.THREAD ->
                  createThread(space, Rig.ENTRY, 0, ProgramLayout.UTCB_AREA + i * 4096L);
              case ObjectKind.ENDPOINT -> rig.root(SystemCall.ENDPOINT_CREATE, factory);
              case ObjectKind.PORTAL -> rig.root(SystemCall.PORTAL_CREATE, factory, endpoint, i);
              case ObjectKind.NOTIFICATION -> rig.root(SystemCall.NOTIFICATION_CREATE, factory);
              case ObjectKind.INTERRUPT ->
                  rig.root(SystemCall.INTERRUPT_CREATE, factory, machine.control, 34L + i, 0);
              default -> rig.root(SystemCall.RANGE_CREATE, factory, machine.range, 0, 4096, 1);
            };
        assertThat(result).as("kind %d", kind).isEqualTo(i < free ? 0 : ResultCode.EXHAUSTED);
        if (i < free) {
          made[i] = rig.rootRegister(1);
        }
      }
      LongStream.of(made).forEach(each -> assertThat(rig.root(SystemCall.DESTROY, each)).isZero());
      assertThat(rig.free(kind)).isEqualTo(free);
    }
    // The tables that the UTCBs needed stay as long as their space.
    assertThat(rig.root(SystemCall.DESTROY, space)).isZero();
    rig.space();
    assertThat(rig.counts()).isEqualTo(before);
  }

  @Test
  void kernelPages_runOut_withAnError_andRecover() {
    Rig scarce =
        new Rig(
            new SimulatedMachine.Size(
                1, 16, 12, new Objects.Limits(200, 4, 16, 12, 4, 4, 4, 4, 4)));
    long[] before = scarce.counts();
    long first = scarce.space();
    long address = Rig.MAP_AREA;
    long result = 0;
    while (result == 0) {
      result =
          scarce.root(
              SystemCall.MAP, first, scarce.machine.range, 0, address, 4096, Permission.READ);
      address += 1 << 21;
    }
    assertThat(result).isEqualTo(ResultCode.EXHAUSTED);
    assertThat(scarce.free(-1)).isZero();
    long label = scarce.machine.text("x");
    assertThat(scarce.root(SystemCall.SPACE_CREATE, scarce.machine.factory, label, 1, 1))
        .isEqualTo(ResultCode.EXHAUSTED);
    assertThat(
            scarce.root(
                SystemCall.THREAD_CREATE,
                scarce.machine.factory,
                first,
                Rig.ENTRY,
                0,
                0,
                ProgramLayout.UTCB_AREA,
                0))
        .isEqualTo(ResultCode.EXHAUSTED);
    assertThat(scarce.root(SystemCall.DESTROY, first)).isZero();
    assertThat(scarce.counts()).isEqualTo(before);
  }

  @Test
  void limitOfCapabilities_isEachSpacesOwn() {
    Rig.Actor poor = rig.actor(rig.space(2), 0);
    long own = poor.given(factory);
    poor.given(poor.space);
    assertThat(rig.root(SystemCall.CAPABILITY_COPY, poor.space, space, 0))
        .isEqualTo(ResultCode.EXHAUSTED);
    for (long call : new long[] {SystemCall.ENDPOINT_CREATE, SystemCall.NOTIFICATION_CREATE}) {
      assertThat(poor.call(call, own)).isEqualTo(ResultCode.EXHAUSTED);
    }
    assertThat(poor.call(SystemCall.FACTORY_CREATE, own, 0)).isEqualTo(ResultCode.EXHAUSTED);
  }

  @Test
  void statistics_knowTheirKinds() {
    assertThat(rig.root(SystemCall.STATISTICS, machine.control, 0)).isZero();
    assertThat(rig.rootRegister(2)).isEqualTo(511);
    for (long wrong : new long[] {-2, 9, 10, 1L << 32}) {
      assertThat(rig.root(SystemCall.STATISTICS, machine.control, wrong))
          .isEqualTo(ResultCode.INVALID_ARGUMENT);
    }
    for (long call :
        new long[] {SystemCall.STATISTICS, SystemCall.CONSOLE_READ, SystemCall.POWER_OFF}) {
      assertThat(rig.root(call, factory, 0)).isEqualTo(ResultCode.BAD_HANDLE);
      assertThat(rig.root(call, 0, 0)).isEqualTo(ResultCode.BAD_HANDLE);
    }
  }
}
