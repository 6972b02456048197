package org.demitasse.machine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.demitasse.machine.xml.Size;

/**
 * A board that an image can be made for.
 *
 * @param name as in {@code <machine name="virt"/>} and {@code --machine virt}
 * @param title for people
 * @param architecture {@code aarch64}
 * @param ram main memory
 * @param loadAddress physical address of the image's first byte, a multiple of 2 MiB
 * @param unannouncedDeviceTree physical address where the board leaves a device tree although the
 *     boot registers do not point to it
 * @param console what the kernel prints on before it has read a device tree, or without one
 * @param processors how many processors there can be
 * @param qemu how to emulate it
 */
public record Machine(
    String name,
    String title,
    String architecture,
    Ram ram,
    long loadAddress,
    OptionalLong unannouncedDeviceTree,
    Console console,
    Processors processors,
    Qemu qemu) {

  /**
   * Main memory.
   *
   * @param base physical address of the first byte
   * @param defaultSize bytes, when a system does not say how much it wants
   * @param minimumSize bytes
   * @param maximumSize bytes
   */
  public record Ram(long base, long defaultSize, long minimumSize, long maximumSize) {}

  /**
   * The fallback console.
   *
   * @param compatible as in a device tree, {@code arm,pl011}
   * @param address physical address of the registers
   */
  public record Console(String compatible, long address) {}

  /** Number of processors, when a system does not say, and at most. */
  public record Processors(int defaultCount, int maximum) {}

  /**
   * How QEMU emulates the board.
   *
   * @param binary name of the program
   * @param machine value of {@code -M}
   * @param cpu value of {@code -cpu}
   * @param arguments what else belongs to the command line
   */
  public record Qemu(String binary, String machine, String cpu, List<String> arguments) {
    public Qemu {
      arguments = List.copyOf(arguments);
    }

    /**
     * Returns the command that boots an image.
     *
     * @param memory RAM in bytes
     * @param processors number of processors
     * @param options added to {@code -M}, such as {@code virtualization=on}
     */
    public List<String> command(Path image, long memory, int processors, List<String> options) {
      List<String> command = new ArrayList<>();
      command.add(binary);
      command.add("-M");
      command.add(options.isEmpty() ? machine : machine + "," + String.join(",", options));
      command.add("-cpu");
      command.add(cpu);
      command.add("-smp");
      command.add(Integer.toString(processors));
      command.add("-m");
      command.add(memoryArgument(memory));
      command.addAll(arguments);
      command.add("-kernel");
      command.add(image.toString());
      return command;
    }

    private static String memoryArgument(long memory) {
      String size = Size.format(memory);
      // A number without suffix is taken as MiB by -m.
      return Character.isDigit(size.charAt(size.length() - 1)) ? size + "B" : size;
    }
  }
}
