package org.demitasse.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.demitasse.abi.Event;
import org.demitasse.abi.FaultKind;
import org.demitasse.abi.Permission;
import org.demitasse.abi.ResultCode;
import org.demitasse.abi.SystemCall;
import org.demitasse.kernel.simulation.SimulatedMachine;
import org.junit.jupiter.api.Test;

final class KernelTest {
  private static final long COMPONENT = 0x1_0000_1000L;
  private static final int READ_WRITE = Permission.READ | Permission.WRITE;

  private final SimulatedMachine machine = new SimulatedMachine();

  private long createSpace(String label) {
    assertThat(machine.call(SystemCall.SPACE_CREATE, machine.text(label), label.length())).isZero();
    return machine.result(1);
  }

  private long createThread(long space) {
    assertThat(machine.call(SystemCall.THREAD_CREATE, space, COMPONENT, 0, 7)).isZero();
    return machine.result(1);
  }

  private long startedThread(long space) {
    long thread = createThread(space);
    assertThat(machine.call(SystemCall.THREAD_START, thread)).isZero();
    return thread;
  }

  @Test
  void call_unknownNumber_isRefused() {
    assertThat(machine.call(999)).isEqualTo(ResultCode.UNKNOWN_CALL);
    assertThat(machine.call(-1)).isEqualTo(ResultCode.UNKNOWN_CALL);
    assertThat(machine.call(10)).isEqualTo(ResultCode.UNKNOWN_CALL);
  }

  @Test
  void thread_started_runsWithItsArgument_whenTheRootWaits() {
    startedThread(createSpace("hello"));
    long root = machine.frame;
    machine.call(SystemCall.WAIT);
    assertThat(machine.frame).isNotEqualTo(root);
    assertThat(machine.result(0)).isEqualTo(7);
    assertThat(machine.registers.instructionPointer(machine.frame)).isEqualTo(COMPONENT);
  }

  @Test
  void wait_withoutOtherThreads_saysSo() {
    assertThat(machine.call(SystemCall.WAIT)).isEqualTo(ResultCode.NOTHING_TO_WAIT_FOR);
    createThread(createSpace("never started"));
    assertThat(machine.call(SystemCall.WAIT)).isEqualTo(ResultCode.NOTHING_TO_WAIT_FOR);
  }

  @Test
  void exit_isReportedToTheRoot_withItsCode() {
    long space = createSpace("hello");
    long thread = startedThread(space);
    machine.call(SystemCall.WAIT);
    machine.call(SystemCall.EXIT, 3);
    assertThat(machine.result(0)).isZero();
    assertThat(machine.result(1)).isEqualTo(Event.EXIT);
    assertThat(machine.result(2)).isEqualTo(thread);
    assertThat(machine.result(3)).isEqualTo(space);
    assertThat(machine.result(4)).isEqualTo(3);
    assertThat(machine.call(SystemCall.THREAD_START, thread)).isEqualTo(ResultCode.WRONG_STATE);
    assertThat(machine.call(SystemCall.SPACE_DESTROY, space)).isZero();
    assertThat(machine.mmu.aliveSpaces()).isEqualTo(1);
  }

  @Test
  void fault_stopsTheThread_untilTheRootStartsItAgain() {
    long thread = startedThread(createSpace("hello"));
    machine.call(SystemCall.WAIT);
    long component = machine.frame;
    machine.fault(Event.PAGE_FAULT, FaultKind.WRITE, 0x1_0000_5000L);
    assertThat(machine.result(1)).isEqualTo(Event.PAGE_FAULT);
    assertThat(machine.result(4)).isEqualTo(0x1_0000_5000L);
    assertThat(machine.result(5)).isEqualTo(COMPONENT);
    assertThat(machine.result(6)).isEqualTo(FaultKind.WRITE);
    assertThat(machine.call(SystemCall.THREAD_START, thread)).isZero();
    machine.call(SystemCall.WAIT);
    assertThat(machine.frame).isEqualTo(component);
    assertThat(machine.result(0)).isEqualTo(7);
  }

  @Test
  void fault_ofTheRoot_isReportedAndEndsTheSystem() {
    assertThatThrownBy(() -> machine.fault(Event.PAGE_FAULT, FaultKind.READ, 0))
        .isInstanceOf(SimulatedMachine.PoweredOff.class);
    assertThat(machine.lines())
        .contains(
            "[kernel] the root program faulted: read access at address 0x0, instruction 0x100001000")
        .endsWith("[kernel] power off: exit code 139\n");
  }

  @Test
  void exit_ofTheRoot_powersOffWithItsCode() {
    assertThatThrownBy(() -> machine.call(SystemCall.EXIT, 5))
        .isInstanceOf(SimulatedMachine.PoweredOff.class);
    assertThat(machine.lines()).endsWith("[kernel] power off: exit code 5\n");
  }

  @Test
  void component_hasNoControlRight() {
    startedThread(createSpace("hello"));
    machine.call(SystemCall.WAIT);
    for (int number = SystemCall.SPACE_CREATE; number <= SystemCall.CONSOLE_READ; number++) {
      assertThat(machine.call(number, 0, 0, 0, 0))
          .as("call %d", number)
          .isEqualTo(ResultCode.NO_RIGHT);
    }
  }

  @Test
  void handle_ofADestroyedSpace_staysStale() {
    long first = createSpace("first");
    long thread = createThread(first);
    assertThat(machine.call(SystemCall.SPACE_DESTROY, first)).isZero();
    long second = createSpace("second");
    assertThat(second).isNotEqualTo(first);
    assertThat(machine.call(SystemCall.SPACE_DESTROY, first)).isEqualTo(ResultCode.BAD_HANDLE);
    assertThat(machine.call(SystemCall.THREAD_START, thread)).isEqualTo(ResultCode.BAD_HANDLE);
    assertThat(machine.call(SystemCall.THREAD_START, second)).isEqualTo(ResultCode.BAD_HANDLE);
  }

  @Test
  void pools_exhausted_giveAnError_andRecover() {
    List<Long> spaces = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      spaces.add(createSpace("space"));
    }
    assertThat(machine.call(SystemCall.SPACE_CREATE, machine.text("x"), 1))
        .isEqualTo(ResultCode.EXHAUSTED);
    for (int i = 0; i < 7; i++) {
      createThread(spaces.get(0));
    }
    assertThat(machine.call(SystemCall.THREAD_CREATE, spaces.get(0), COMPONENT, 0, 0))
        .isEqualTo(ResultCode.EXHAUSTED);
    for (long space : spaces) {
      assertThat(machine.call(SystemCall.SPACE_DESTROY, space)).isZero();
    }
    createThread(createSpace("again"));
  }

  @Test
  void map_takesOnlyWhatTheCallerSees() {
    long space = createSpace("hello");
    long page = SimulatedMachine.ROOT_RAM + 0x2000;
    assertThat(machine.call(SystemCall.MAP, space, COMPONENT, page, 4096, READ_WRITE)).isZero();
    assertThat(machine.call(SystemCall.MAP, space, COMPONENT, page, 4096, READ_WRITE))
        .isEqualTo(ResultCode.ALREADY_MAPPED);
    assertThat(
            machine.call(
                SystemCall.MAP, space, COMPONENT + 4096, SimulatedMachine.RAM, 4096, READ_WRITE))
        .as("kernel RAM")
        .isEqualTo(ResultCode.NO_RIGHT);
    assertThat(machine.call(SystemCall.MAP, space, COMPONENT + 4096, -4096, 4096, READ_WRITE))
        .isEqualTo(ResultCode.NO_RIGHT);
    int all = READ_WRITE | Permission.EXECUTE;
    assertThat(machine.call(SystemCall.MAP, space, COMPONENT + 4096, page, 4096, all))
        .as("writable and executable")
        .isEqualTo(ResultCode.INVALID_ARGUMENT);
    assertThat(machine.call(SystemCall.QUERY, space, COMPONENT + 8)).isZero();
    assertThat(machine.result(1)).isEqualTo(page + 8);
    assertThat(machine.result(2)).isEqualTo(READ_WRITE);
    assertThat(machine.call(SystemCall.UNMAP, space, COMPONENT, 4096)).isZero();
    assertThat(machine.call(SystemCall.UNMAP, space, COMPONENT, 4096))
        .isEqualTo(ResultCode.NOT_MAPPED);
    assertThat(machine.call(SystemCall.QUERY, space, COMPONENT)).isEqualTo(ResultCode.NOT_MAPPED);
  }

  @Test
  void map_oddRanges_areRefused() {
    long space = createSpace("hello");
    long page = SimulatedMachine.ROOT_RAM;
    long[][] wrong = {
      {0, page, 4096},
      {COMPONENT + 1, page, 4096},
      {COMPONENT, page + 8, 4096},
      {COMPONENT, page, 0},
      {COMPONENT, page, -4096},
      {COMPONENT, page, 100},
      {0x1_0000_0000_0000L, page, 4096},
      {0xFFFF_0000_0000_0000L, page, 4096},
      {0xFFFF_FFFF_F000L, page, 8192},
      {COMPONENT, page, Long.MIN_VALUE},
    };
    for (long[] each : wrong) {
      assertThat(machine.call(SystemCall.MAP, space, each[0], each[1], each[2], Permission.READ))
          .as("%x %x %x", each[0], each[1], each[2])
          .isEqualTo(ResultCode.INVALID_ARGUMENT);
    }
  }

  @Test
  void consoleWrite_linesCarryTheLabel_andDoNotMix() {
    assertThat(machine.call(SystemCall.CONSOLE_WRITE, machine.text("half"), 4)).isZero();
    assertThat(machine.lines()).isEmpty();
    assertThat(machine.call(SystemCall.CONSOLE_WRITE, machine.text(" line\r\nnext"), 11)).isZero();
    assertThat(machine.lines()).isEqualTo("[core] half line\n");
    String text = "x".repeat(300) + "\n";
    machine.call(SystemCall.CONSOLE_WRITE, machine.text(text), text.length());
    assertThat(machine.lines()).isEqualTo("[core] half line\n[core] next" + text);
  }

  @Test
  void consoleWrite_ofUnmappedMemory_isRefused() {
    assertThat(machine.call(SystemCall.CONSOLE_WRITE, 0, 1)).isEqualTo(ResultCode.BAD_ADDRESS);
    assertThat(machine.call(SystemCall.CONSOLE_WRITE, -1, 10)).isEqualTo(ResultCode.BAD_ADDRESS);
    assertThat(machine.call(SystemCall.CONSOLE_WRITE, SimulatedMachine.RAM, 1))
        .isEqualTo(ResultCode.BAD_ADDRESS);
    long end = SimulatedMachine.RAM + SimulatedMachine.RAM_SIZE;
    assertThat(machine.call(SystemCall.CONSOLE_WRITE, end - 4, 5))
        .isEqualTo(ResultCode.BAD_ADDRESS);
    assertThat(machine.call(SystemCall.CONSOLE_WRITE, end - 4, 4097))
        .isEqualTo(ResultCode.INVALID_ARGUMENT);
    assertThat(machine.call(SystemCall.CONSOLE_WRITE, end - 4, -1))
        .isEqualTo(ResultCode.INVALID_ARGUMENT);
  }

  @Test
  void label_cannotForgeALine() {
    long space = createSpace("a\r\n[kernel");
    startedThread(space);
    machine.mmu.map(2, COMPONENT, SimulatedMachine.ROOT_RAM + 0x1000, 4096, Permission.READ);
    machine.text("text\n");
    machine.call(SystemCall.WAIT);
    machine.call(SystemCall.CONSOLE_WRITE, COMPONENT, 5);
    assertThat(machine.lines()).isEqualTo("[a??[kernel] text\n");
  }

  @Test
  void yield_letsReadyThreadsTakeTurns() {
    long first = startedThread(createSpace("first"));
    long second = startedThread(createSpace("second"));
    assertThat(first).isNotEqualTo(second);
    machine.call(SystemCall.WAIT);
    long one = machine.frame;
    machine.call(SystemCall.YIELD);
    long two = machine.frame;
    assertThat(two).isNotEqualTo(one);
    machine.call(SystemCall.YIELD);
    assertThat(machine.frame).isEqualTo(one);
  }

  @Test
  void userState_belongsToItsThread_andNotToTheNextInItsSlot() {
    long space = createSpace("first");
    long thread = startedThread(space);
    machine.call(SystemCall.WAIT);
    machine.registers.userState = 0x5EC4E7L;
    machine.call(SystemCall.EXIT, 0);
    assertThat(machine.registers.userState).isZero();
    machine.call(SystemCall.SPACE_DESTROY, space);
    long next = startedThread(createSpace("second"));
    assertThat(next).isNotEqualTo(thread);
    machine.call(SystemCall.WAIT);
    assertThat(machine.registers.userState).isZero();
  }

  @Test
  void readRegisters_ofAStoppedThread() {
    long thread = startedThread(createSpace("hello"));
    machine.call(SystemCall.WAIT);
    machine.registers.set(machine.frame, 19, 1919);
    machine.fault(Event.EXCEPTION, FaultKind.BREAKPOINT, 0);
    long buffer = SimulatedMachine.ROOT_RAM + 0x3000;
    assertThat(machine.call(SystemCall.THREAD_REGISTERS, thread, buffer)).isZero();
    assertThat(machine.memory.loadLong(buffer + 19 * 8)).isEqualTo(1919);
    assertThat(machine.memory.loadLong(buffer + 32 * 8)).isEqualTo(COMPONENT);
    assertThat(machine.call(SystemCall.THREAD_REGISTERS, thread, 0x1000))
        .isEqualTo(ResultCode.BAD_ADDRESS);
    assertThat(machine.call(SystemCall.THREAD_REGISTERS, thread, buffer + 4))
        .isEqualTo(ResultCode.BAD_ADDRESS);
  }

  /** Whatever is called with whatever arguments, the kernel answers and the accounts stay right. */
  @Test
  void randomCalls_leaveTheKernelSound() {
    long seed = Long.getLong("demitasse.seed", System.nanoTime());
    System.out.println("KernelTest.randomCalls seed " + seed + " (-Ddemitasse.seed=" + seed + ")");
    Random random = new Random(seed);
    List<Long> values = new ArrayList<>(List.of(0L, 1L, -1L, 4096L, COMPONENT, Long.MIN_VALUE));
    values.add(SimulatedMachine.ROOT_RAM);
    values.add(SimulatedMachine.ROOT_RAM + 0x1000);
    int freePages = machine.pages.free();
    for (int i = 0; i < 200_000; i++) {
      int number = random.nextInt(28);
      if (number == SystemCall.POWER_OFF || (number == SystemCall.EXIT && onRoot())) {
        continue;
      }
      long[] arguments = new long[5];
      for (int j = 0; j < arguments.length; j++) {
        arguments[j] =
            random.nextInt(8) == 0 ? random.nextLong() : values.get(random.nextInt(values.size()));
      }
      if (!onRoot() && random.nextInt(4) == 0) {
        machine.fault(1 + random.nextInt(3), random.nextInt(10), arguments[0]);
        continue;
      }
      boolean root = onRoot();
      long result = machine.call(number, arguments);
      assertThat(machine.frame).isNotZero();
      if (root
          && result == 0
          && (number == SystemCall.SPACE_CREATE || number == SystemCall.THREAD_CREATE)) {
        values.add(machine.result(1));
        if (values.size() > 30) {
          values.remove(8);
        }
      }
    }
    while (!onRoot()) {
      machine.fault(Event.EXCEPTION, FaultKind.OTHER, 0);
    }
    assertThat(machine.pages.free()).isEqualTo(freePages);
  }

  private boolean onRoot() {
    return machine.mmu.active == machine.rootTables;
  }
}
