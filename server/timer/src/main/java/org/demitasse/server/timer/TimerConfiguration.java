package org.demitasse.server.timer;

import java.util.OptionalLong;
import java.util.function.Supplier;
import org.demitasse.xml.InvalidDocumentException;
import org.demitasse.xml.Size;
import org.demitasse.xml.XmlDocument;
import org.demitasse.xml.XmlElement;

/**
 * What the timer drives, by its configuration: the processor's virtual timer, {@code <config
 * irq="27"/>} with the line that the machine's device tree gives it, or another device:
 *
 * <pre>{@code
 * <config irq="65" device="brcm,bcm2835-system-timer" registers="0x3f003000"/>
 * }</pre>
 *
 * <p>One configuration may serve several machines. Then {@code <config>} has an element {@code
 * <machine name="...">} with these attributes for each, and the ROM {@code platform_info} tells
 * which of them counts.
 *
 * @param line interrupt line
 * @param registers physical address of the system timer's registers, or {@link #VIRTUAL_TIMER}
 */
record TimerConfiguration(int line, long registers) {
  static final long VIRTUAL_TIMER = -1;

  private static final String SYSTEM_TIMER = "brcm,bcm2835-system-timer";

  /**
   * Reads a configuration.
   *
   * @param platform gives the ROM {@code platform_info}, if it is needed
   * @throws IllegalArgumentException if it is wrong, with an example of what is right
   */
  static TimerConfiguration read(String config, Supplier<String> platform) {
    XmlElement root = parse("config", config);
    boolean general = root.children().stream().anyMatch(each -> each.name().equals("machine"));
    XmlElement element = general ? ofMachine(root, platform.get()) : root;
    int line = line(element);
    String device = attribute(element, "device");
    if (device.isEmpty()) {
      return new TimerConfiguration(line, VIRTUAL_TIMER);
    }
    if (!device.equals(SYSTEM_TIMER)) {
      throw new IllegalArgumentException(
          "the configuration names the device \""
              + device
              + "\"; expected "
              + SYSTEM_TIMER
              + ", or none for the virtual timer");
    }
    OptionalLong registers = Size.parse(attribute(element, "registers"));
    if (registers.isEmpty()) {
      throw new IllegalArgumentException(
          "the configuration does not say where the system timer is; expected"
              + " registers=\"0x3f003000\" with the address that the device tree gives it");
    }
    return new TimerConfiguration(line, registers.getAsLong());
  }

  private static XmlElement ofMachine(XmlElement root, String platform) {
    String name =
        parse("platform_info", platform).children().stream()
            .filter(each -> each.name().equals("machine"))
            .map(each -> attribute(each, "name"))
            .findFirst()
            .orElse("");
    return root.children().stream()
        .filter(each -> each.name().equals("machine") && attribute(each, "name").equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the configuration has nothing for the machine \""
                        + name
                        + "\"; expected <machine name=\""
                        + name
                        + "\" irq=\"...\"/>"));
  }

  private static int line(XmlElement element) {
    try {
      int line = Integer.parseInt(attribute(element, "irq"));
      if (line >= 0) {
        return line;
      }
    } catch (NumberFormatException none) {
      // Told below.
    }
    throw new IllegalArgumentException(
        "the configuration names no interrupt line; expected <config irq=\"27\"/> with the line that"
            + " the device tree gives the virtual timer");
  }

  private static String attribute(XmlElement element, String name) {
    return element.attribute(name).map(each -> each.value()).orElse("");
  }

  private static XmlElement parse(String name, String text) {
    try {
      return XmlDocument.parse(name, name, text);
    } catch (InvalidDocumentException invalid) {
      throw new IllegalArgumentException(invalid.getMessage(), invalid);
    }
  }
}
