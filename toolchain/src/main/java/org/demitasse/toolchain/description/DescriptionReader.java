package org.demitasse.toolchain.description;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.demitasse.abi.ImageHeader;
import org.demitasse.abi.ProgramLayout;
import org.demitasse.machine.Machine;
import org.demitasse.machine.Machines;
import org.demitasse.xml.Diagnostic;
import org.demitasse.xml.Diagnostics;
import org.demitasse.xml.ElementReader;
import org.demitasse.xml.InvalidDocumentException;
import org.demitasse.xml.Size;
import org.demitasse.xml.SourceLocation;
import org.demitasse.xml.Suggestion;
import org.demitasse.xml.XmlDocument;

/**
 * Reads a system description. The schema for editors is the resource {@code system.xsd} beside this
 * class; this reader says more than the schema can: it knows the machines, looks for the files, and
 * compares names and sizes.
 */
public final class DescriptionReader {
  private static final long KIB = 1 << 10;
  private static final long MIB = 1 << 20;

  /** Zero-terminated in the image header. */
  private static final int LONGEST_NAME = ImageHeader.NAME_SIZE - 1;

  /** Far below the 2 GiB between a program's base and {@link ProgramLayout#ROOT_CONSOLE}. */
  private static final long LARGEST_HEAP = 1024 * MIB;

  private static final long LARGEST_STACK = 64 * MIB;
  private static final long SMALLEST_STACK = 16 * KIB;
  private static final long DEFAULT_STACK = 64 * KIB;

  /** Labels and members that are not modules; {@code [kernel]} begins the kernel's own lines. */
  private static final List<String> RESERVED_NAMES =
      List.of("kernel", "kernel.lines", "device-tree");

  private final Path file;
  private final Optional<Machine> replacement;
  private final Diagnostics diagnostics = new Diagnostics();

  private DescriptionReader(Path file, Optional<Machine> replacement) {
    this.file = file;
    this.replacement = replacement;
  }

  /**
   * Reads a description.
   *
   * @throws InvalidDocumentException with every mistake that was found, an unreadable file included
   */
  public static SystemDescription read(Path file) {
    return new DescriptionReader(file, Optional.empty()).read();
  }

  /**
   * Reads a description for another machine than the one it names. It may have more memory and
   * processors than the description wants.
   *
   * @throws InvalidDocumentException as {@link #read(Path)} does, also if the machine has less
   *     memory or fewer processors than the description wants
   */
  public static SystemDescription read(Path file, Machine insteadOfDescribed) {
    return new DescriptionReader(file, Optional.of(insteadOfDescribed)).read();
  }

  private SystemDescription read() {
    ElementReader root;
    try (InputStream input = Files.newInputStream(file)) {
      root =
          new ElementReader(
              XmlDocument.read(
                  file.toString(), "system", input.readNBytes(XmlDocument.MAXIMUM_SIZE + 1)),
              diagnostics);
    } catch (NoSuchFileException absent) {
      throw unreadable("the file does not exist; expected a system description");
    } catch (IOException failure) {
      throw unreadable("cannot read the file (" + failure.getMessage() + ")");
    }
    SystemDescription description = system(root);
    diagnostics.throwIfAny();
    return description;
  }

  private InvalidDocumentException unreadable(String message) {
    return new InvalidDocumentException(
        new Diagnostic(new SourceLocation(file.toString(), 1, 1), "system", message));
  }

  private SystemDescription system(ElementReader root) {
    root.allowAttributes("name").allowChildren("machine", "kernel", "rootprogram", "modules");
    String name = name(root, "name=\"...\" with the name of the system");
    Optional<MachineChoice> machine =
        root.requiredChild("machine", "<machine name=\"" + Machines.names().get(0) + "\"/>")
            .flatMap(this::machine);
    KernelProgram kernel =
        root.child("kernel")
            .map(this::kernel)
            .orElse(new KernelProgram(root.location(), KernelProgram.DEFAULT_CLASS, false, 0));
    Optional<RootProgram> rootProgram =
        root.requiredChild("rootprogram", "<rootprogram class=\"org.demitasse.core.Core\"/>")
            .map(this::rootProgram);
    List<BootModule> modules = new ArrayList<>();
    root.child("modules").ifPresent(element -> modules(element, rootProgram, modules));
    diagnostics.throwIfAny();
    return new SystemDescription(
        file, name, machine.orElseThrow(), kernel, rootProgram.orElseThrow(), modules);
  }

  private Optional<MachineChoice> machine(ElementReader element) {
    element.allowAttributes("name", "memory", "cpus", "device-tree").allowChildren();
    List<String> known = Machines.names();
    Optional<String> name =
        element.requiredText("name", "name=\"...\" with one of: " + String.join(", ", known));
    Optional<Machine> described = name.flatMap(Machines::find);
    if (name.isPresent() && described.isEmpty()) {
      element.reportValue(
          "name",
          "unknown machine \""
              + name.get()
              + "\"; expected one of: "
              + String.join(", ", known)
              + Suggestion.hint(name.get(), known));
    }
    Optional<Path> deviceTree = element.text("device-tree").flatMap(path -> file(element, path));
    boolean replaced = replacement.isPresent() && !replacement.equals(described);
    return replacement
        .or(() -> described)
        .map(
            machine ->
                choose(element, machine, replaced, replaced ? Optional.empty() : deviceTree));
  }

  /**
   * Takes what the element says for a machine.
   *
   * @param replaced whether the element means another machine: then this one may have more than it
   *     asks for
   */
  private static MachineChoice choose(
      ElementReader element, Machine machine, boolean replaced, Optional<Path> deviceTree) {
    Machine.Ram ram = machine.ram();
    long memory =
        element.text("memory").isEmpty()
            ? ram.defaultSize()
            : element.size("memory").orElse(ram.defaultSize());
    if (replaced) {
      memory = Math.max(memory, ram.minimumSize());
    }
    if (memory < ram.minimumSize() || memory > ram.maximumSize()) {
      element.reportValue(
          "memory",
          "memory=\""
              + element.text("memory").orElse("")
              + "\" does not suit machine \""
              + machine.name()
              + "\"; expected "
              + Size.format(ram.minimumSize())
              + " to "
              + Size.format(ram.maximumSize()));
    } else if (memory % MIB != 0) {
      element.reportValue(
          "memory",
          "memory=\""
              + element.text("memory").orElse("")
              + "\" is not allowed; expected a multiple of 1M");
    }
    Machine.Processors processors = machine.processors();
    int least = replaced ? 1 : processors.minimum();
    int count =
        Math.max(
            processors.minimum(),
            element.number("cpus", processors.defaultCount(), least, processors.maximum()));
    return new MachineChoice(element.location(), machine, memory, count, deviceTree);
  }

  private KernelProgram kernel(ElementReader element) {
    element.allowAttributes("class", "debugger", "objects").allowChildren();
    String mainClass =
        element.text("class").isEmpty() ? KernelProgram.DEFAULT_CLASS : mainClass(element);
    String debugger = element.choice("debugger", "off", "off", "on");
    int objects = element.number("objects", 0, 1, 4);
    return new KernelProgram(element.location(), mainClass, debugger.equals("on"), objects);
  }

  private RootProgram rootProgram(ElementReader element) {
    element
        .allowAttributes("name", "class", "heap", "heap-limit", "stack", "console")
        .allowChildren();
    String mainClass = mainClass(element);
    String name = element.text("name").isPresent() ? name(element, "a name") : nameOf(mainClass);
    if (element.text("name").isEmpty() && RESERVED_NAMES.contains(name)) {
      element.report(
          "the name \""
              + name
              + "\", taken from the class, is reserved; expected an attribute"
              + " name=\"...\" with another name");
    }
    long heap = heap(element, 256 * KIB);
    String console = element.choice("console", "none", "none", "mapped");
    return new RootProgram(
        element.location(),
        name,
        mainClass,
        heap,
        heapLimit(element, heap, 512 * KIB),
        stack(element),
        console.equals("mapped"));
  }

  /** Returns the name of a root program whose description states none. */
  private static String nameOf(String mainClass) {
    String simpleName =
        mainClass.substring(Math.max(mainClass.lastIndexOf('.'), mainClass.lastIndexOf('$')) + 1);
    String name = simpleName.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "-");
    return name.substring(0, Math.min(LONGEST_NAME, name.length()));
  }

  private void modules(
      ElementReader element, Optional<RootProgram> rootProgram, List<BootModule> modules) {
    element.allowAttributes().allowChildren("component", "file");
    Map<String, SourceLocation> names = new HashMap<>();
    rootProgram.ifPresent(root -> names.put(root.name(), root.location()));
    for (ElementReader each : element.children("component", "file")) {
      BootModule module =
          each.element().name().equals("component") ? component(each) : dataFile(each);
      modules.add(module);
      SourceLocation first = names.putIfAbsent(module.name(), module.location());
      if (first != null && !module.name().isEmpty()) {
        each.reportValue(
            "name",
            "duplicate name \""
                + module.name()
                + "\"; expected a name of its own, line "
                + first.line()
                + " has this one");
      }
    }
  }

  private BootModule.Component component(ElementReader element) {
    element.allowAttributes("name", "class", "heap", "heap-limit", "stack").allowChildren();
    long heap = heap(element, 64 * KIB);
    return new BootModule.Component(
        element.location(),
        name(element, "name=\"...\" with the label of the component"),
        mainClass(element),
        heap,
        heapLimit(element, heap, MIB),
        stack(element));
  }

  private BootModule.DataFile dataFile(ElementReader element) {
    element.allowAttributes("name", "path").allowChildren();
    Path path =
        element
            .requiredText("path", "path=\"...\", relative to the description")
            .flatMap(text -> file(element, text))
            .orElse(file);
    return new BootModule.DataFile(
        element.location(), name(element, "name=\"...\" with the name of the module"), path);
  }

  /** Returns the attribute {@code path} or {@code device-tree} as a file that can be read. */
  private Optional<Path> file(ElementReader element, String text) {
    String attribute = element.element().name().equals("file") ? "path" : "device-tree";
    Path path;
    try {
      path = file.resolveSibling(text).normalize();
    } catch (InvalidPathException invalid) {
      element.reportValue(
          attribute, attribute + "=\"" + text + "\" is not a path (" + invalid.getReason() + ")");
      return Optional.empty();
    }
    if (Files.isRegularFile(path) && Files.isReadable(path)) {
      return Optional.of(path);
    }
    String what =
        Files.isDirectory(path)
            ? "is a directory"
            : Files.exists(path) ? "cannot be read" : "does not exist";
    element.reportValue(
        attribute,
        attribute
            + "=\""
            + text
            + "\" "
            + what
            + "; expected a file, looked for "
            + path
            + Suggestion.hint(path.getFileName().toString(), siblings(path)));
    return Optional.empty();
  }

  private static List<String> siblings(Path path) {
    Path directory = path.toAbsolutePath().getParent();
    if (directory == null || !Files.isDirectory(directory)) {
      return List.of();
    }
    try (var files = Files.list(directory)) {
      return files
          .filter(Files::isRegularFile)
          .map(each -> each.getFileName().toString())
          .sorted()
          .toList();
    } catch (IOException unreadable) {
      return List.of();
    }
  }

  private static String name(ElementReader element, String expected) {
    String name = element.requiredText("name", expected).orElse("");
    int length = name.getBytes(StandardCharsets.UTF_8).length;
    if (length > LONGEST_NAME) {
      element.reportValue(
          "name",
          "name=\""
              + name
              + "\" is "
              + length
              + " bytes long; expected at most "
              + LONGEST_NAME
              + ", the room in the image header");
    } else if (!name.isEmpty() && !name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      element.reportValue(
          "name",
          "name=\"" + name + "\" is not allowed; expected letters, digits, '.', '-' and '_'");
    } else if (RESERVED_NAMES.contains(name)) {
      element.reportValue("name", "name=\"" + name + "\" is reserved; expected another name");
    }
    return name;
  }

  private static String mainClass(ElementReader element) {
    String name =
        element
            .requiredText("class", "class=\"...\" with the main class, such as org.example.Hello")
            .orElse("");
    if (!name.isEmpty() && !isClassName(name)) {
      String corrected = name.strip().replace('/', '.').replaceAll("\\.(java|class)$", "");
      element.reportValue(
          "class",
          "class=\""
              + name
              + "\" is not a class name; expected one such as org.example.Hello"
              + (isClassName(corrected) ? "; did you mean \"" + corrected + "\"?" : ""));
    }
    return name;
  }

  private static boolean isClassName(String name) {
    for (String part : name.split("\\.", -1)) {
      if (part.isEmpty()
          || !Character.isJavaIdentifierStart(part.charAt(0))
          || !part.chars().allMatch(Character::isJavaIdentifierPart)
          || (part.equals("java") && name.endsWith(".java"))
          || part.equals("class")) {
        return false;
      }
    }
    return true;
  }

  private static long heap(ElementReader element, long otherwise) {
    return pages(element, "heap", otherwise, ProgramLayout.PAGE_SIZE, LARGEST_HEAP);
  }

  private static long heapLimit(ElementReader element, long heap, long otherwise) {
    long limit =
        pages(
            element,
            "heap-limit",
            Math.max(heap, otherwise),
            ProgramLayout.PAGE_SIZE,
            LARGEST_HEAP);
    if (limit < heap) {
      element.reportValue(
          "heap-limit",
          "heap-limit=\""
              + Size.format(limit)
              + "\" is smaller than heap=\""
              + Size.format(heap)
              + "\"; expected at least "
              + Size.format(heap));
      return heap;
    }
    return limit;
  }

  private static long stack(ElementReader element) {
    return pages(element, "stack", DEFAULT_STACK, SMALLEST_STACK, LARGEST_STACK);
  }

  private static long pages(
      ElementReader element, String attribute, long otherwise, long minimum, long maximum) {
    long size = element.size(attribute).orElse(otherwise);
    String asWritten = attribute + "=\"" + element.text(attribute).orElse("") + "\"";
    if (size < minimum || size > maximum) {
      element.reportValue(
          attribute,
          asWritten
              + " is not allowed; expected "
              + Size.format(minimum)
              + " to "
              + Size.format(maximum));
      return otherwise;
    }
    if (size % ProgramLayout.PAGE_SIZE != 0) {
      element.reportValue(attribute, asWritten + " is not a multiple of 4K, the size of a page");
      return otherwise;
    }
    return size;
  }
}
