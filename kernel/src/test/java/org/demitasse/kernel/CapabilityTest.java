package org.demitasse.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.demitasse.abi.ObjectKind;
import org.demitasse.abi.Permission;
import org.demitasse.abi.ProgramLayout;
import org.demitasse.abi.ResultCode;
import org.demitasse.abi.SystemCall;
import org.demitasse.kernel.simulation.SimulatedMachine;
import org.junit.jupiter.api.Test;

/** Handles; and the calls on memory and console, which are rights, too. */
final class CapabilityTest {
  private static final int READ = Permission.READ;
  private static final int ALL = Permission.READ | Permission.WRITE | Permission.EXECUTE;

  private final Rig rig = new Rig();
  private final SimulatedMachine machine = rig.machine;
  private final long space = rig.space();

  @Test
  void handleOfADeletedCapability_staysStale() {
    long first = rig.endpoint();
    assertThat(rig.root(SystemCall.CAPABILITY_DELETE, first)).isZero();
    long second = rig.endpoint();
    assertThat(second).isNotEqualTo(first);
    assertThat(second & Capability.INDEX).as("the same entry").isEqualTo(first & Capability.INDEX);
    assertThat(rig.root(SystemCall.CAPABILITY_QUERY, first)).isEqualTo(ResultCode.BAD_HANDLE);
    assertThat(rig.rootRegister(1)).isEqualTo(ObjectKind.NONE);
    assertThat(rig.root(SystemCall.CAPABILITY_DELETE, first)).isEqualTo(ResultCode.BAD_HANDLE);
    assertThat(rig.root(SystemCall.DESTROY, first)).isEqualTo(ResultCode.BAD_HANDLE);
  }

  @Test
  void destroyedObject_isGoneForAllHolders_whoDeleteTheirCapabilities() {
    Rig.Actor holder = rig.actor();
    long endpoint = rig.endpoint();
    long copy = holder.given(endpoint);
    assertThat(rig.root(SystemCall.DESTROY, endpoint)).isZero();
    assertThat(rig.endpoint()).as("the slot is used again").isNotZero();
    assertThat(holder.call(SystemCall.WAIT, copy, 0)).isEqualTo(ResultCode.BAD_HANDLE);
    assertThat(holder.call(SystemCall.DESTROY, copy)).isEqualTo(ResultCode.BAD_HANDLE);
    assertThat(holder.call(SystemCall.CAPABILITY_DELETE, copy)).isZero();
    assertThat(holder.call(SystemCall.CAPABILITY_DELETE, copy)).isEqualTo(ResultCode.BAD_HANDLE);
  }

  @Test
  void labelOfAPortal_isToldToWhoMayWaitAtItsEndpoint_andToNobodyElse() {
    long endpoint = rig.endpoint();
    long other = rig.endpoint();
    long portal = rig.portal(endpoint, 4711);
    assertThat(rig.root(SystemCall.CAPABILITY_QUERY, portal, endpoint)).isZero();
    assertThat(rig.rootRegister(1)).isEqualTo(ObjectKind.PORTAL);
    assertThat(rig.rootRegister(4)).isEqualTo(4711);
    assertThat(rig.root(SystemCall.CAPABILITY_QUERY, portal, other)).isZero();
    assertThat(rig.rootRegister(4)).isZero();
    assertThat(rig.root(SystemCall.CAPABILITY_QUERY, portal, 0)).isZero();
    assertThat(rig.rootRegister(4)).isZero();
    assertThat(rig.root(SystemCall.CAPABILITY_QUERY, portal, portal))
        .isEqualTo(ResultCode.BAD_HANDLE);
    assertThat(rig.root(SystemCall.CAPABILITY_QUERY, endpoint, endpoint)).isZero();
    assertThat(rig.rootRegister(4)).isZero();
  }

  @Test
  void object_livesAsLongAsItsLastCapability() {
    long[] before = rig.counts();
    long endpoint = rig.endpoint();
    long copy = rig.give(machine.space, endpoint);
    assertThat(rig.root(SystemCall.CAPABILITY_DELETE, endpoint)).isZero();
    assertThat(rig.root(SystemCall.CAPABILITY_QUERY, copy)).isZero();
    assertThat(rig.rootRegister(2)).isZero();
    assertThat(rig.root(SystemCall.CAPABILITY_DELETE, copy)).isZero();
    assertThat(rig.counts()).isEqualTo(before);
  }

  @Test
  void control_isPassedOnByWhoHasIt() {
    Rig.Actor actor = rig.actor();
    long own = actor.given(actor.space);
    long uncontrolled = actor.given(rig.endpoint());
    assertThat(actor.call(SystemCall.DESTROY, uncontrolled)).isEqualTo(ResultCode.NO_RIGHT);
    assertThat(actor.call(SystemCall.CAPABILITY_COPY, own, uncontrolled, 1))
        .isEqualTo(ResultCode.NO_RIGHT);
    assertThat(actor.call(SystemCall.CAPABILITY_COPY, own, uncontrolled, 2))
        .isEqualTo(ResultCode.INVALID_ARGUMENT);
    assertThat(actor.call(SystemCall.CAPABILITY_COPY, own, 0, 0)).isEqualTo(ResultCode.BAD_HANDLE);
    assertThat(actor.call(SystemCall.CAPABILITY_COPY, uncontrolled, own, 0))
        .isEqualTo(ResultCode.BAD_HANDLE);
    assertThat(actor.call(SystemCall.CAPABILITY_COPY, own, uncontrolled, 0)).isZero();
  }

  @Test
  void threadCalls_wantAThreadUnderControl() {
    Rig.Actor actor = rig.actor();
    long uncontrolled = actor.given(actor.handle);
    for (long call = SystemCall.THREAD_HANDLERS; call <= SystemCall.THREAD_TIMER; call++) {
      assertThat(actor.call(call, uncontrolled, 0, 0, 0)).isEqualTo(ResultCode.NO_RIGHT);
      assertThat(actor.call(call, 0, 0, 0, 0)).isEqualTo(ResultCode.BAD_HANDLE);
      assertThat(rig.root(call, space, 0, 0, 0)).isEqualTo(ResultCode.BAD_HANDLE);
    }
  }

  @Test
  void machineControl_cannotBeDestroyed() {
    assertThat(rig.root(SystemCall.DESTROY, machine.control)).isEqualTo(ResultCode.BAD_HANDLE);
    long copy = rig.give(machine.space, machine.control);
    assertThat(rig.root(SystemCall.CAPABILITY_DELETE, machine.control)).isZero();
    assertThat(rig.root(SystemCall.STATISTICS, copy, 0)).isZero();
    assertThat(rig.root(SystemCall.CAPABILITY_DELETE, copy)).isZero();
  }

  @Test
  void powerOff_endsWithTheCode() {
    assertThatThrownBy(() -> machine.systemCall(0, SystemCall.POWER_OFF, machine.control, 9))
        .isInstanceOf(SimulatedMachine.PoweredOff.class);
    assertThat(machine.lines()).endsWith("[kernel] power off: exit code 9\n");
  }

  private long map(long offset, long virtual, long size, long permissions) {
    return rig.root(SystemCall.MAP, space, machine.range, offset, virtual, size, permissions);
  }

  @Test
  void map_query_unmap() {
    assertThat(map(0x3000, Rig.MAP_AREA, 0x2000, 3)).isZero();
    assertThat(rig.root(SystemCall.QUERY, space, Rig.MAP_AREA + 0x1008)).isZero();
    assertThat(rig.rootRegister(1)).isEqualTo(machine.rootRam + 0x4008);
    assertThat(rig.rootRegister(2)).isEqualTo(3);
    assertThat(map(0, Rig.MAP_AREA + 0x1000, 0x2000, 3)).isEqualTo(ResultCode.ALREADY_MAPPED);
    assertThat(rig.root(SystemCall.QUERY, space, Rig.MAP_AREA + 0x2000))
        .as("all or nothing")
        .isEqualTo(ResultCode.NOT_MAPPED);
    assertThat(rig.root(SystemCall.UNMAP, space, Rig.MAP_AREA, 0x3000))
        .isEqualTo(ResultCode.NOT_MAPPED);
    assertThat(rig.root(SystemCall.QUERY, space, Rig.MAP_AREA)).isEqualTo(ResultCode.NOT_MAPPED);
    assertThat(machine.memory.published).as("no code yet").isEqualTo(-1);
    assertThat(map(0, Rig.MAP_AREA, 0x1000, READ | Permission.EXECUTE)).isZero();
    assertThat(machine.memory.published).isEqualTo(machine.rootRam);
    assertThat(rig.root(SystemCall.UNMAP, space, Rig.MAP_AREA, 0x1000)).isZero();
  }

  @Test
  void map_ofADevice_isADevices() {
    assertThat(rig.root(SystemCall.MAP, space, machine.deviceRange, 0, Rig.MAP_AREA, 0x1000, 3))
        .isZero();
    assertThat(rig.root(SystemCall.QUERY, space, Rig.MAP_AREA)).isZero();
    assertThat(rig.rootRegister(2)).isEqualTo(3 | Permission.DEVICE);
    assertThat(
            rig.root(
                SystemCall.MAP, machine.space, machine.deviceRange, 0, Rig.MAP_AREA, 0x1000, 3))
        .isZero();
    assertThat(rig.root(SystemCall.CONSOLE_WRITE, Rig.MAP_AREA, 1, 0))
        .as("the kernel does not read devices")
        .isEqualTo(ResultCode.BAD_ADDRESS);
  }

  @Test
  void map_withOddArguments_isRefused() {
    long end = ProgramLayout.USER_END;
    long[][] wrong = {
      {1, Rig.MAP_AREA, 0x1000, 1},
      {-0x1000, Rig.MAP_AREA, 0x1000, 1},
      {0x10000, Rig.MAP_AREA, 0x1000, 1},
      {0xF000, Rig.MAP_AREA, 0x2000, 1},
      {0, Rig.MAP_AREA + 1, 0x1000, 1},
      {0, 0, 0x1000, 1},
      {0, end, 0x1000, 1},
      {0, end - 0x1000, 0x2000, 1},
      {0, -0x1000, 0x1000, 1},
      {0, Rig.MAP_AREA, 0, 1},
      {0, Rig.MAP_AREA, 100, 1},
      {0, Rig.MAP_AREA, -0x1000, 1},
      {0, Rig.MAP_AREA, SystemCall.MAP_LIMIT + 0x1000L, 1},
      {0, Rig.MAP_AREA, 0x1000, 0},
      {0, Rig.MAP_AREA, 0x1000, 2},
      {0, Rig.MAP_AREA, 0x1000, ALL},
      {0, Rig.MAP_AREA, 0x1000, 9},
      {0, Rig.MAP_AREA, 0x1000, 1L << 32 | 1},
      {0, Rig.MAP_AREA, Long.MIN_VALUE, 1}
    };
    for (long[] each : wrong) {
      assertThat(map(each[0], each[1], each[2], each[3]))
          .as("%x %x %x %x", each[0], each[1], each[2], each[3])
          .isEqualTo(ResultCode.INVALID_ARGUMENT);
    }
    assertThat(map(0xF000, end - 0x1000, 0x1000, 1)).as("the last page").isZero();
    long readable = rig.made(SystemCall.RANGE_CREATE, machine.factory, machine.range, 0, 4096, 1);
    assertThat(rig.root(SystemCall.MAP, space, readable, 0, Rig.MAP_AREA, 4096, 3))
        .isEqualTo(ResultCode.NO_RIGHT);
    assertThat(rig.root(SystemCall.MAP, readable, space, 0, Rig.MAP_AREA, 4096, 1))
        .isEqualTo(ResultCode.BAD_HANDLE);
    for (long[] each : new long[][] {{0, 4096}, {8, 4096}, {Rig.MAP_AREA, 0}, {end, 4096}}) {
      assertThat(rig.root(SystemCall.UNMAP, space, each[0], each[1]))
          .isEqualTo(ResultCode.INVALID_ARGUMENT);
    }
    assertThat(rig.root(SystemCall.UNMAP, space, Rig.MAP_AREA, SystemCall.MAP_LIMIT + 4096L))
        .isEqualTo(ResultCode.INVALID_ARGUMENT);
    assertThat(rig.root(SystemCall.UNMAP, 0, Rig.MAP_AREA, 4096)).isEqualTo(ResultCode.BAD_HANDLE);
    assertThat(rig.root(SystemCall.QUERY, 0, 0)).isEqualTo(ResultCode.BAD_HANDLE);
    for (long address : new long[] {-1, end}) {
      assertThat(rig.root(SystemCall.QUERY, space, address)).isEqualTo(ResultCode.INVALID_ARGUMENT);
    }
  }

  @Test
  void recursiveTables_showTheRootTable() {
    for (long slot : new long[] {-1, 512}) {
      assertThat(rig.root(SystemCall.SPACE_RECURSIVE, space, slot))
          .isEqualTo(ResultCode.INVALID_ARGUMENT);
    }
    assertThat(rig.root(SystemCall.SPACE_RECURSIVE, 0, 1)).isEqualTo(ResultCode.BAD_HANDLE);
    assertThat(rig.root(SystemCall.SPACE_RECURSIVE, space, 511)).isZero();
    assertThat(rig.root(SystemCall.SPACE_RECURSIVE, space, 511))
        .isEqualTo(ResultCode.ALREADY_MAPPED);
    assertThat(rig.root(SystemCall.QUERY, space, ProgramLayout.USER_END - 4096)).isZero();
    assertThat(rig.rootRegister(2)).isEqualTo(READ);
  }

  @Test
  void consoleWrite_linesCarryTheLabel_andDoNotMix() {
    long text = machine.text("half");
    assertThat(rig.root(SystemCall.CONSOLE_WRITE, text, 4, 0)).isZero();
    assertThat(machine.lines()).isEmpty();
    machine.text(" line\r\nnext");
    assertThat(rig.root(SystemCall.CONSOLE_WRITE, text, 11, 0)).isZero();
    assertThat(machine.lines()).isEqualTo("[core] half line\n");
    String longLine = "x".repeat(300) + "\n";
    machine.text(longLine);
    assertThat(rig.root(SystemCall.CONSOLE_WRITE, text, longLine.length(), 0)).isZero();
    assertThat(machine.lines()).isEqualTo("[core] half line\n[core] next" + longLine);
  }

  @Test
  void consoleWrite_withoutLabel_isForWhoControlsTheMachine() {
    long text = machine.text("[a -> b] said\n");
    assertThat(rig.root(SystemCall.CONSOLE_WRITE, text, 14, machine.factory))
        .isEqualTo(ResultCode.BAD_HANDLE);
    assertThat(machine.lines()).isEmpty();
    assertThat(rig.root(SystemCall.CONSOLE_WRITE, text, 14, machine.control)).isZero();
    assertThat(machine.lines()).isEqualTo("[a -> b] said\n");
  }

  @Test
  void consoleWrite_ofATerminal_appearsAsItIs_andOthersBeginALineOfTheirOwn() {
    long text = machine.text("$ a\033[K");
    assertThat(rig.root(SystemCall.CONSOLE_WRITE, text, 6, machine.control, SystemCall.TERMINAL))
        .isZero();
    assertThat(machine.lines()).isEqualTo("$ a\033[K");
    machine.text("line\n");
    assertThat(rig.root(SystemCall.CONSOLE_WRITE, text, 5, machine.control, 0)).isZero();
    assertThat(machine.lines()).isEqualTo("$ a\033[K\nline\n");
    machine.text("\033\n");
    assertThat(rig.root(SystemCall.CONSOLE_WRITE, text, 2, 0, SystemCall.TERMINAL))
        .as("without control of the machine it is a line like any other")
        .isZero();
    assertThat(machine.lines()).isEqualTo("$ a\033[K\nline\n[core] ?\n");
  }

  @Test
  void consoleWrite_ofUnmappedMemory_isRefused() {
    long end = machine.rootRam + SimulatedMachine.ROOT_RAM_SIZE;
    for (long[] each : new long[][] {{0, 1}, {-1, 10}, {end - 4, 5}, {SimulatedMachine.RAM, 1}}) {
      assertThat(rig.root(SystemCall.CONSOLE_WRITE, each[0], each[1], 0))
          .isEqualTo(ResultCode.BAD_ADDRESS);
    }
    for (long length : new long[] {4097, -1, Long.MIN_VALUE}) {
      assertThat(rig.root(SystemCall.CONSOLE_WRITE, machine.rootRam, length, 0))
          .isEqualTo(ResultCode.INVALID_ARGUMENT);
    }
    assertThat(rig.root(SystemCall.CONSOLE_WRITE, end - 4096, 4096, 0)).isZero();
    assertThat(rig.root(SystemCall.CONSOLE_WRITE, end - 4, 4, 0)).isZero();
  }

  @Test
  void label_cannotForgeALine() {
    long label = machine.text("a\r\n[kernel");
    long odd = rig.made(SystemCall.SPACE_CREATE, machine.factory, label, 10, 20);
    Rig.Actor actor = rig.actor(odd, 0);
    assertThat(rig.root(SystemCall.MAP, odd, machine.range, 0x1000, Rig.MAP_AREA, 4096, READ))
        .isZero();
    machine.text("text\n");
    assertThat(actor.call(SystemCall.CONSOLE_WRITE, Rig.MAP_AREA, 5, 0)).isZero();
    assertThat(machine.lines()).isEqualTo("[a??[kernel] text\n");
  }

  @Test
  void consoleRead_givesWhatWasTyped() {
    machine.input = "A";
    assertThat(rig.made(SystemCall.CONSOLE_READ, machine.control)).isEqualTo('A');
    assertThat(rig.made(SystemCall.CONSOLE_READ, machine.control)).isEqualTo(-1);
  }
}
