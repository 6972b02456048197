package org.demitasse.machine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import org.demitasse.xml.Diagnostics;
import org.demitasse.xml.ElementReader;
import org.demitasse.xml.Size;
import org.demitasse.xml.XmlDocument;

/** Reads {@code machine.xml}. */
public final class MachineReader {
  private static final long LOAD_ALIGNMENT = 2 << 20;
  private static final int MOST_PROCESSORS = 256;

  private final Diagnostics diagnostics = new Diagnostics();
  private final Siblings siblings;

  private MachineReader(Siblings siblings) {
    this.siblings = siblings;
  }

  /** Opens the files beside {@code machine.xml}. */
  interface Siblings {
    /**
     * Opens a file.
     *
     * @throws IOException if there is none of that name
     */
    InputStream open(String name) throws IOException;
  }

  /**
   * Reads the facts about one board.
   *
   * @param file name of the file for messages
   * @param siblings the other files of the board
   * @throws org.demitasse.xml.InvalidDocumentException with every mistake that was found
   */
  static Machine read(String file, InputStream input, Siblings siblings) throws IOException {
    MachineReader reader = new MachineReader(siblings);
    ElementReader root =
        new ElementReader(
            XmlDocument.read(file, "machine", input.readNBytes(XmlDocument.MAXIMUM_SIZE + 1)),
            reader.diagnostics);
    Machine machine = reader.machine(root);
    reader.diagnostics.throwIfAny();
    return machine;
  }

  private Machine machine(ElementReader root) {
    root.allowAttributes("name", "title", "architecture")
        .allowChildren("ram", "image", "device-tree", "console", "processors", "qemu");
    String name = root.requiredText("name", "the name of the folder").orElse("");
    String title = root.requiredText("title", "a name for people").orElse("");
    root.requiredText("architecture", "architecture=\"aarch64\"");
    String architecture = root.choice("architecture", "aarch64", "aarch64");
    Machine.Ram ram =
        root.requiredChild(
                "ram", "<ram base=\"0x40000000\" default=\"128M\" minimum=\"16M\" maximum=\"1G\"/>")
            .map(this::ram)
            .orElse(new Machine.Ram(0, 0, 0, 0));
    long loadAddress =
        root.requiredChild("image", "<image load-address=\"0x40200000\"/>")
            .map(image -> loadAddress(image, ram))
            .orElse(0L);
    Optional<ElementReader> deviceTree = root.child("device-tree");
    deviceTree.ifPresent(MachineReader::checkDeviceTree);
    Machine.Console console =
        root.requiredChild("console", "<console compatible=\"arm,pl011\" address=\"0x09000000\"/>")
            .map(this::console)
            .orElse(new Machine.Console("", 0));
    Machine.Processors processors =
        root.requiredChild("processors", "<processors default=\"1\" maximum=\"8\"/>")
            .map(this::processors)
            .orElse(new Machine.Processors(1, 1, 1));
    Machine.Qemu qemu =
        root.requiredChild("qemu", "<qemu binary=\"...\" machine=\"...\" cpu=\"...\"/>")
            .map(this::qemu)
            .orElse(new Machine.Qemu("", "", "", true));
    return new Machine(
        name,
        title,
        architecture,
        ram,
        loadAddress,
        deviceTree.map(tree -> tree.size("unannounced-address")).orElse(OptionalLong.empty()),
        deviceTree.flatMap(tree -> source(root, tree)),
        console,
        processors,
        qemu);
  }

  private static void checkDeviceTree(ElementReader element) {
    element.allowAttributes("unannounced-address", "source").allowChildren();
    if (element.text("unannounced-address").isEmpty() && element.text("source").isEmpty()) {
      element.report(
          "<device-tree> says nothing; expected unannounced-address=\"...\" or source=\"...\"");
    }
  }

  /** Reads the Devicetree source that an element names. */
  private Optional<Machine.DeviceTreeSource> source(ElementReader root, ElementReader element) {
    return element
        .text("source")
        .flatMap(
            name -> {
              try (InputStream input = siblings.open(name)) {
                String text = new String(input.readAllBytes(), StandardCharsets.UTF_8);
                String folder = root.text("name").orElse("");
                return Optional.of(
                    new Machine.DeviceTreeSource("machine/" + folder + "/" + name, text));
              } catch (IOException absent) {
                element.reportValue(
                    "source",
                    "source=\"" + name + "\" does not exist; expected a file beside machine.xml");
                return Optional.empty();
              }
            });
  }

  private Machine.Ram ram(ElementReader element) {
    element.allowAttributes("base", "default", "minimum", "maximum").allowChildren();
    Machine.Ram ram =
        new Machine.Ram(
            element.requiredSize("base", "the physical address of the RAM"),
            element.requiredSize("default", "a size such as 128M"),
            element.requiredSize("minimum", "a size such as 16M"),
            element.requiredSize("maximum", "a size such as 1G"));
    if (ram.minimumSize() > ram.defaultSize() || ram.defaultSize() > ram.maximumSize()) {
      element.reportValue(
          "default",
          String.format(
              "default=\"%s\" is outside minimum=\"%s\" and maximum=\"%s\"",
              Size.format(ram.defaultSize()),
              Size.format(ram.minimumSize()),
              Size.format(ram.maximumSize())));
    }
    return ram;
  }

  private long loadAddress(ElementReader element, Machine.Ram ram) {
    element.allowAttributes("load-address").allowChildren();
    long address = element.requiredSize("load-address", "a physical address");
    if (address % LOAD_ALIGNMENT != 0) {
      element.reportValue(
          "load-address",
          "load-address=\""
              + Size.address(address)
              + "\" is not allowed; expected a multiple of 2M");
    } else if (ram.minimumSize() > 0
        && (address < ram.base() || address - ram.base() >= ram.minimumSize())) {
      element.reportValue(
          "load-address",
          "load-address=\""
              + Size.address(address)
              + "\" lies outside the smallest RAM; expected "
              + Size.address(ram.base())
              + " or above");
    }
    return address;
  }

  private Machine.Console console(ElementReader element) {
    element.allowAttributes("compatible", "address").allowChildren();
    element.requiredText("compatible", "compatible=\"arm,pl011\"");
    return new Machine.Console(
        element.choice("compatible", "arm,pl011", "arm,pl011", "brcm,bcm2835-aux-uart"),
        element.requiredSize("address", "the physical address of the registers"));
  }

  private Machine.Processors processors(ElementReader element) {
    element.allowAttributes("default", "minimum", "maximum").allowChildren();
    element.requiredText("default", "the usual number of processors");
    element.requiredText("maximum", "the largest number of processors");
    int maximum = element.number("maximum", 1, 1, MOST_PROCESSORS);
    int minimum = element.number("minimum", 1, 1, maximum);
    return new Machine.Processors(
        element.number("default", minimum, minimum, maximum), minimum, maximum);
  }

  private Machine.Qemu qemu(ElementReader element) {
    element.allowAttributes("binary", "machine", "cpu", "variable").allowChildren();
    return new Machine.Qemu(
        element.requiredText("binary", "the name of the program").orElse(""),
        element.requiredText("machine", "the value of -M").orElse(""),
        element.requiredText("cpu", "the value of -cpu").orElse(""),
        element.choice("variable", "yes", "yes", "no").equals("yes"));
  }
}
