package org.demitasse.devicetree;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cross-checks with tools that others wrote: dtc, and the tree that QEMU makes. */
class DeviceTreeToolsTest {
  @TempDir Path folder;

  private byte[] dtc(String inputFormat, byte[] input) throws Exception {
    return new Tools(folder).dtc(inputFormat, "dtb", input);
  }

  private byte[] treeOfQemu(String options) throws Exception {
    Path file = folder.resolve("qemu.dtb");
    new Tools(folder)
        .run(
            "qemu-system-arm",
            List.of(
                "qemu-system-aarch64",
                "-M",
                "virt,dumpdtb=" + file + options,
                "-cpu",
                "cortex-a53",
                "-smp",
                "2",
                "-nographic",
                "-nodefaults"));
    return Files.readAllBytes(file);
  }

  @Test
  void write_sample_isWhatDtcMakesOfIt() throws Exception {
    byte[] blob = FlattenedDeviceTree.write(FlattenedDeviceTreeTest.SAMPLE);
    assertThat(blob).isEqualTo(dtc("dtb", blob));
  }

  @Test
  void print_sample_isCompiledToTheSameTree() throws Exception {
    DeviceTree tree = FlattenedDeviceTreeTest.SAMPLE;
    byte[] compiled = dtc("dts", DeviceTreeSource.print(tree).getBytes(UTF_8));
    DeviceTree read = FlattenedDeviceTree.read(compiled);
    // The source format cannot say which processor boots.
    assertThat(read).isEqualTo(new DeviceTree(tree.root(), tree.reservations(), 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",gic-version=3", ",virtualization=on", ",secure=on"})
  void read_treeOfQemu_isUnderstoodAsDtcUnderstandsIt(String options) throws Exception {
    byte[] blob = treeOfQemu(options);
    DeviceTree tree = FlattenedDeviceTree.read(blob);
    assertThat(tree.node("/memory@40000000")).isPresent();
    assertThat(
            tree.node("/pl011@9000000")
                .orElseThrow()
                .property("compatible")
                .orElseThrow()
                .strings())
        .contains("arm,pl011");
    assertThat(tree.node("/cpus/cpu@1")).isPresent();
    assertThat(FlattenedDeviceTree.write(tree)).isEqualTo(dtc("dtb", blob));
    assertThat(FlattenedDeviceTree.read(dtc("dts", DeviceTreeSource.print(tree).getBytes(UTF_8))))
        .isEqualTo(tree);
  }

  @Test
  void print_randomTrees_areCompiledToTheSameTrees() throws Exception {
    long seed = System.nanoTime();
    System.out.println("DeviceTreeToolsTest seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 20; round++) {
      DeviceTree tree = new DeviceTree(RandomTrees.node(random, "", 0), List.of(), 0);
      String source = DeviceTreeSource.print(tree);
      assertThat(FlattenedDeviceTree.read(dtc("dts", source.getBytes(UTF_8))))
          .as("seed %d round %d: %s", seed, round, source)
          .isEqualTo(tree);
      byte[] blob = FlattenedDeviceTree.write(tree);
      assertThat(blob).as("seed %d round %d", seed, round).isEqualTo(dtc("dtb", blob));
    }
  }
}
