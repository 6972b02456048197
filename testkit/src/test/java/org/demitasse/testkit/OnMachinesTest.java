package org.demitasse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.testkit.engine.EngineTestKit;

final class OnMachinesTest {
  private static final List<String> SEEN = new ArrayList<>();

  @BootTest
  @OnMachines({"virt", "raspi3b"})
  static final class Several {
    @Test
    void everywhere(Boot boot) {
      SEEN.add("everywhere " + boot.machine().orElse("?"));
    }

    @Test
    void onOne(Boot boot) {
      boot.onlyOn("virt", "it is about its GIC");
      SEEN.add("onOne " + boot.machine().orElse("?"));
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5})
    void withProcessors(int count, Boot boot) {
      if (count == 5 && boot.machine().orElse("").equals("virt")) {
        // It can have as many; nothing is to be booted for that here.
        return;
      }
      if (count == 5) {
        boot.image(Path.of("absent.elf")).cpus(count).start();
      }
      SEEN.add("withProcessors " + boot.machine().orElse("?"));
    }

    @Test
    void withOptions(Boot boot) {
      if (boot.machine().orElse("").equals("raspi3b")) {
        boot.image(Path.of("absent.elf")).machineOptions("gic-version=3").start();
      }
    }

    @Test
    void withMemory(Boot boot) {
      if (boot.machine().orElse("").equals("raspi3b")) {
        boot.image(Path.of("absent.elf")).memory("64M").start();
      }
    }
  }

  @Test
  void tests_runForEachMachine_andSkipVariationsThatItLacks() {
    SEEN.clear();
    EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(Several.class))
        .execute()
        .testEvents()
        .assertStatistics(statistics -> statistics.started(12).succeeded(8).aborted(4).failed(0));
    assertThat(SEEN)
        .containsExactlyInAnyOrder(
            "everywhere virt",
            "everywhere raspi3b",
            "onOne virt",
            "withProcessors virt",
            "withProcessors raspi3b");
  }

  @Test
  void table_tellsTheWorstOfAllInvocations(@TempDir Path folder) {
    MachineTable table = new MachineTable(folder.resolve("deeper/machines.md"));
    table.add("A.one", "virt", MachineTable.Result.PASSED);
    table.add("A.one", "virt", MachineTable.Result.SKIPPED);
    table.add("A.two", "virt", MachineTable.Result.FAILED);
    table.add("A.two", "virt", MachineTable.Result.PASSED);
    table.add("A.two", "raspi3b", MachineTable.Result.SKIPPED);
    table.close();
    assertThat(folder.resolve("deeper/machines.md"))
        .hasContent(
            """
            | test | virt | raspi3b |
            | --- | --- | --- |
            | A.one | passes | - |
            | A.two | FAILS | - |
            """);
  }
}
