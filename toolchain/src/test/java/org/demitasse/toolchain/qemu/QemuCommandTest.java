package org.demitasse.toolchain.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.demitasse.machine.Machines;
import org.junit.jupiter.api.Test;

final class QemuCommandTest {
  private static final String PROGRAM = "qemu-system-aarch64";
  private static final long MEBIBYTE = 1 << 20;

  @Test
  void line_namesMachineConsoleAndImage() {
    var command =
        QemuCommand.builder(Machines.find("virt").orElseThrow().qemu())
            .cpus(4)
            .memory(128 * MEBIBYTE)
            .image(Path.of("hello.elf"))
            .build();

    assertThat(command)
        .hasToString(
            "qemu-system-aarch64 -M virt -cpu cortex-a53 -smp 4 -m 128M -nographic -nodefaults"
                + " -serial mon:stdio -kernel hello.elf");
  }

  @Test
  void line_carriesEveryVariationOfARun() {
    var command =
        QemuCommand.builder(PROGRAM, "virt,gic-version=3")
            .machineOptions("")
            .machineOptions("secure=on")
            .memory(1024 * 1537)
            .countInstructions()
            .waitForDebugger(1234)
            .deviceTree(Path.of("own.dtb"))
            .image(Path.of("image"))
            .serialPort(1)
            .arguments(List.of("-device", "ramfb"))
            .build();

    assertThat(command)
        .hasToString(
            "qemu-system-aarch64 -M virt,gic-version=3,secure=on -m 1537K -nographic -nodefaults"
                + " -serial null -serial mon:stdio -icount shift=0,sleep=off"
                + " -S -gdb tcp:127.0.0.1:1234 -dtb own.dtb -kernel image -device ramfb");
  }

  @Test
  void line_quotesWhatAShellWouldSplit() {
    var command =
        QemuCommand.builder(PROGRAM, "virt").image(Path.of("my files/it's $here")).build();

    assertThat(command.toString()).endsWith("-kernel 'my files/it'\\''s $here'");
    assertThat(command.arguments()).endsWith("-kernel", "my files/it's $here");
  }

  @Test
  void builder_refusesWhatQemuWouldRoundOrReject() {
    var builder = QemuCommand.builder(PROGRAM, "virt");

    assertThatThrownBy(() -> builder.memory(1000)).hasMessageContaining("1000 bytes");
    assertThatThrownBy(() -> builder.memory(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.cpus(0)).hasMessage("a machine has at least 1 CPU, not 0");
  }
}
