package org.demitasse.boottest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.demitasse.base.Component;
import org.demitasse.init.Init;

/** Descriptions of systems made of this module's components, and the lines of their sources. */
final class Systems {
  /** The repository's default system. */
  static final Path HELLO = Path.of("../app/hello/system.xml");

  /** Everything that core has for whoever asks. */
  static final String PARENT_ROUTE =
      """
      <parent-provides>
        <service name="ROM"/> <service name="RAM"/> <service name="CAP"/> <service name="PD"/>
        <service name="RM"/> <service name="CPU"/> <service name="LOG"/> <service name="SIGNAL"/>
        <service name="IRQ"/> <service name="IO_MEM"/>
      </parent-provides>
      <default-route> <any-service> <parent/> <any-child/> </any-service> </default-route>
      """;

  private static final Path SOURCES = Path.of("src/main/java");

  private final List<String> modules = new ArrayList<>();
  private String machine = "";
  private String kernel = "";
  private String core = "heap=\"256K\" heap-limit=\"512K\"";

  /** Adds a component with the default sizes. */
  Systems with(String label, Class<? extends Component> type) {
    modules.add(
        """
            <component name="%s" class="%s" heap="64K" heap-limit="1M" stack="64K"/>
        """
            .formatted(label, type.getName()));
    return this;
  }

  /** Adds a component with a heap of its own size. */
  Systems with(String label, Class<? extends Component> type, String heap, String heapLimit) {
    modules.add(
        """
            <component name="%s" class="%s" heap="%s" heap-limit="%s" stack="64K"/>
        """
            .formatted(label, type.getName(), heap, heapLimit));
    return this;
  }

  /**
   * Adds a file.
   *
   * @param folder where it is put for the image to be made
   */
  Systems file(Path folder, String name, String content) {
    return file(folder, name, content.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds a file of any bytes. */
  Systems file(Path folder, String name, byte[] content) {
    try {
      Path file = Files.createTempFile(folder, name, "");
      Files.write(file, content);
      modules.add("    <file name=\"%s\" path=\"%s\"/>\n".formatted(name, file.toAbsolutePath()));
      return this;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Gives the kernel so many times the least number of objects. */
  Systems objects(int scale) {
    kernel = "<kernel objects=\"%d\"/>\n".formatted(scale);
    return this;
  }

  /** Gives core room for many components. */
  Systems largeCore() {
    core = "heap=\"512K\" heap-limit=\"4M\"";
    return this;
  }

  /**
   * Lets init start what its configuration says; the components added are its binaries.
   *
   * @param folder for the file
   * @param configuration what stands between {@code <config>} and {@code </config>}
   */
  Systems init(Path folder, String configuration) {
    return initWhole(folder, "<config>\n%s</config>\n".formatted(PARENT_ROUTE + configuration));
  }

  /** Lets init start what a configuration says that is given as a whole. */
  Systems initWhole(Path folder, String configuration) {
    return largeCore().with("init", Init.class, "64K", "2M").file(folder, "config", configuration);
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
      %s<rootprogram class="org.demitasse.core.Core" %s stack="64K"/>
      <modules>
    %s  </modules>
    </system>
    """
        .formatted(machine, kernel, core, String.join("", modules));
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
