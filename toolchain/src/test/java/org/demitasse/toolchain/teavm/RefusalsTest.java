package org.demitasse.toolchain.teavm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefusalsTest {
  private static final String NO_FILES = " was not found (there are no files on the target)";
  private static final String NO_NETWORK = " was not found (there is no network on the target)";
  private static final String NO_CALENDAR = " was not found (there is no calendar on the target)";

  /** What the target does not have, and what is said about it. */
  private record Use(String expression, String message) {}

  private static final List<Use> USES =
      List.of(
          new Use("new java.io.File(\"x\").length()", "Class java.io.File" + NO_FILES),
          new Use(
              "new java.io.FileOutputStream(\"x\")", "Class java.io.FileOutputStream" + NO_FILES),
          new Use("new java.io.FileReader(\"x\")", "Class java.io.FileReader" + NO_FILES),
          new Use("java.nio.file.Files.size(null)", "Class java.nio.file.Files" + NO_FILES),
          new Use("java.nio.file.Path.of(\"x\")", "Class java.nio.file.Path" + NO_FILES),
          new Use("new java.net.URL(\"http://x\")", "Class java.net.URL" + NO_NETWORK),
          new Use("new java.net.Socket()", "Class java.net.Socket" + NO_NETWORK),
          new Use(
              "new ProcessBuilder(\"ls\").start()",
              "Class java.lang.ProcessBuilder was not found (a component cannot start processes)"),
          new Use("new java.util.Date()", "Class java.util.Date" + NO_CALENDAR),
          new Use("java.time.LocalDate.now()", "Class java.time.LocalDate" + NO_CALENDAR),
          new Use(
              "new java.io.ObjectOutputStream(null)",
              "Class java.io.ObjectOutputStream was not found (there is no serialization on the target)"),
          new Use(
              "new java.util.concurrent.CountDownLatch(1)",
              "Class java.util.concurrent.CountDownLatch was not found (of java.util.concurrent there are atomics and collections; threads, synchronized, wait and notify do the rest)"),
          new Use("String.class.isRecord()", "Method java.lang.Class.isRecord()Z was not found"),
          new Use("new java.util.Scanner(\"x\")", "Class java.util.Scanner was not found"));

  @TempDir Path directory;

  @Test
  void whatIsAbsent_isNamedWithTheCallThatNeedsIt() throws IOException {
    StringBuilder source = new StringBuilder("public final class Program {\n");
    StringBuilder calls = new StringBuilder();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < USES.size(); i++) {
      source
          .append("  static void use%d() throws Exception {\n".formatted(i))
          .append("    System.out.println(%s);\n".formatted(USES.get(i).expression))
          .append("  }\n");
      calls.append("    use%d();\n".formatted(i));
      expected.add(
          "%s\n    in Program.use%d(Program.java:%d)\n    needed by Program.main(Program.java:%d)"
              .formatted(USES.get(i).message, i, 3 * i + 3, 3 * USES.size() + 3 + i));
    }
    source
        .append("  public static void main(String[] arguments) throws Exception {\n")
        .append(calls)
        .append("  }\n}\n");

    Translation translation = translate(source.toString());

    assertThat(translation).isInstanceOf(Translation.Refused.class);
    assertThat(translation.problems()).extracting(Object::toString).containsAll(expected);
    assertThat(directory.resolve("output")).doesNotExist();
  }

  private Translation translate(String source) throws IOException {
    Path file = Files.writeString(directory.resolve("Program.java"), source);
    Path classes = TestProgram.compile(file, directory.resolve("classes"));
    return new JavaToC()
        .translate(
            new TranslationRequest(
                "Program",
                CodeProfile.COMPONENT,
                List.of(classes),
                256 * 1024,
                1024 * 1024,
                directory.resolve("output")));
  }
}
