package org.demitasse.toolchain.teavm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.demitasse.init.route.Router;
import org.demitasse.toolchain.llvm.ToolRun;
import org.demitasse.xml.XmlDocument;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Modules that host and target share do the same when they have been translated. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class LibrariesTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"ReadXml", "RouteSessions"})
  void programThatUsesALibrary_printsWhatItPrintsOnAJvm(String program) throws Exception {
    Path classes = TestProgram.compile(program, directory);
    Translation translation =
        new JavaToC()
            .translate(
                new TranslationRequest(
                    program,
                    CodeProfile.COMPONENT,
                    List.of(classes, classPath(XmlDocument.class), classPath(Router.class)),
                    256 * 1024,
                    1024 * 1024,
                    directory.resolve("output")));
    assertThat(translation.problems()).isEmpty();

    ToolRun run = HostProgram.run((Translation.Generated) translation, directory.resolve("output"));

    assertThat(run.output()).isEqualTo(onThisMachine(program, classes));
    assertThat(run.exitCode()).isZero();
  }

  private static Path classPath(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  private static String onThisMachine(String mainClass, Path classes) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream console = System.out;
    try (URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
      System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
      Class.forName(mainClass, true, loader)
          .getMethod("main", String[].class)
          .invoke(null, (Object) new String[0]);
    } finally {
      System.setOut(console);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
