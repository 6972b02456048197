package org.demitasse.boottest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import org.demitasse.testkit.Boot;
import org.demitasse.testkit.BootTest;
import org.demitasse.testkit.Machine;
import org.junit.jupiter.api.Test;

/** Every step of the ladder boots by itself and ends in its pass line. */
@BootTest
final class LadderBootTest {
  private static final Path LADDER = Path.of("../ladder");

  private static Machine step(Boot boot, String name) {
    return boot.system(LADDER.resolve(name).resolve("system.xml")).start();
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
