package org.demitasse.devicetree;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.demitasse.devicetree.check.DeviceTreeCheck;
import org.demitasse.devicetree.navigation.Device;
import org.demitasse.devicetree.navigation.Navigator;
import org.demitasse.devicetree.source.DeviceTreeCompiler;
import org.demitasse.devicetree.source.SourceFiles;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Agreement with dtc on every device tree that Debian's kernel package for arm64 brings. {@code
 * .ci/run} gets the package; {@code -Ddemitasse.trees.every=10} takes every tenth tree only.
 */
class DebianTreesTest {
  private static final int EVERY = Integer.getInteger("demitasse.trees.every", 1);

  private static List<Path> trees = List.of();

  @TempDir Path folder;

  @BeforeAll
  static void findTrees() throws IOException {
    Path all = folderOfTrees();
    if (!Files.isDirectory(all)) {
      Assumptions.abort(
          "no trees in " + all + ": \".ci/get-device-trees\" gets them from Debian's package");
    }
    List<Path> found;
    try (Stream<Path> files = Files.walk(all)) {
      found =
          files
              .filter(file -> file.toString().endsWith(".dtb") || file.toString().endsWith(".dtbo"))
              .sorted()
              .toList();
    }
    List<Path> chosen = new ArrayList<>();
    for (int i = 0; i < found.size(); i += EVERY) {
      chosen.add(found.get(i));
    }
    System.out.println("DebianTreesTest: " + chosen.size() + " of " + found.size() + " trees");
    trees = chosen;
  }

  /** As the toolchain finds its cache, which this module does not know. */
  private static Path folderOfTrees() {
    String own = System.getenv("DEMITASSE_CACHE");
    String shared = System.getenv("XDG_CACHE_HOME");
    Path cache =
        own != null && !own.isBlank()
            ? Path.of(own)
            : shared != null && Path.of(shared).isAbsolute()
                ? Path.of(shared, "demitasse")
                : Path.of(System.getProperty("user.home", "."), ".cache", "demitasse");
    return cache.resolve("device-trees");
  }

  @Test
  void trees_areMany() {
    assertThat(trees).hasSizeGreaterThan(500 / EVERY);
  }

  @Test
  void readAndWrite_isWhatDtcMakesOfEachBlob() throws Exception {
    Tools tools = new Tools(folder);
    for (Path each : trees) {
      byte[] blob = Files.readAllBytes(each);
      assertThat(FlattenedDeviceTree.write(FlattenedDeviceTree.read(blob)))
          .as("%s", each)
          .isEqualTo(tools.dtc("dtb", "dtb", blob));
    }
  }

  @Test
  void print_isCompiledByDtcToTheSameTree() throws Exception {
    Tools tools = new Tools(folder);
    for (Path each : trees) {
      DeviceTree tree = FlattenedDeviceTree.read(Files.readAllBytes(each));
      byte[] compiled = tools.dtc("dts", "dtb", DeviceTreeSource.print(tree).getBytes(ISO_8859_1));
      DeviceTree again = FlattenedDeviceTree.read(compiled);
      assertThat(again.root()).as("%s", each).isEqualTo(tree.root());
      assertThat(again.reservations()).as("%s", each).isEqualTo(tree.reservations());
    }
  }

  @Test
  void compile_ofTheTextOfDtc_isTheBlobOfDtc() throws Exception {
    Tools tools = new Tools(folder);
    for (Path each : trees) {
      byte[] source = tools.dtc("dtb", "dts", Files.readAllBytes(each));
      byte[] compiled =
          FlattenedDeviceTree.write(
              DeviceTreeCompiler.compile(each.toString(), source, SourceFiles.NONE, false));
      assertThat(compiled).as("%s", each).isEqualTo(tools.dtc("dts", "dtb", source));
    }
  }

  @Test
  void everyDevice_hasRegistersAndInterruptsThatMakeSense() throws Exception {
    int interrupts = 0;
    int addresses = 0;
    for (Path each : trees) {
      DeviceTree tree = FlattenedDeviceTree.read(Files.readAllBytes(each));
      Navigator navigator = new Navigator(tree);
      for (Device device : navigator.all()) {
        addresses += device.registers().size();
        interrupts += device.interrupts().size();
      }
      assertThatNoException()
          .as("%s", each)
          .isThrownBy(
              () -> {
                navigator.memory();
                navigator.reservedMemory();
                navigator.console();
                DeviceTreeCheck.check(tree);
              });
    }
    System.out.println(
        "DebianTreesTest: " + addresses + " registers, " + interrupts + " interrupts");
    assertThat(addresses).isPositive();
    assertThat(interrupts).isPositive();
  }
}
