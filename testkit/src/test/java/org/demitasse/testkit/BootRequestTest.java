package org.demitasse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@BootTest
final class BootRequestTest {
  @TempDir Path folder;

  @Test
  void start_keepsImageLogAndLine(Boot boot) throws IOException {
    Path image = new TinyProgram().print("hello\r\n").powerOff(0).write(folder.resolve("tiny.elf"));
    Machine machine = boot.image(image).cpus(2).memory("64M").start();
    assertThat(machine.exitCode()).isZero();

    assertThat(machine.directory())
        .isEqualTo(
            Path.of(
                    "target/boot-tests",
                    BootRequestTest.class.getName(),
                    "start_keepsImageLogAndLine")
                .toAbsolutePath());
    assertThat(machine.directory().resolve("tiny.elf")).hasSameBinaryContentAs(image);
    assertThat(machine.directory().resolve("console.log"))
        .content()
        .isEqualTo("hello\r\n[kernel] power off: exit code 0\r\n");
    assertThat(machine.directory().resolve("qemu.txt"))
        .content()
        .isEqualTo(machine.commandLine() + "\n")
        .contains("-smp 2 -m 64M")
        .contains("-kernel " + machine.directory().resolve("tiny.elf"));
  }

  @Test
  void start_givesEachMachineOfATestItsOwnFolder(Boot boot) throws IOException {
    Path image = new TinyProgram().powerOff(0).write(folder.resolve("tiny.elf"));
    Machine first = boot.image(image).start();
    Machine second = boot.image(image).start();

    assertThat(second.directory()).isEqualTo(first.directory().resolve("boot-2"));
    assertThat(first.exitCode() + second.exitCode()).isZero();
  }

  @Test
  void start_passesOnEveryVariation(Boot boot) throws IOException {
    Path image = new TinyProgram().print("up\r\n").sleep().write(folder.resolve("tiny.elf"));
    Path tree = Files.write(folder.resolve("own.dtb"), new byte[8]);
    Machine machine =
        boot.image(image)
            .machine("virt")
            .machineOptions("virtualization=on")
            .machineOptions("gic-version=3")
            .deviceTree(tree)
            .countInstructions()
            .arguments("-rtc", "base=utc")
            .timeout(Duration.ofSeconds(30))
            .start();

    assertThat(machine.commandLine())
        .contains("-M virt,virtualization=on,gic-version=3 ")
        .contains("-icount shift=0,sleep=off")
        .contains("-dtb " + machine.directory().resolve("own.dtb"))
        .endsWith("-rtc base=utc");
  }

  @Test
  void request_refusesWhatItCannotMean(Boot boot) {
    var request = boot.image(Path.of("any.elf"));

    assertThatThrownBy(() -> request.memory("64 megabytes"))
        .hasMessageStartingWith("memory \"64 megabytes\" is not a size; expected");
    assertThatThrownBy(() -> request.machine("vitr").start())
        .hasMessage("unknown machine \"vitr\"; expected one of: virt, raspi3b");
  }
}
