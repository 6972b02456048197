package org.demitasse.devicetree;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cross-checks with tools that others wrote: dtc, and the tree that QEMU makes. */
class DeviceTreeToolsTest {
  @TempDir Path folder;

  /** Runs a tool; skips the test if it is not installed. */
  private String run(String debianPackage, String... command)
      throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of(command));
    Path output = folder.resolve("tool.out");
    Process process;
    try {
      process =
          new ProcessBuilder(line)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
    } catch (IOException absent) {
      Assumptions.abort(command[0] + " is not installed (package " + debianPackage + ")");
      throw absent;
    }
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("%s ends", line).isTrue();
    } finally {
      process.destroyForcibly();
    }
    String text = Files.readString(output, UTF_8);
    assertThat(process.exitValue()).as("%s: %s", line, text).isZero();
    return text;
  }

  private byte[] dtc(String inputFormat, byte[] input) throws Exception {
    Path from = folder.resolve("from");
    Path to = folder.resolve("to.dtb");
    Files.write(from, input);
    run(
        "device-tree-compiler",
        "dtc",
        "-q",
        "-q",
        "-f",
        "-I",
        inputFormat,
        "-O",
        "dtb",
        "-o",
        to.toString(),
        from.toString());
    return Files.readAllBytes(to);
  }

  private byte[] treeOfQemu(String options) throws Exception {
    Path file = folder.resolve("qemu.dtb");
    run(
        "qemu-system-arm",
        "qemu-system-aarch64",
        "-M",
        "virt,dumpdtb=" + file + options,
        "-cpu",
        "cortex-a53",
        "-smp",
        "2",
        "-nographic",
        "-nodefaults");
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
