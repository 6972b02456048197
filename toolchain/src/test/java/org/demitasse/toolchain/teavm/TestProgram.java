package org.demitasse.toolchain.teavm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * Programs of the tests, kept as resources: they do on purpose what the build refuses in its own
 * sources.
 */
final class TestProgram {
  private TestProgram() {}

  /** Compiles {@code program/<name>.java} and returns the directory of its class files. */
  static Path compile(String name, Path directory) {
    return compile(Path.of(resource(name + ".java")), directory.resolve(name + "-classes"));
  }

  /** Compiles one source file and returns {@code classes}, where the class files are. */
  static Path compile(Path source, Path classes) {
    try {
      Files.createDirectories(classes);
      JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
      List<String> options =
          List.of(
              "-g",
              "-proc:none",
              "-nowarn",
              "--release",
              "21",
              "-cp",
              System.getProperty("java.class.path"),
              "-d",
              classes.toString());
      boolean done =
          compiler
              .getTask(
                  null,
                  null,
                  null,
                  options,
                  null,
                  compiler.getStandardFileManager(null, null, null).getJavaFileObjects(source))
              .call();
      if (!done) {
        throw new IllegalStateException("cannot compile " + source);
      }
      return classes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file of a resource of the tests. */
  static URI resource(String name) {
    URL url = TestProgram.class.getResource("program/" + name);
    if (url == null) {
      throw new IllegalArgumentException("no test resource " + name);
    }
    return URI.create(url.toString());
  }
}
