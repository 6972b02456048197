package org.demitasse.toolchain.program;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Makes folders of class files and native sources for tests. */
final class TestClassPath {
  /** The classes of base that the bootstrap refers to, as short as they can be. */
  static final Map<String, String> BASE =
      Map.of(
          "org/demitasse/base/Component.java",
          "package org.demitasse.base; public interface Component { void construct(); }",
          "org/demitasse/base/runtime/ComponentRuntime.java",
          """
          package org.demitasse.base.runtime;

          public final class ComponentRuntime {
            public static void start() {}

            public static void construct(org.demitasse.base.Component component) {
              component.construct();
            }

            public static void uncaught(Throwable exception) {
              System.out.println(exception.toString());
            }
          }
          """);

  private static final List<String> NATIVES =
      List.of("component.ld", "kernel.ld", "start.S", "platform.c", "count.h");

  private TestClassPath() {}

  /**
   * Compiles Java sources.
   *
   * @param directory where the class files go; the sources go beside it
   * @param sources texts by path
   * @param classPath what else they refer to
   * @return {@code directory}
   */
  static Path compile(Path directory, Map<String, String> sources, Path... classPath)
      throws IOException {
    Files.createDirectories(directory);
    Path sourceDirectory = directory.resolveSibling(directory.getFileName() + "-sources");
    List<Path> files = new ArrayList<>();
    for (Map.Entry<String, String> source : sources.entrySet()) {
      Path file = sourceDirectory.resolve(source.getKey());
      Files.createDirectories(file.getParent());
      files.add(Files.writeString(file, source.getValue()));
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> options =
        List.of(
            "--release",
            "21",
            "-g",
            "-proc:none",
            "-d",
            directory.toString(),
            "-cp",
            Stream.concat(
                    Arrays.stream(classPath).map(Path::toString),
                    Stream.of(System.getProperty("java.class.path")))
                .collect(Collectors.joining(File.pathSeparator)));
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      if (!compiler
          .getTask(null, manager, null, options, null, manager.getJavaFileObjectsFromPaths(files))
          .call()) {
        throw new AssertionError("the sources of the test do not compile");
      }
    }
    return directory;
  }

  /** Makes a folder that stands for base: a platform that does nothing, and the runtime's seam. */
  static Path base(Path directory) throws IOException {
    compile(directory, BASE);
    Path natives = Files.createDirectories(directory.resolve("native/aarch64"));
    for (String name : NATIVES) {
      try (InputStream in = TestClassPath.class.getResourceAsStream(name)) {
        Files.copy(in, natives.resolve(name));
      }
    }
    return directory;
  }
}
