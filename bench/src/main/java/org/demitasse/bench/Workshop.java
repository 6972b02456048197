package org.demitasse.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.demitasse.machine.Machine;
import org.demitasse.toolchain.description.DescriptionReader;
import org.demitasse.toolchain.description.SystemDescription;
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

/**
 * A folder in which the benchmark's components are compiled, woven and booted, as a user's project
 * would be.
 */
final class Workshop {
  private static final Duration LONGEST_RUN = Duration.ofMinutes(5);
  private static final String MACHINE = "virt";
  private static final List<String> SOURCES = List.of("FirstLine.java");

  private final Path folder;
  private final Path sources;
  private final Path classes;
  private final SystemBuilder builder;

  /**
   * Copies the components' sources into a folder and compiles them.
   *
   * @param folder an empty folder
   * @param programs compiles and keeps programs
   * @param progress is told of what takes time
   */
  Workshop(Path folder, ProgramBuilder programs, ProgressListener progress) throws IOException {
    this.folder = folder;
    sources = Files.createDirectories(folder.resolve("src/component"));
    classes = Files.createDirectories(folder.resolve("classes"));
    for (String name : SOURCES) {
      copy(name, sources);
    }
    builder =
        new SystemBuilder(
            programs,
            ProgramClassPath.of(List.of(classes)).followedBy(ProgramClassPath.ofThisProcess()),
            progress);
  }

  /** Compiles the components' sources. */
  void compile() {
    var errors = new StringWriter();
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var files = compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
      List<String> options =
          List.of(
              "--release",
              "21",
              "-g",
              "-proc:none",
              "-d",
              classes.toString(),
              "-cp",
              String.join(
                  ":",
                  ProgramClassPath.ofThisProcess().entries().stream()
                      .map(Path::toString)
                      .toList()));
      var units =
          files.getJavaFileObjectsFromPaths(SOURCES.stream().map(sources::resolve).toList());
      if (!compiler.getTask(new PrintWriter(errors), files, null, options, null, units).call()) {
        throw new IllegalStateException("the benchmark's components do not compile:\n" + errors);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Changes a source. */
  void edit(String name, String from, String to) throws IOException {
    Path source = sources.resolve(name);
    String text = Files.readString(source);
    if (!text.contains(from)) {
      throw new IllegalArgumentException("%s does not contain %s".formatted(name, from));
    }
    Files.writeString(source, text.replace(from, to));
  }

  /** What one component of a system is to be. */
  record Part(String label, String type, String heap, String stack) {
    private String xml() {
      return "    <component name=\"%s\" class=\"component.%s\" heap=\"%s\" heap-limit=\"%s\" stack=\"%s\"/>\n"
          .formatted(label, type, heap, heap, stack);
    }
  }

  /** Builds a system of components. */
  BuiltSystem build(Part... parts) throws IOException, InterruptedException {
    var modules = new StringBuilder();
    for (Part part : parts) {
      modules.append(part.xml());
    }
    Path file =
        Files.writeString(
            folder.resolve("system.xml"),
            """
            <system name="bench">
              <machine name="%s" memory="128M" cpus="1"/>
              <rootprogram class="org.demitasse.core.Core" heap="256K" heap-limit="512K" stack="64K"/>
              <modules>
            %s  </modules>
            </system>
            """
                .formatted(MACHINE, modules));
    SystemDescription description = DescriptionReader.read(file);
    return builder.build(description, ImageFormat.ELF, folder.resolve("bench.elf"));
  }

  /**
   * Boots a system in a machine whose clocks count instructions.
   *
   * @return the console
   */
  String boot(BuiltSystem system) throws IOException, InterruptedException {
    return run(command(system).countInstructions(), Optional.empty());
  }

  /** Boots a system in a machine with a plain clock until a line appears. */
  String bootUntil(BuiltSystem system, Pattern line) throws IOException, InterruptedException {
    return run(command(system), Optional.of(line));
  }

  /** A machine of the system's kind. */
  static QemuCommand.Builder command(BuiltSystem system) {
    Machine machine = system.description().machine().machine();
    return QemuCommand.builder(machine.qemu())
        .cpus(system.description().machine().processors())
        .memory(system.description().machine().memory())
        .image(system.image());
  }

  /** Runs a machine to its end, or until a line appears; returns the console. */
  static String run(QemuCommand.Builder builder, Optional<Pattern> until)
      throws IOException, InterruptedException {
    QemuCommand command = builder.build();
    var console = new ByteArrayOutputStream();
    new QemuRun(Optional.of(LONGEST_RUN), until, QemuProcess.Input.PROGRAM)
        .run(Qemu.find(command.program()), command, console);
    return console.toString(StandardCharsets.UTF_8).replace("\r", "");
  }

  private static void copy(String name, Path target) throws IOException {
    try (InputStream input = Workshop.class.getResourceAsStream("component/" + name)) {
      if (input == null) {
        throw new IOException("the resource component/" + name + " is missing; build again");
      }
      Files.copy(input, target.resolve(name));
    }
  }
}
