package org.demitasse.boottest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import org.demitasse.testkit.Boot;
import org.demitasse.testkit.BootTest;
import org.demitasse.testkit.Machine;
import org.demitasse.testkit.OnMachines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every step of the ladder boots by itself and ends in its pass line. */
@BootTest
@OnMachines({"virt", "raspi3b"})
final class LadderBootTest {
  private static final Path LADDER = Path.of("../ladder");

  private static Machine step(Boot boot, String name) {
    return boot.system(LADDER.resolve(name).resolve("system.xml")).start();
  }

  private static Machine step(Boot boot, String name, String options, int cpus) {
    return boot.system(LADDER.resolve(name).resolve("system.xml"))
        .machineOptions(options)
        .cpus(cpus)
        .start();
  }

  @Test
  void step01_writesToTheConsoleWithoutTheKernel(Boot boot) {
    Machine machine = step(boot, "01_hello_raw");

    // The lines carry no label: they did not pass through the kernel.
    machine
        .console()
        .expectLine("Hello, this is some code running on Demitasse.")
        .expectLine("step 01 passed")
        .expectLine("Returning from main...");
    assertThat(machine.exitCode()).isZero();
  }

  @Test
  void step02_hasTheJavaRuntime(Boot boot) {
    Machine machine = step(boot, "02_hello");

    machine
        .console()
        .expectLine("[step02hello] Hello, this is Java's format: 42, 2a, text.")
        .expectLine("[step02hello] initializers ran: first second -> 42")
        .expectLine("[step02hello] Successfully caught an exception: thrown three calls deep")
        .expectMatch("the collector kept 8 of 8192 blocks");
    machine.console().expectLine("[step02hello] step 02 passed");
    assertThat(machine.exitCode()).isZero();
  }

  @Test
  void step03_threadsShareStarveAndYield(Boot boot) {
    Machine machine = step(boot, "03_thread");

    machine.console().expectMatch("counter=\\d+");
    machine.console().expectLine("[step03thread] counter=10000000");
    machine.console().expectMatch("in \\d+ turns");
    machine
        .console()
        .expectLine("[step03thread] first thread: number 1, version 1")
        .expectLine("[step03thread] second thread: number 2, version 1, word 42")
        .expectLine("[step03thread] with a lower priority it stands still at the same number")
        .expectLine("[step03thread] yield handed over within the turn")
        .expectLine("[step03thread] its successor: number 2, version 2")
        .expectLine("[step03thread] the handle of the destroyed thread: BAD_HANDLE")
        .expectLine("[step03thread] exiting main()")
        .expectLine("[step03thread] step 03 passed");
    assertThat(machine.exitCode()).isZero();
  }

  @Test
  void step04_aMessageReachesTheRightObject(Boot boot) {
    Machine machine = step(boot, "04_ipc_send_wait");

    machine
        .console()
        .expectLine("[step04sendandwait] sending a=1, b=2, c=3")
        .expectLine("[step04sendandwait] received a=1, b=2, c=3")
        .expectLine("[step04sendandwait] it came to object 0xa11ce")
        .expectLine("[step04sendandwait] received a=4, b=5, c=6")
        .expectLine("[step04sendandwait] it came to object 0xb0b")
        .expectLine("[step04sendandwait] the forged handle: BAD_HANDLE")
        .expectLine("[step04sendandwait] step 04 passed");
    assertThat(machine.exitCode()).isZero();
  }

  @Test
  void step05_callsAreAnswered(Boot boot) {
    Machine machine = step(boot, "05_ipc_call");

    machine
        .console()
        .expectLine("[step05call] call(11,12,13) -> d=36, e=1716, res=33")
        .expectLine("[step05call] call(14,15,16) -> d=45, e=3360, res=33")
        .expectLine("[step05call] message of 64 words -> sum 6048")
        .expectLine("[step05call] message of 256 words -> sum 97920")
        .expectLine("[step05call] message of 257 words: INVALID_ARGUMENT")
        .expectLine("[step05call] signals after the capability was used: 0x10")
        .expectLine("[step05call] the kept call was answered with 1234")
        .expectLine("[step05call] step 05 passed");
    assertThat(machine.exitCode()).isZero();
  }

  @Test
  void step06_pagerResolvesEachKindOfFault(Boot boot) {
    Machine machine = step(boot, "06_pager");

    machine
        .console()
        .expectLine("[step06pager] page (--x) fault at pf_addr=400000, pf_ip=400000")
        .expectLine("[step06pager] page (-w-) fault at pf_addr=7ffff0, pf_ip=400000")
        .expectLine("[step06pager] page (r--) fault at pf_addr=c00000, pf_ip=400004")
        .expectLine("[step06pager] page (r--) fault at pf_addr=c01000, pf_ip=400008")
        .expectLine("[step06pager] page (-w-) fault at pf_addr=c02000, pf_ip=400010")
        .expectLine("[step06pager] page (-w-) fault at pf_addr=c03000, pf_ip=400014")
        .expectLine("[step06pager] system call 0x7777 is unknown")
        .expectLine("[step06pager] undefined instruction at 400034")
        .expectLine("[step06pager] the thread ended with exit code 4711")
        .expectLine("[step06pager] a third space mapped a page that it does not have itself")
        .expectLine("[step06pager] step 06 passed");
    assertThat(machine.exitCode()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "gic-version=2, 1",
    "gic-version=3, 2",
    "'gic-version=3,virtualization=on', 1",
    "'', 4",
  })
  void step08_drivesTheTimerInUserLand(String options, int cpus, Boot boot) {
    Machine machine = step(boot, "08_timer", options, cpus);
    // The virtual timer, or the BCM2835's system timer.
    int line = boot.machine().orElseThrow().equals("raspi3b") ? 65 : 27;

    machine
        .console()
        .expectLine("[step08timer] the line without a grant: BAD_HANDLE")
        .expectLine("[step08timer] the timer's registers without a grant: privileged instruction")
        .expectLine("[step08timer] granted: line %d and the timer".formatted(line))
        .expectLine("[step08timer] Second 1")
        .expectLine("[step08timer] Second 2")
        .expectLine("[step08timer] Second 3")
        .expectLine("[step08timer] the other thread counted on meanwhile")
        .expectLine("[step08timer] bits wait until they are accepted, and merge")
        .expectLine("[step08timer] step 08 passed");
    assertThat(machine.exitCode()).isZero();
  }

  @Test
  void step09_windowShowsTheTables(Boot boot) {
    Machine machine = step(boot, "09_recursive_paging");

    for (int level = 0; level < 4; level++) {
      machine.console().expectMatch("  level %d: 0x[0-9a-f]+ at 0x80".formatted(level));
    }
    machine
        .console()
        .expectLine("[step09recursivepaging] the window agrees with the kernel about 21 pages");
    machine
        .console()
        .expectLine("[step09recursivepaging] writing through the window faults")
        .expectLine("[step09recursivepaging] step 09 passed");
    assertThat(machine.exitCode()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "gic-version=2, 1",
    "gic-version=3, 2",
    "gic-version=2, 4",
    "'gic-version=3,virtualization=on', 4",
    "'', 4",
  })
  void step10_usesAllProcessors(String options, int cpus, Boot boot) {
    Machine machine = step(boot, "10_smp", options, cpus);

    for (int i = 0; i < cpus; i++) {
      machine
          .console()
          .expectLine("[step10processors] processor %d answered %d".formatted(i, 200 + 2 * i));
    }
    machine
        .console()
        .expectLine(
            cpus == 1
                ? "[step10processors] one processor: nothing happens at the same time"
                : "[step10processors] 10000 handovers between processors 0 and %d, by memory"
                    .formatted(cpus - 1))
        .expectLine("[step10processors] 1000 calls to a server that moved 20 times")
        .expectLine(
            "[step10processors] a page unmapped on processor 0 is gone on processor " + (cpus - 1))
        .expectLine("[step10processors] spin lock: 2 threads counted to 2000000")
        .expectLine("[step10processors] blocking lock: 2 threads counted to 2000000")
        .expectLine("[step10processors] a waiting thread stood still until the lock was free")
        .expectLine("[step10processors] the wait of another one was cancelled")
        .expectLine("[step10processors] step 10 passed");
    assertThat(machine.exitCode()).isZero();
  }

  @Test
  void step11_coreServesAComponent(Boot boot) {
    Machine machine = step(boot, "11_core");

    machine
        .console()
        .expectLine("[init] memory: 300 dataspaces made and freed, the account is as before")
        .expectLine("[init] ROM: Roses are red.")
        .expectText("[init] ROM: there is no boot module \"prose\"")
        .expectLine("[init] RAM: an account has what it was given")
        .expectLine("[init] CAP: an endpoint and a portal")
        .expectLine("[init] RM: a page in a managed dataspace")
        .expectLine("[init] PD: 0 bytes to begin with")
        .expectLine("[init] CPU: a thread, NEW")
        .expectLine("[init] SIGNAL: woken 1 times for 10 signals")
        .expectLine("[init -> diary] LOG: a line of its own")
        .expectLine("[init] step 11 passed");
    machine.console().expectMatch("all components have ended, their RAM is back");
    assertThat(machine.exitCode()).isZero();
  }

  @Test
  void step12_initStartsATreeOfItself(Boot boot) {
    Machine machine = step(boot, "12_init");

    machine.console().expectMatch("\\[core\\] \\d+ MiB of RAM and \\d+ capabilities for init");
    machine
        .console()
        .expectLinesInAnyOrder(
            "[init] child \"init.1\" started",
            "[init] child \"init.2\" started",
            "[init -> init.2] child \"init.2.1\" started",
            "[init -> init.2] child \"init.2.2\" started",
            "[init -> init.2 -> init.2.1] there is nothing to start: the configuration has no"
                + " <start>",
            "[init -> init.2 -> init.2.2] there is nothing to start: the configuration has no"
                + " <start>",
            "[init -> init.2 -> step12init] step 12 passed");
    machine.console().expectMatch("all components have ended, their RAM is back");
    assertThat(machine.exitCode()).isZero();
  }

  /** A machine with EL3 cannot power off, but halts with its exit code on the console. */
  @ParameterizedTest
  @ValueSource(strings = {"05_ipc_call", "06_pager", "09_recursive_paging"})
  void steps_passAfterAnEntryAtEl3(String name, Boot boot) {
    Machine machine = step(boot, name, "secure=on,gic-version=3", 1);

    machine.console().expectLine("[kernel] entered at EL3, now at EL1");
    machine.console().expectMatch("step 0\\d passed");
    assertThat(machine.exitCode()).isZero();
  }

  @Test
  void step07_listsMemoryAndModules_asTheHostKnowsThem(Boot boot) throws IOException {
    byte[] config = Files.readAllBytes(LADDER.resolve("07_boot_info/config.txt"));
    CRC32 checksum = new CRC32();
    checksum.update(config);
    Machine machine = step(boot, "07_boot_info");

    String file =
        machine
            .console()
            .expectMatch(
                "module config \\(file\\): physical (0x[0-9a-f]+), virtual (0x[0-9a-f]+), .*")
            .group();
    assertThat(file)
        .contains(config.length + " bytes, checksum " + Long.toHexString(checksum.getValue()))
        .endsWith("right");
    machine.console().expectLine("[step07bootinformation] finished parsing boot info, ret=0");
    machine.console().expectLine("[step07bootinformation] step 07 passed");
    assertThat(machine.exitCode()).isZero();
  }

  @Test
  void step07_ramFollowsTheMachine(Boot boot) {
    long small = ram(boot, "64M");
    long large = ram(boot, "256M");
    assertThat(small).isEqualTo(64L << 20);
    assertThat(large).isEqualTo(256L << 20);
  }

  private static long ram(Boot boot, String memory) {
    Machine machine = boot.system(LADDER.resolve("07_boot_info/system.xml")).memory(memory).start();
    return Long.parseLong(machine.console().expectMatch("free RAM: \\d+ of (\\d+) bytes").group(1));
  }
}
