package org.demitasse.boottest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.demitasse.testkit.Boot;
import org.demitasse.testkit.BootRequest;
import org.demitasse.testkit.BootTest;
import org.demitasse.testkit.Console;
import org.demitasse.testkit.Machine;
import org.demitasse.toolchain.image.ImageFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same image boots however it is loaded, at whatever level, on whatever variation of the
 * machine.
 */
@BootTest
final class BootPathsBootTest {
  @ParameterizedTest
  @EnumSource(
      value = ImageFormat.class,
      names = {"FIT", "SD"},
      mode = EnumSource.Mode.EXCLUDE)
  void image_bootsInEveryFormat(ImageFormat format, Boot boot) {
    greets(hello(boot).format(format).start());
  }

  @ParameterizedTest
  @CsvSource({
    "'', 1, PSCI by hvc",
    "virtualization=on, 2, PSCI by smc",
    "secure=on, 3, the device tree names no way",
    "'secure=on,virtualization=on', 3, the device tree names no way",
  })
  void kernel_comesDownFromEveryExceptionLevel(
      String options, int level, String powerOff, Boot boot) {
    for (ImageFormat format : List.of(ImageFormat.ELF, ImageFormat.LINUX)) {
      Machine machine = hello(boot).format(format).machineOptions(options).start();
      Console console = machine.console();
      // QEMU starts a Linux image at the level at which Linux wants to be: below EL3.
      int entered = format == ImageFormat.LINUX && level == 3 ? linuxLevel(options) : level;
      console.expectLine("[kernel] entered at EL%d, now at EL1".formatted(entered));
      if (entered == level) {
        console.expectLine("[kernel] power off: " + powerOff);
      }
      greets(machine);
    }
  }

  private static int linuxLevel(String options) {
    return options.contains("virtualization=on") ? 2 : 1;
  }

  @ParameterizedTest
  @ValueSource(strings = {"secure=on", "secure=on,virtualization=on"})
  void kernel_saysThatItCannotPowerOff(String options, Boot boot) {
    Machine machine = hello(boot).machineOptions(options).start();

    machine
        .console()
        .expectLine("[kernel] power off: exit code 0")
        .expectLine("[kernel] this machine offers no way to power off; halted");
    assertThat(machine.isRunning()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8})
  void kernel_usesAllProcessors(int cpus, Boot boot) {
    Machine machine = hello(boot).cpus(cpus).start();

    machine
        .console()
        .expectLine("[kernel] processor: Cortex-A53 r0p4")
        .expectLine("[kernel] processors: %d of %d in use".formatted(cpus, cpus));
    greets(machine);
  }

  /**
   * Without PSCI, which a machine with EL3 lacks, QEMU starts all cores of an ELF image at once.
   * One boots and calls the others.
   */
  @ParameterizedTest
  @ValueSource(strings = {"secure=on", "secure=on,virtualization=on"})
  void kernel_ordersCoresThatAllRun(String options, Boot boot) {
    for (int attempt = 0; attempt < 3; attempt++) {
      Machine machine = hello(boot).machineOptions(options).cpus(4).start();

      machine.console().expectLine("[kernel] processors: 4 of 4 in use");
      greets(machine);
      assertThat(machine.console().lines()).doesNotHaveDuplicates();
    }
  }

  @ParameterizedTest
  @CsvSource({"64M, 64 MiB", "128M, 128 MiB", "1G, 1024 MiB", "3G, 3072 MiB", "4G, 4096 MiB"})
  void kernel_findsTheMemory(String size, String printed, Boot boot) {
    Machine machine = hello(boot).memory(size).start();

    machine.console().expectMatch("^\\[kernel\\] memory: " + printed + " of RAM, \\d+ .iB free$");
    greets(machine);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gic-version=2", "gic-version=3", "highmem=off"})
  void kernel_bootsOnVariationsOfTheMachine(String options, Boot boot) {
    greets(hello(boot).machineOptions(options).start());
  }

  @ParameterizedTest
  @ValueSource(strings = {"cortex-a35", "cortex-a57", "cortex-a72", "max"})
  void kernel_bootsOnOtherProcessors(String model, Boot boot) {
    greets(hello(boot).arguments("-cpu", model).start());
  }

  private static BootRequest hello(Boot boot) {
    return boot.system(Systems.HELLO);
  }

  private static void greets(Machine machine) {
    machine.console().expectLine("[hello] hello from hello");
    assertThat(machine.exitCode()).isZero();
    assertThat(machine.console().lines().getFirst())
        .isEqualTo("[kernel] Demitasse, image hello for virt");
    machine.console().expectNoText("panic");
  }
}
