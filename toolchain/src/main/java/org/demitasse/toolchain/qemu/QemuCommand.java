package org.demitasse.toolchain.qemu;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.demitasse.machine.Machine;
import org.jspecify.annotations.Nullable;

/**
 * The command line of one run: which machine, how large, which image. The values come from the
 * facts of the machine and from the system description; nothing here knows a board.
 */
public final class QemuCommand {
  private static final long KIBIBYTE = 1024;
  private static final long MEBIBYTE = KIBIBYTE * KIBIBYTE;
  private static final Pattern SAFE_IN_A_SHELL = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  private final List<String> launcher;
  private final String program;
  private final List<String> arguments;

  private QemuCommand(List<String> launcher, String program, List<String> arguments) {
    this.launcher = List.copyOf(launcher);
    this.program = program;
    this.arguments = List.copyOf(arguments);
  }

  /**
   * Starts a command line for a machine, with all that belongs to it but its size and its image.
   */
  public static Builder builder(Machine.Qemu facts) {
    return new Builder(facts.binary(), facts.machine()).cpu(facts.cpu());
  }

  /**
   * Starts a command line that says nothing but the machine type.
   *
   * @param program file name of the QEMU program, such as {@code qemu-system-aarch64}
   * @param machine QEMU's machine type, with or without options, such as {@code virt,gic-version=3}
   */
  public static Builder builder(String program, String machine) {
    return new Builder(program, machine);
  }

  /** The words in front of the program, none unless something else has to start it. */
  public List<String> launcher() {
    return launcher;
  }

  /** File name of the QEMU program. */
  public String program() {
    return program;
  }

  /** The arguments that follow the program. */
  public List<String> arguments() {
    return arguments;
  }

  /** The line as a person types it into a shell. */
  @Override
  public String toString() {
    var line = new StringBuilder();
    launcher.forEach(word -> line.append(quote(word)).append(' '));
    line.append(quote(program));
    arguments.forEach(argument -> line.append(' ').append(quote(argument)));
    return line.toString();
  }

  private static String quote(String word) {
    return SAFE_IN_A_SHELL.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  /** Collects what a run asks for; whatever is not set stays as QEMU has it. */
  public static final class Builder {
    private final String program;
    private final StringBuilder machine;
    private final List<String> device = new ArrayList<>();
    private final List<String> clock = new ArrayList<>();
    private final List<String> debugger = new ArrayList<>();
    private final List<String> further = new ArrayList<>();
    private final List<String> launcher = new ArrayList<>();
    private @Nullable Path deviceTree;
    private @Nullable Path firmware;
    private @Nullable Path image;
    private int serialPort;

    private Builder(String program, String machine) {
      this.program = program;
      this.machine = new StringBuilder(machine);
    }

    /**
     * Adds options of the machine, comma separated, such as {@code secure=on}; nothing when empty.
     */
    public Builder machineOptions(String options) {
      if (!options.isEmpty()) {
        machine.append(',').append(options);
      }
      return this;
    }

    /** QEMU's name of the CPU model. */
    public Builder cpu(String model) {
      device.addAll(List.of("-cpu", model));
      return this;
    }

    /** Number of cores, at least 1. */
    public Builder cpus(int count) {
      if (count < 1) {
        throw new IllegalArgumentException("a machine has at least 1 CPU, not " + count);
      }
      device.addAll(List.of("-smp", Integer.toString(count)));
      return this;
    }

    /** Bytes of RAM, a multiple of 1 KiB. */
    public Builder memory(long bytes) {
      if (bytes <= 0 || bytes % KIBIBYTE != 0) {
        throw new IllegalArgumentException(
            "QEMU takes RAM in multiples of 1024 bytes, not %d bytes".formatted(bytes));
      }
      String size = bytes % MEBIBYTE == 0 ? bytes / MEBIBYTE + "M" : bytes / KIBIBYTE + "K";
      device.addAll(List.of("-m", size));
      return this;
    }

    /** What {@code -kernel} gets: an ELF file or a Linux image. */
    public Builder image(Path file) {
      image = file;
      return this;
    }

    /** What {@code -bios} gets: what the processor begins with, such as a boot loader. */
    public Builder firmware(Path file) {
      firmware = file;
      return this;
    }

    /** The command that starts QEMU, such as {@code ip netns exec NAME}; nothing when empty. */
    public Builder within(List<String> command) {
      launcher.addAll(command);
      return this;
    }

    /** A device tree in place of the one QEMU generates. */
    public Builder deviceTree(Path blob) {
      deviceTree = blob;
      return this;
    }

    /** Which of the machine's serial ports is the console, the first (0) unless stated. */
    public Builder serialPort(int index) {
      serialPort = index;
      return this;
    }

    /**
     * One instruction is one nanosecond of the guest's time, so that its counters count
     * instructions, exactly and repeatably, and do not depend on the host.
     */
    public Builder countInstructions() {
      clock.addAll(List.of("-icount", "shift=0,sleep=off"));
      return this;
    }

    /**
     * Stops before the first instruction until gdb connects to this TCP port of the loopback
     * interface.
     */
    public Builder waitForDebugger(int port) {
      debugger.addAll(List.of("-S", "-gdb", "tcp:127.0.0.1:" + port));
      return this;
    }

    /** Further arguments, as they are, behind all others. */
    public Builder arguments(List<String> arguments) {
      further.addAll(arguments);
      return this;
    }

    /** The command line. */
    public QemuCommand build() {
      var arguments = new ArrayList<String>(List.of("-M", machine.toString()));
      arguments.addAll(device);
      // The multiplexer gives Ctrl-A X to end the machine and Ctrl-A C for QEMU's monitor.
      arguments.addAll(List.of("-nographic", "-nodefaults"));
      for (int i = 0; i < serialPort; i++) {
        arguments.addAll(List.of("-serial", "null"));
      }
      arguments.addAll(List.of("-serial", "mon:stdio"));
      arguments.addAll(clock);
      arguments.addAll(debugger);
      if (deviceTree != null) {
        arguments.addAll(List.of("-dtb", deviceTree.toString()));
      }
      if (firmware != null) {
        arguments.addAll(List.of("-bios", firmware.toString()));
      }
      if (image != null) {
        arguments.addAll(List.of("-kernel", image.toString()));
      }
      arguments.addAll(further);
      return new QemuCommand(launcher, program, arguments);
    }
  }
}
