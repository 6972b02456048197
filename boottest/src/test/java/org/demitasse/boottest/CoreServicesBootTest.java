package org.demitasse.boottest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.demitasse.testkit.Boot;
import org.demitasse.testkit.BootTest;
import org.demitasse.testkit.Machine;
import org.demitasse.testkit.OnMachines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each of core's services does for a component under init what its interface says. */
@BootTest
@OnMachines({"virt", "raspi3b"})
final class CoreServicesBootTest {
  @TempDir Path folder;

  /** Boots one program, whose end is the end of the system. */
  private Machine program(Boot boot, String name) {
    return boot.description(
            new Systems()
                .with("user", ServiceUser.class)
                .file(folder, "poem", "Roses are red.\n")
                .init(
                    folder,
                    """
                    <start name="%s" caps="60" ram="2M">
                      <binary name="user"/>
                      <exit propagate="yes"/>
                    </start>
                    """
                        .formatted(name))
                .description())
        .start();
  }

  private static void endsWell(Machine machine) {
    machine.console().expectMatch("all components have ended, their RAM is back");
    machine.console().expectNoText("are missing");
    assertThat(machine.exitCode()).isZero();
  }

  @Test
  void freshComponent_hasItsParentAndNothingElse(Boot boot) {
    Machine machine =
        boot.description(new Systems().with("fresh", ServiceUser.class).description()).start();

    machine
        .console()
        .expectLine("[fresh] has its parent, its log, the account of its heap, and nothing else");
    endsWell(machine);
  }

  @Test
  void rom_givesTheRightBytesAndDeniesTheUnknown(Boot boot) {
    Machine machine = program(boot, "rom");

    machine
        .console()
        .expectLine("[init -> rom] a ROM of 15 bytes: Roses")
        .expectLine("[init -> rom] ROM: the dataspace cannot be written")
        .expectText("[init -> rom] ROM: there is no boot module \"prose\"");
    endsWell(machine);
  }

  @Test
  void ram_isPaidSharedAndFreed(Boot boot) {
    Machine machine = program(boot, "ram");

    machine
        .console()
        .expectText("[init -> ram] RAM: the account of ")
        .expectLine(
            "[init -> ram] RAM: written through one attachment, read through another, freed");
    endsWell(machine);
  }

  @Test
  void cap_makesWhatIsPaidFor(Boot boot) {
    Machine machine = program(boot, "cap");

    machine
        .console()
        .expectText("should give 1 and has 0 capabilities")
        .expectLine("[init -> cap] CAP: endpoint, notification, portal and signal, and no fifth");
    endsWell(machine);
  }

  @Test
  void pd_isAnAddressSpaceWithAnAccount(Boot boot) {
    Machine machine = program(boot, "pd");

    machine
        .console()
        .expectLine("[init -> pd] PD: something is attached already at 0x2000000000")
        .expectLine("[init -> pd] PD: a domain with memory, made and gone");
    endsWell(machine);
  }

  @Test
  void rm_nestsRegionMaps(Boot boot) {
    Machine machine = program(boot, "rm");

    machine
        .console()
        .expectLine("[init -> rm] RM: a region map cannot hold itself")
        .expectLine("[init -> rm] RM: a region map in a region map");
    endsWell(machine);
  }

  @Test
  void cpu_makesThreadsUpToThePriorityOfTheSession(Boot boot) {
    Machine machine = program(boot, "cpu");

    machine
        .console()
        .expectLine("[init -> cpu] CPU: a priority above that of the session is refused")
        .expectMatch(
            "CPU: .*priority 101 or processor 0 is not allowed; expected a priority up to 100");
    machine
        .console()
        .expectLine(
            "[init -> cpu] CPU: a thread made, started, stopped by a fault, destroyed: GONE");
    endsWell(machine);
  }

  @Test
  void log_carriesTheLabelOfTheSession(Boot boot) {
    Machine machine = program(boot, "log");

    machine
        .console()
        .expectLine("[init -> log -> diary] one line, in two pieces")
        .expectLine("[init -> log -> diary] and ?[2Ja second line")
        .expectLine("[init -> log -> x?[core] all is well] is what the label says")
        .expectLine("[init -> log] LOG: written");
    endsWell(machine);
  }

  @Test
  void signal_countsWhatWasSubmittedBeforeItIsHandled(Boot boot) {
    Machine machine = program(boot, "signal");

    machine
        .console()
        .expectLine("[init -> signal] SIGNAL: 1 wake-up with count 150")
        .expectLine("[init -> signal] SIGNAL: 2 wake-ups, then 3");
    endsWell(machine);
  }

  @Test
  void irqAndIoMem_giveADriverItsDeviceAndNothingElse(Boot boot) {
    boot.onlyOn("virt", "the driver is one of its clock; the board's system timer: TimerBootTest");
    Machine machine = program(boot, "clock");

    machine
        .console()
        .expectText("IO_MEM: the registers from 0x9010000 on, 4096 bytes, are in use")
        .expectText("IO_MEM: the registers from 0x900f000 on, 8192 bytes, are ")
        .expectText("IO_MEM: the registers from 0x40000000 on, 4096 bytes, are RAM")
        .expectText("IO_MEM: the registers from 0x3ffff000 on, 8192 bytes, are RAM")
        .expectText("IO_MEM: the arguments base, a multiple of 4096, and size are needed")
        .expectText("IRQ: interrupt line 34 is in use")
        .expectText("IRQ: interrupt line 100000 cannot be had: INVALID_ARGUMENT")
        .expectText("IRQ: the argument irq_number is missing or no number of a line")
        .expectLine("[init -> clock] IRQ: 2 interrupts of the clock");
    endsWell(machine);
  }

  @Test
  void detach_letsTheNextAccessFault(Boot boot) {
    Machine machine = program(boot, "detaches");

    machine.console().expectLine("[init -> detaches] attached: 1").expectText("0x2000000000");
    machine.console().expectLine("[init] child \"detaches\" has stopped after a fault");
  }
}
