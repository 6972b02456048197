package org.demitasse.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.demitasse.init.route.ConfigurationCheck;
import org.demitasse.toolchain.description.BootModule;
import org.demitasse.toolchain.description.SystemDescription;
import org.demitasse.xml.Diagnostic;
import org.demitasse.xml.InvalidDocumentException;
import org.demitasse.xml.XmlDocument;
import org.demitasse.xml.XmlElement;

/** A file with a configuration of init. */
final class ConfigurationFile {
  static final String ROOT = "config";

  /** The boot module in which init finds its configuration. */
  private static final String MODULE = "config";

  /** Comments and instructions in front of the root element, and the name of that. */
  private static final Pattern START =
      Pattern.compile(
          "\\A\\uFEFF?(?:\\s++|<!--.*?-->|<\\?.*?\\?>)*+<([A-Za-z][^\\s/>]*)", Pattern.DOTALL);

  private final Path file;
  private final XmlElement root;

  private ConfigurationFile(Path file, XmlElement root) {
    this.file = file;
    this.root = root;
  }

  /** Whether a file begins with the element {@code <config>}. */
  static boolean isOne(Path file) {
    try {
      Matcher start = START.matcher(Files.readString(file));
      return start.find() && start.group(1).equals(ROOT);
    } catch (IOException notText) {
      return false;
    }
  }

  /**
   * Reads a file.
   *
   * @throws InvalidDocumentException if it is no XML with the right root
   */
  static ConfigurationFile read(Path file) {
    try (var input = Files.newInputStream(file)) {
      byte[] bytes = input.readNBytes(XmlDocument.MAXIMUM_SIZE + 1);
      return new ConfigurationFile(file, XmlDocument.read(file.toString(), ROOT, bytes));
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read " + file, unreadable);
    }
  }

  /** Whether a system begins with init. */
  static boolean isWithInit(SystemDescription system) {
    return system.modules().stream()
        .anyMatch(module -> module.name().equals(ConfigurationCheck.INIT));
  }

  /** Returns the configuration of init in a system, if it has one. */
  static Optional<ConfigurationFile> of(SystemDescription system) {
    boolean withInit = isWithInit(system);
    for (BootModule each : system.modules()) {
      if (each instanceof BootModule.DataFile data
          && data.name().equals(MODULE)
          && (withInit || isOne(data.path()))) {
        return Optional.of(read(data.path()));
      }
    }
    return Optional.empty();
  }

  /**
   * Checks the configuration and those inside of it.
   *
   * @param system whose modules it has to do with, if that is known
   * @throws InvalidDocumentException with all mistakes
   */
  void check(Optional<SystemDescription> system) {
    List<Diagnostic> mistakes = mistakes(system);
    if (!mistakes.isEmpty()) {
      throw new InvalidDocumentException(mistakes);
    }
  }

  /** Returns what is wrong in the configuration and those inside of it; see {@link #check}. */
  List<Diagnostic> mistakes(Optional<SystemDescription> system) {
    Optional<List<String>> modules =
        system.map(known -> known.modules().stream().map(BootModule::name).toList());
    OptionalLong ram =
        system.isPresent()
            ? OptionalLong.of(system.get().machine().memory())
            : OptionalLong.empty();
    return ConfigurationCheck.check(root, modules, ram, OptionalLong.empty());
  }

  Path file() {
    return file;
  }

  XmlElement root() {
    return root;
  }
}
