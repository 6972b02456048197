package org.demitasse.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.demitasse.machine.Machines;
import org.demitasse.toolchain.MissingToolException;
import org.demitasse.toolchain.description.DescriptionReader;
import org.demitasse.toolchain.description.SystemDescription;
import org.demitasse.toolchain.image.ImageFormat;
import org.demitasse.toolchain.qemu.Qemu;
import org.demitasse.toolchain.qemu.QemuCommand;
import org.demitasse.xml.Size;
import org.opentest4j.TestAbortedException;

/**
 * What to boot and on what machine; {@link #start()} does it. What is not stated is as the
 * description has it.
 */
public final class BootRequest {
  /** Time of a boot that states none. */
  static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

  /** A machine that prints more bytes than this prints for ever. */
  private static final long OUTPUT_LIMIT = 64L << 20;

  /** The machine of an image that no description goes with. */
  static final String DEFAULT_MACHINE = "virt";

  /**
   * Set to {@code skip}, this system property skips boot tests where QEMU is missing; otherwise
   * they fail.
   */
  static final String WITHOUT_QEMU = "demitasse.testkit.withoutQemu";

  /** This system property multiplies every timeout, for slow hosts. */
  static final String TIMEOUT_FACTOR = "demitasse.testkit.timeoutFactor";

  private final Boot boot;
  private final Source source;
  private final List<String> machineOptions = new ArrayList<>();
  private final List<String> arguments = new ArrayList<>();
  private final List<Path> classPath = new ArrayList<>();
  private final List<String> launcher = new ArrayList<>();
  private Optional<String> machine = Optional.empty();
  private Optional<Integer> cpus = Optional.empty();
  private Optional<Long> memory = Optional.empty();
  private Optional<Path> deviceTree = Optional.empty();
  private ImageFormat format = ImageFormat.ELF;
  private Duration timeout = DEFAULT_TIMEOUT;
  private long outputLimit = OUTPUT_LIMIT;
  private boolean countInstructions;
  private int serialPort;

  BootRequest(Boot boot, Source source) {
    this.boot = boot;
    this.source = source;
  }

  /** Where the image comes from. */
  sealed interface Source {}

  /** A finished image. */
  record ImageFile(Path file) implements Source {}

  /** A boot loader. */
  record FirmwareFile(Path file) implements Source {}

  /** A system description. */
  record DescriptionFile(Path file) implements Source {}

  /** The text of a system description. */
  record DescriptionText(String text) implements Source {}

  /** The machine, by the name it has in a description; {@code virt} for an image without one. */
  public BootRequest machine(String name) {
    machine = Optional.of(name);
    return this;
  }

  /** What kind of image to build of a description, ELF unless stated. */
  public BootRequest format(ImageFormat kind) {
    format = kind;
    return this;
  }

  /**
   * Folders and jars to search for programs before the class path of the tests: for programs that
   * the test itself has compiled.
   */
  public BootRequest classPath(Path... entries) {
    classPath.addAll(List.of(entries));
    return this;
  }

  /** Options of QEMU's machine type, comma separated, such as {@code virtualization=on}. */
  public BootRequest machineOptions(String options) {
    if (!options.isEmpty()) {
      machineOptions.add(options);
    }
    return this;
  }

  /** Number of cores. */
  public BootRequest cpus(int count) {
    cpus = Optional.of(count);
    return this;
  }

  /** Size of RAM as in a description, such as {@code 64M}. */
  public BootRequest memory(String size) {
    memory =
        Optional.of(
            Size.parse(size)
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            "memory \"%s\" is not a size; expected %s"
                                .formatted(size, Size.FORM))));
    return this;
  }

  /** A device tree blob to hand over in place of the one that QEMU makes. */
  public BootRequest deviceTree(Path blob) {
    deviceTree = Optional.of(blob);
    return this;
  }

  /** Which of the machine's serial ports is the console, the first (0) unless stated. */
  public BootRequest serialPort(int index) {
    serialPort = index;
    return this;
  }

  /**
   * Makes the machine's clocks count instructions, 1 nanosecond each, so that a run is the same
   * each time on every host.
   */
  public BootRequest countInstructions() {
    countInstructions = true;
    return this;
  }

  /** How long the machine may run, 60 seconds unless stated; then it is ended. */
  public BootRequest timeout(Duration limit) {
    timeout = limit;
    return this;
  }

  /** A command that starts QEMU, such as {@code ip netns exec NAME} for a network of its own. */
  public BootRequest within(List<String> command) {
    launcher.addAll(command);
    return this;
  }

  /** Further arguments for QEMU. */
  public BootRequest arguments(String... further) {
    arguments.addAll(List.of(further));
    return this;
  }

  /** How many bytes the machine may print. */
  BootRequest outputLimit(long bytes) {
    outputLimit = bytes;
    return this;
  }

  /**
   * Boots.
   *
   * @throws MissingToolException when QEMU is missing or too old; the test is skipped instead when
   *     the system property {@code demitasse.testkit.withoutQemu} is {@code skip}
   */
  public Machine start() {
    boot.machine().filter(name -> machine.isEmpty()).ifPresent(name -> skipUnlessPossible(name));
    return switch (source) {
      case ImageFile(Path file) -> {
        Path directory = boot.nextDirectory();
        yield start(directory, command -> command.image(keep(file, directory)));
      }
      case FirmwareFile(Path file) ->
          start(boot.nextDirectory(), command -> command.firmware(file.toAbsolutePath()));
      case DescriptionFile(Path file) -> start(file, boot.nextDirectory());
      case DescriptionText(String text) -> {
        Path directory = boot.nextDirectory();
        yield start(write(text, directory.resolve("system.xml")), directory);
      }
    };
  }

  /** The machine that was stated here or for the whole class. */
  private Optional<String> machine() {
    return machine.or(boot::machine);
  }

  /** A machine of {@link OnMachines} need not have the variation that the test is about. */
  private void skipUnlessPossible(String name) {
    var facts = facts(name);
    if (!machineOptions.isEmpty() && !facts.qemu().variable()) {
      throw skipped(name, "no options: " + String.join(",", machineOptions));
    }
    cpus.filter(
            count -> count < facts.processors().minimum() || count > facts.processors().maximum())
        .ifPresent(
            count -> {
              throw skipped(name, "another number of processors than " + count);
            });
    memory
        .filter(bytes -> bytes < facts.ram().minimumSize() || bytes > facts.ram().maximumSize())
        .ifPresent(
            bytes -> {
              throw skipped(name, "other RAM than " + Size.format(bytes));
            });
  }

  private static TestAbortedException skipped(String name, String what) {
    return new TestAbortedException("%s has %s".formatted(name, what));
  }

  private Machine start(Path file, Path directory) {
    SystemDescription description =
        machine()
            .map(name -> DescriptionReader.read(file, facts(name)))
            .orElseGet(() -> DescriptionReader.read(file));
    var facts = description.machine().machine();
    // Before the programs are compiled, which takes longer.
    Qemu qemu = find(facts);
    Path image = directory.resolve(description.name() + "." + format.label());
    Images.build(description, classPath, format, image);
    long bytes = memory.orElse(description.machine().memory());
    var command = command(facts, bytes, description.machine().processors());
    return start(qemu, command.image(image), directory);
  }

  /** Starts a machine that no description goes with. */
  private Machine start(Path directory, UnaryOperator<QemuCommand.Builder> boots) {
    var facts = facts(machine().orElse(DEFAULT_MACHINE));
    long bytes = memory.orElse(facts.ram().defaultSize());
    var command = command(facts, bytes, facts.processors().defaultCount());
    return start(find(facts), boots.apply(command), directory);
  }

  private QemuCommand.Builder command(
      org.demitasse.machine.Machine facts, long bytes, int processors) {
    return QemuCommand.builder(facts.qemu())
        .machineOptions(String.join(",", machineOptions))
        .cpus(cpus.orElse(processors))
        .memory(bytes)
        .within(launcher)
        .serialPort(serialPort)
        .arguments(arguments);
  }

  private Machine start(Qemu qemu, QemuCommand.Builder command, Path directory) {
    deviceTree.ifPresent(blob -> command.deviceTree(keep(blob, directory)));
    if (countInstructions) {
      command.countInstructions();
    }
    return boot.add(Machine.start(qemu, command.build(), directory, allowed(), outputLimit));
  }

  private Duration allowed() {
    String factor = System.getProperty(TIMEOUT_FACTOR, "1");
    try {
      return Duration.ofMillis(Math.round(timeout.toMillis() * Double.parseDouble(factor)));
    } catch (NumberFormatException malformed) {
      throw new IllegalArgumentException(
          "system property %s=%s is not a number".formatted(TIMEOUT_FACTOR, factor), malformed);
    }
  }

  /** The facts of a machine that is known by name. */
  static org.demitasse.machine.Machine facts(String name) {
    return Machines.find(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown machine \"%s\"; expected one of: %s"
                        .formatted(name, String.join(", ", Machines.names()))));
  }

  /** Finds the QEMU that emulates a machine. */
  static Qemu find(org.demitasse.machine.Machine facts) {
    try {
      return Qemu.find(facts.qemu().binary());
    } catch (MissingToolException missing) {
      // Test runners show the message only, so the remedy goes into it.
      throw new MissingToolException(
          "%s; install it: %s; or skip the boot tests: -D%s=skip"
              .formatted(missing.getMessage(), missing.remedy(), WITHOUT_QEMU),
          missing.remedy());
    }
  }

  private static Path write(String text, Path file) {
    try {
      return Files.writeString(file, text);
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot write " + file, failure);
    }
  }

  private static Path keep(Path file, Path directory) {
    try {
      return Files.copy(
          file,
          directory.resolve(file.getFileName().toString()),
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot copy %s to %s".formatted(file, directory), failure);
    }
  }
}
