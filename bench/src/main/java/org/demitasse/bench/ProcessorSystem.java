package org.demitasse.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.demitasse.bench.Measurement.Unit;
import org.demitasse.bench.kernel.SharedWork;
import org.demitasse.toolchain.description.DescriptionReader;
import org.demitasse.toolchain.image.ImageFormat;
import org.demitasse.toolchain.program.ProgramBuilder;
import org.demitasse.toolchain.program.ProgressListener;
import org.demitasse.toolchain.system.BuiltSystem;
import org.demitasse.toolchain.system.ProgramClassPath;
import org.demitasse.toolchain.system.SystemBuilder;

/** A system whose root program does the same work on one processor, on two, and so on. */
final class ProcessorSystem {
  private static final Pattern LINE =
      Pattern.compile("^\\[[^]]*] processors (\\d+) nanoseconds (\\d+)$", Pattern.MULTILINE);
  private static final Pattern END =
      Pattern.compile("^\\[[^]]*] all the same result$", Pattern.MULTILINE);

  private ProcessorSystem() {}

  /**
   * Builds and boots the system.
   *
   * @param folder for its files
   * @param processors of the machine
   * @return the seconds of each number of processors, from 1 on
   * @throws IllegalStateException when it does not work to the end, or with another result; the
   *     message has the console
   */
  static List<Measurement> measure(
      Path folder, int processors, ProgramBuilder programs, ProgressListener progress)
      throws IOException, InterruptedException {
    progress.progress("measuring work shared by processors ...");
    Path file =
        Files.writeString(
            folder.resolve("processors.xml"),
            """
            <system name="bench-processors">
              <machine name="virt" memory="128M" cpus="%d"/>
              <rootprogram class="%s" heap="256K" heap-limit="512K" stack="64K"/>
              <modules/>
            </system>
            """
                .formatted(processors, SharedWork.class.getName()));
    BuiltSystem system =
        new SystemBuilder(programs, ProgramClassPath.ofThisProcess(), progress)
            .build(DescriptionReader.read(file), ImageFormat.ELF, folder.resolve("processors.elf"));
    String text = Workshop.run(Workshop.command(system), Optional.of(END));
    List<Measurement> measurements = new ArrayList<>();
    Matcher line = LINE.matcher(text);
    double alone = 0;
    while (line.find()) {
      double seconds = Long.parseLong(line.group(2)) / 1e9;
      boolean first = measurements.isEmpty();
      if (first) {
        alone = seconds;
      }
      measurements.add(
          new Measurement(
              "the same work on %s processor%s".formatted(line.group(1), first ? "" : "s"),
              seconds,
              Unit.SECONDS,
              first ? "" : "%.2f times as fast".formatted(alone / seconds)));
    }
    if (measurements.size() != processors) {
      throw new IllegalStateException("the work was not done to the end:\n" + text);
    }
    return measurements;
  }
}
