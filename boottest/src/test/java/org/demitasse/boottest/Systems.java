package org.demitasse.boottest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.demitasse.base.Component;

/** Descriptions of systems made of this module's components, and the lines of their sources. */
final class Systems {
  /** The repository's default system. */
  static final Path HELLO = Path.of("../app/hello/system.xml");

  private static final Path SOURCES = Path.of("src/main/java");

  private final List<String> modules = new ArrayList<>();
  private String machine = "";

  /** Adds a component with the default sizes. */
  Systems with(String label, Class<? extends Component> type) {
    modules.add(
        """
            <component name="%s" class="%s" heap="64K" heap-limit="1M" stack="64K"/>
        """
            .formatted(label, type.getName()));
    return this;
  }

  /** Puts a device tree into the image. */
  Systems deviceTree(Path blob) {
    machine = " device-tree=\"%s\"".formatted(blob);
    return this;
  }

  /** The description as a text. */
  String description() {
    return """
    <system name="test">
      <machine name="virt" memory="128M" cpus="1"%s/>
      <rootprogram class="org.demitasse.core.Core" heap="256K" heap-limit="512K" stack="64K"/>
      <modules>
    %s  </modules>
    </system>
    """
        .formatted(machine, String.join("", modules));
  }

  /** The description of a system of a root program alone. */
  static String root(Class<?> type) {
    return root(type, "test");
  }

  /** The same by a name. */
  static String root(Class<?> type, String name) {
    return """
    <system name="%s">
      <machine name="virt"/>
      <rootprogram class="%s" heap="512K" heap-limit="512K"/>
    </system>
    """
        .formatted(name, type.getName());
  }

  /** The place of the line that a comment marks, as reports name it: {@code Culprit.java:45}. */
  static String place(Class<?> type, String comment) {
    Path file = SOURCES.resolve(type.getName().replace('.', '/') + ".java");
    try {
      List<String> lines = Files.readAllLines(file);
      for (int i = 0; i < lines.size(); i++) {
        if (lines.get(i).endsWith("// " + comment)) {
          return file.getFileName() + ":" + (i + 1);
        }
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    throw new IllegalArgumentException("no line of %s ends in // %s".formatted(file, comment));
  }
}
