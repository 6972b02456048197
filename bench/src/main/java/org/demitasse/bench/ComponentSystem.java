package org.demitasse.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.demitasse.bench.Measurement.Unit;
import org.demitasse.toolchain.description.DescriptionReader;
import org.demitasse.toolchain.image.ImageFormat;
import org.demitasse.toolchain.program.ProgramBuilder;
import org.demitasse.toolchain.program.ProgressListener;
import org.demitasse.toolchain.system.BuiltSystem;
import org.demitasse.toolchain.system.ProgramClassPath;
import org.demitasse.toolchain.system.SystemBuilder;

/** A system of core, init, a client and a server that measures what components cost each other. */
final class ComponentSystem {
  private static final Pattern LINE =
      Pattern.compile("^\\[init -> client\\] component (\\S+) (\\d+)$", Pattern.MULTILINE);
  private static final Pattern END =
      Pattern.compile("^\\[init -> client\\] measured$", Pattern.MULTILINE);

  /** What is measured: name on the console, words for people, what stands beside it. */
  private static final Map<String, String[]> NAMES = new LinkedHashMap<>();

  static {
    name("call-nothing", "call through generated classes, no arguments", "");
    name(
        "call-int",
        "the same, two int arguments and a result",
        "goal 1.5 times the bare round trip");
    name("call-text", "the same, a text of 16 letters", "");
    name("call-core", "call of core", "");
    name("session-core", "session at core opened and closed", "");
    name("session-child", "session at another child opened and closed", "");
    name(
        "start",
        "component started, from its ROM to its first line",
        "goal 250,000; Linux 330,000 / 239,000 for a static program of 520 bytes, 611,000 / 388,000"
            + " for a small one in C (fork, exec, wait), 72,500,000 to a Java line");
    name("kill", "component killed, until all is back", "");
  }

  private ComponentSystem() {}

  private static void name(String key, String words, String beside) {
    NAMES.put(key, new String[] {words, beside});
  }

  /**
   * Builds and boots the system.
   *
   * @param folder for its files
   * @throws IllegalStateException when it does not measure to the end; the message has the console
   */
  static List<Measurement> measure(Path folder, ProgramBuilder programs, ProgressListener progress)
      throws IOException, InterruptedException {
    progress.progress("measuring calls between components ...");
    Files.writeString(
        folder.resolve("components-config.xml"),
        """
        <config>
          <parent-provides>
            <service name="ROM"/> <service name="RAM"/> <service name="CPU"/> <service name="PD"/>
            <service name="LOG"/>
          </parent-provides>
          <default-route> <any-service> <parent/> <any-child/> </any-service> </default-route>
          <start name="server" ram="1M"> <provides> <service name="Adder"/> </provides> </start>
          <start name="client" ram="4M"/>
        </config>
        """);
    Path file =
        Files.writeString(
            folder.resolve("components.xml"),
            """
            <system name="bench-components">
              <machine name="virt" memory="128M" cpus="1"/>
              <rootprogram class="org.demitasse.core.Core" heap="512K" heap-limit="4M" stack="64K"/>
              <modules>
                <component name="init" class="org.demitasse.init.Init" heap="64K" heap-limit="2M"/>
                <component name="server" class="org.demitasse.bench.component.AdderServer"/>
                <component name="client" class="org.demitasse.bench.component.CallingClient"/>
                <component name="newborn" class="org.demitasse.bench.component.Newborn"/>
                <file name="config" path="components-config.xml"/>
              </modules>
            </system>
            """);
    BuiltSystem system =
        new SystemBuilder(programs, ProgramClassPath.ofThisProcess(), progress)
            .build(DescriptionReader.read(file), ImageFormat.ELF, folder.resolve("components.elf"));
    String text = Workshop.run(Workshop.command(system).countInstructions(), Optional.of(END));
    List<Measurement> measurements = new ArrayList<>();
    Matcher line = LINE.matcher(text);
    while (line.find()) {
      String[] words = NAMES.get(line.group(1));
      if (words != null) {
        measurements.add(
            new Measurement(words[0], Long.parseLong(line.group(2)), Unit.INSTRUCTIONS, words[1]));
      }
    }
    if (measurements.size() != NAMES.size()) {
      throw new IllegalStateException("the components were not measured to the end:\n" + text);
    }
    return measurements;
  }
}
