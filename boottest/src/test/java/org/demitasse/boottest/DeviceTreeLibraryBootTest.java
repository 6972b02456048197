package org.demitasse.boottest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.demitasse.devicetree.FlattenedDeviceTree;
import org.demitasse.testkit.Boot;
import org.demitasse.testkit.BootTest;
import org.demitasse.testkit.Console;
import org.demitasse.testkit.Machine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A component reads the device tree of the machine that it runs on, compiles another, and finds in
 * both what the same code finds on the JVM.
 */
@BootTest
final class DeviceTreeLibraryBootTest {
  private static final byte[] MISTAKES =
      "/dts-v1/;\n/ {\n\ta = <1\n\tb = <(1 / 0)>;\n\tc = <&nowhere>;\n};\n".getBytes(UTF_8);

  private static final byte[] OVERLAY =
      "/dts-v1/;\n/plugin/;\n&uart { status = \"disabled\"; dma: dma { parent = <&gic>, <&dma>; }; };"
          .getBytes(UTF_8);

  @TempDir private Path folder;

  private byte[] treeOfTheMachine() throws Exception {
    Path dumped = folder.resolve("dumped.dtb");
    Process qemu =
        new ProcessBuilder(
                "qemu-system-aarch64",
                "-M",
                "virt,dumpdtb=" + dumped,
                "-cpu",
                "cortex-a53",
                "-nographic",
                "-nodefaults")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("qemu.log").toFile())
            .start();
    assertThat(qemu.waitFor(60, TimeUnit.SECONDS)).isTrue();
    // QEMU leaves a megabyte of room for more.
    return FlattenedDeviceTree.write(FlattenedDeviceTree.read(Files.readAllBytes(dumped)));
  }

  @Test
  void component_findsInATreeWhatTheJvmFinds(Boot boot) throws Exception {
    byte[] tree = treeOfTheMachine();
    byte[] source = DeviceTreeLibraryBootTest.class.getResourceAsStream("board.dts").readAllBytes();
    Machine machine =
        boot.description(
                new Systems()
                    .with("reader", TreeReader.class, "256K", "4M")
                    .file(folder, "tree", tree)
                    .file(folder, "source", source)
                    .file(folder, "overlay", OVERLAY)
                    .file(folder, "mistakes", MISTAKES)
                    .description())
            .start();

    List<String> expected = new ArrayList<>(TreeText.ofBlob(tree));
    expected.add("--- compiled");
    expected.addAll(TreeText.ofSource(source));
    expected.add("--- overlay");
    expected.addAll(TreeText.ofOverlay(source, OVERLAY));
    expected.add("--- mistakes");
    expected.addAll(TreeText.ofSource(MISTAKES));
    expected.add("--- end");
    assertThat(expected)
        .contains(
            "model linux,dummy-virt",
            "/pl011@9000000 at 0x9000000+0x1000 interrupt /intc@8000000 <0x0 0x1 0x4>",
            "model a board of two buses",
            "console /soc/bus@7e200000/serial@1000",
            "/soc/bus@7e200000/serial@1000 at 0x3f201000+0x200"
                + " interrupt /interrupt-controller@8000000 <0x0 0x39 0x4>"
                + " interrupt /interrupt-controller@8000000 <0x0 0x3a 0x4>",
            "/soc/bus@7e200000/timer@ff00 (off) at no address"
                + " interrupt /interrupt-controller@8000000 <0x1 0xd 0x8>",
            "+ /soc/bus@7e200000/serial@1000: status = \"disabled\";",
            "+ /soc/bus@7e200000/serial@1000/dma: parent = <0x1 0x4>;",
            "source:4:2: expected a number, an expression in parentheses, &label or '>', found"
                + " \"b\"");
    Console console = machine.console();
    for (String each : expected) {
      console.expectLine("[reader] " + each);
    }
    assertThat(machine.exitCode()).isZero();
  }
}
