package org.demitasse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Runs a boot test in a process of its own that has nothing on its PATH. */
final class MissingQemuTest {
  @TempDir Path folder;

  @Test
  void missingQemu_failsTheTestAndNamesTheRemedies() throws Exception {
    assertThat(runWithEmptyPath())
        .contains("failed 1, skipped 0")
        .contains("qemu-system-aarch64 is not on the PATH")
        .contains("sudo apt-get install qemu-system-arm")
        .contains("-Ddemitasse.testkit.withoutQemu=skip");
  }

  @Test
  void missingQemu_skipsTheTestWhenAskedTo() throws Exception {
    assertThat(runWithEmptyPath("-Ddemitasse.testkit.withoutQemu=skip"))
        .contains("failed 0, skipped 1")
        .contains("qemu-system-aarch64 is not on the PATH");
  }

  private String runWithEmptyPath(String... options) throws IOException, InterruptedException {
    var line = new ArrayList<String>();
    line.add(ProcessHandle.current().info().command().orElseThrow());
    line.addAll(Arrays.asList(options));
    line.addAll(List.of("-cp", System.getProperty("java.class.path"), Runner.class.getName()));
    var builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().put("PATH", folder.toString());
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  @BootTest(image = "target/tiny/absent.elf")
  static final class Boots {
    @Test
    void boots(Machine machine) {
      assertThat(machine.commandLine()).as("there is no QEMU, and yet it runs").isEmpty();
    }
  }

  /** Prints how the boot test went. */
  static final class Runner {
    public static void main(String[] arguments) {
      var results =
          EngineTestKit.engine("junit-jupiter").selectors(selectClass(Boots.class)).execute();
      var events = results.allEvents();
      System.out.printf(
          "failed %d, skipped %d%n", events.failed().count(), events.skipped().count());
      events.skipped().stream()
          .forEach(event -> System.out.println(event.getRequiredPayload(String.class)));
      events.failed().stream()
          .forEach(
              event ->
                  System.out.println(
                      event
                          .getRequiredPayload(TestExecutionResult.class)
                          .getThrowable()
                          .orElseThrow()));
    }
  }
}
