package org.demitasse.machine;

import java.util.Optional;
import java.util.OptionalLong;

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
 * @param deviceTreeSource the board's own device tree, which every image for it carries
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
    Optional<DeviceTreeSource> deviceTreeSource,
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
   * A device tree as its author wrote it.
   *
   * @param file for messages
   * @param text Devicetree source
   */
  public record DeviceTreeSource(String file, String text) {}

  /**
   * The fallback console.
   *
   * @param compatible as in a device tree, {@code arm,pl011} or {@code brcm,bcm2835-aux-uart}
   * @param address physical address of the registers
   */
  public record Console(String compatible, long address) {}

  /** Number of processors, when a system does not say, at least, and at most. */
  public record Processors(int defaultCount, int minimum, int maximum) {}

  /**
   * How QEMU emulates the board.
   *
   * @param binary name of the program
   * @param machine value of {@code -M}, to which options may be added
   * @param cpu value of {@code -cpu}
   * @param variable whether {@code machine} takes options that change the hardware
   */
  public record Qemu(String binary, String machine, String cpu, boolean variable) {}
}
