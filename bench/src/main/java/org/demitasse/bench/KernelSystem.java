package org.demitasse.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.demitasse.bench.kernel.KernelOperations;
import org.demitasse.bench.kernel.Operation;
import org.demitasse.machine.Machine;
import org.demitasse.toolchain.description.DescriptionReader;
import org.demitasse.toolchain.image.ImageFormat;
import org.demitasse.toolchain.program.ProgramBuilder;
import org.demitasse.toolchain.program.ProgressListener;
import org.demitasse.toolchain.qemu.Qemu;
import org.demitasse.toolchain.qemu.QemuCommand;
import org.demitasse.toolchain.qemu.QemuProcess;
import org.demitasse.toolchain.qemu.QemuRun;
import org.demitasse.toolchain.system.BuiltSystem;
import org.demitasse.toolchain.system.ProgramClassPath;
import org.demitasse.toolchain.system.SystemBuilder;

/** The system whose root program measures the kernel's operations. */
public final class KernelSystem {
  private static final Duration LONGEST_RUN = Duration.ofMinutes(2);
  private static final Pattern LINE =
      Pattern.compile("^\\[[^]]*] operation (\\w+) ([01]) (\\d+) (\\d+)$", Pattern.MULTILINE);

  private final BuiltSystem system;

  private KernelSystem(BuiltSystem system) {
    this.system = system;
  }

  /**
   * Builds it.
   *
   * @param folder for the description and the image
   * @param programs compiles and keeps programs
   * @param progress is told of what takes time
   */
  public static KernelSystem build(Path folder, ProgramBuilder programs, ProgressListener progress)
      throws IOException, InterruptedException {
    Path file =
        Files.writeString(
            folder.resolve("kernel.xml"),
            """
            <system name="bench-kernel">
              <machine name="virt" memory="128M" cpus="1"/>
              <rootprogram class="%s" heap="256K" heap-limit="512K" stack="64K"/>
              <modules/>
            </system>
            """
                .formatted(KernelOperations.class.getName()));
    var builder = new SystemBuilder(programs, ProgramClassPath.ofThisProcess(), progress);
    return new KernelSystem(
        builder.build(DescriptionReader.read(file), ImageFormat.ELF, folder.resolve("kernel.elf")));
  }

  BuiltSystem system() {
    return system;
  }

  /** A machine of the system's kind. */
  QemuCommand.Builder command() {
    Machine machine = system.description().machine().machine();
    return QemuCommand.builder(machine.qemu())
        .cpus(system.description().machine().processors())
        .memory(system.description().machine().memory())
        .image(system.image());
  }

  /**
   * Measures all operations; takes some seconds.
   *
   * @throws IllegalStateException when an operation does not do what it should; the message has the
   *     console
   */
  public List<OperationCount> measure() throws IOException, InterruptedException {
    QemuCommand command = command().countInstructions().build();
    var console = new ByteArrayOutputStream();
    QemuRun.Outcome outcome =
        new QemuRun(Optional.of(LONGEST_RUN), Optional.empty(), QemuProcess.Input.PROGRAM)
            .run(Qemu.find(command.program()), command, console);
    String text = console.toString(StandardCharsets.UTF_8).replace("\r", "");
    List<OperationCount> counts = counts(text);
    if (!outcome.equals(new QemuRun.PoweredOff(0)) || counts.isEmpty()) {
      throw new IllegalStateException(
          "the kernel's operations were not measured to the end:\n" + text);
    }
    return counts;
  }

  /** Reads the console: what an empty interval counts is taken off all others. */
  static List<OperationCount> counts(String console) {
    List<OperationCount> counts = new ArrayList<>();
    long empty = 0;
    Matcher line = LINE.matcher(console);
    while (line.find()) {
      Operation operation = Operation.valueOf(line.group(1));
      long minimum = Long.parseLong(line.group(3));
      long median = Long.parseLong(line.group(4));
      if (operation == Operation.EMPTY) {
        empty = median;
      } else {
        long own = empty * operation.readings();
        counts.add(
            new OperationCount(operation, line.group(2).equals("1"), minimum - own, median - own));
      }
    }
    return counts;
  }
}
