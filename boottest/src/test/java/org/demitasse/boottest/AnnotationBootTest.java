package org.demitasse.boottest;

import static org.assertj.core.api.Assertions.assertThat;

import org.demitasse.testkit.BootTest;
import org.demitasse.testkit.Console;
import org.demitasse.testkit.Machine;
import org.demitasse.toolchain.image.ImageFormat;
import org.junit.jupiter.api.Test;

/** Boots as a user's project does: by what annotations say. */
@BootTest(system = AnnotationBootTest.HELLO, shared = true)
final class AnnotationBootTest {
  static final String HELLO = "../app/hello/system.xml";

  @Test
  void system_greets(Console console) {
    console.rewind().expectLine("[hello] hello from hello");
  }

  @Test
  void system_endsWell(Machine machine) {
    assertThat(machine.exitCode()).isZero();
  }

  @Test
  @BootTest(
      system = HELLO,
      format = ImageFormat.LINUX,
      machineOptions = "virtualization=on",
      cpus = 2,
      memory = "64M",
      countInstructions = true,
      timeout = 120)
  void system_isVariedByAMethod(Machine machine) {
    assertThat(machine.commandLine())
        .contains("-M virt,virtualization=on ")
        .contains("-smp 2 -m 64M ")
        .contains("-icount ")
        .endsWith("system_isVariedByAMethod/hello.image");
    machine
        .console()
        .expectLine("[kernel] entered at EL2, now at EL1")
        .expectLine("[hello] hello from hello");
  }
}
