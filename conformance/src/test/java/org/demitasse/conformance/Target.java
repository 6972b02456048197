package org.demitasse.conformance;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.demitasse.testkit.Boot;
import org.demitasse.testkit.Machine;

/** Runs programs as the one component of a booted system. */
public final class Target {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String LABEL = "program";

  /**
   * What came of it.
   *
   * @param sections the lines of each program by its name
   * @param exitCode the system's exit code
   */
  public record Output(Map<String, List<String>> sections, int exitCode) {}

  private Target() {}

  /**
   * Boots a component and waits for the end.
   *
   * @param heapLimit limit of its Java heap, as in a system description
   * @param classPath folders to search before the class path of the tests
   */
  public static Output run(Boot boot, String mainClass, String heapLimit, Path... classPath) {
    Machine machine =
        boot.description(
                """
                <system name="conformance">
                  <machine name="virt" memory="128M" cpus="1"/>
                  <kernel/>
                  <rootprogram class="org.demitasse.core.Core" heap="256K" heap-limit="512K" stack="64K"/>
                  <modules>
                    <component name="%s" class="%s" heap="256K" heap-limit="%s" stack="256K"/>
                  </modules>
                </system>
                """
                    .formatted(LABEL, mainClass, heapLimit))
            .classPath(classPath)
            .timeout(PATIENCE)
            .start();
    int exitCode = machine.exitCode();
    String prefix = "[" + LABEL + "] ";
    List<String> lines =
        machine.console().lines().stream()
            .filter(line -> line.startsWith(prefix) || line.equals(prefix.strip()))
            .map(line -> line.length() < prefix.length() ? "" : line.substring(prefix.length()))
            .toList();
    return new Output(Transcript.sections(lines), exitCode);
  }
}
