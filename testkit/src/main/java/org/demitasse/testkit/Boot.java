package org.demitasse.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.opentest4j.TestAbortedException;

/**
 * Boots machines for one test and ends them with it. As a parameter of a test method under {@link
 * BootTest} it serves tests that decide themselves what to boot, or boot more than once.
 *
 * <p>The first machine keeps its image and log in the test's folder, the second in {@code boot-2}
 * below it, and so on.
 */
public final class Boot implements AutoCloseable {
  /** Output that is longer than this is shown in a failure without its middle. */
  private static final int SHOWN_CHARACTERS = 1 << 16;

  private final Path directory;
  private final Optional<String> machine;
  private final List<Machine> machines = new ArrayList<>();
  private int requests;

  private Boot(Path directory, Optional<String> machine) {
    this.directory = directory;
    this.machine = machine;
  }

  /**
   * For programs that are not tests.
   *
   * @param directory where to keep images and logs; what is there from an earlier time is
   *     overwritten
   */
  public static Boot in(Path directory) {
    return in(directory, Optional.empty());
  }

  /** The same, on another machine than descriptions name. */
  static Boot in(Path directory, Optional<String> machine) {
    return new Boot(directory.toAbsolutePath().normalize(), machine);
  }

  /** The machine of {@link OnMachines} for which the test runs. */
  public Optional<String> machine() {
    return machine;
  }

  /**
   * Skips the rest of the test when it runs for another machine.
   *
   * @param name of the machine that it is about
   * @param reason why, as the second half of a sentence: {@code it has a GIC}
   */
  public void onlyOn(String name, String reason) {
    if (machine.isPresent() && !machine.get().equals(name)) {
      throw new TestAbortedException("only on %s: %s".formatted(name, reason));
    }
  }

  /**
   * Prepares to build and boot a system.
   *
   * @param description the XML file, relative to the project
   */
  public BootRequest system(Path description) {
    return new BootRequest(this, new BootRequest.DescriptionFile(description));
  }

  /**
   * Prepares to build and boot a system.
   *
   * @param xml the text of the description; paths in it are relative to this boot's folder
   */
  public BootRequest description(String xml) {
    return new BootRequest(this, new BootRequest.DescriptionText(xml));
  }

  /**
   * Prepares to boot an image as it is.
   *
   * @param image an ELF file or a Linux image
   */
  public BootRequest image(Path image) {
    return new BootRequest(this, new BootRequest.ImageFile(image));
  }

  /**
   * Prepares to start a machine with a boot loader, which finds what it boots by itself.
   *
   * @param file what the processor begins with
   */
  public BootRequest firmware(Path file) {
    return new BootRequest(this, new BootRequest.FirmwareFile(file));
  }

  /** The machines booted so far. */
  public synchronized List<Machine> machines() {
    return List.copyOf(machines);
  }

  /** Ends all machines. */
  @Override
  public void close() {
    machines().forEach(Machine::close);
  }

  /** Makes the folder of the next machine. */
  synchronized Path nextDirectory() {
    requests++;
    Path folder = requests == 1 ? directory : directory.resolve("boot-" + requests);
    try {
      return Files.createDirectories(folder);
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot make the folder " + folder, failure);
    }
  }

  synchronized Machine add(Machine machine) {
    machines.add(machine);
    return machine;
  }

  /**
   * What somebody who looks at a failed test wants to see: consoles, and how to run the images by
   * hand.
   */
  String report() {
    return machines().stream().map(Boot::report).collect(Collectors.joining("\n"));
  }

  private static String report(Machine machine) {
    String text = machine.console().transcript();
    String shown =
        text.length() <= SHOWN_CHARACTERS
            ? text
            : text.substring(0, SHOWN_CHARACTERS / 2)
                + "\n... %d characters left out ...\n".formatted(text.length() - SHOWN_CHARACTERS)
                + text.substring(text.length() - SHOWN_CHARACTERS / 2);
    return """
    console, also in %s:
    %s
    to run the image by hand (Ctrl-A X ends it):
    %s
    """
        .formatted(
            machine.directory().resolve(Machine.CONSOLE_LOG),
            shown.isEmpty() ? "  (nothing)" : shown.stripTrailing().indent(2).stripTrailing(),
            machine.commandLine().indent(2).stripTrailing());
  }
}
