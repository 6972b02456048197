package org.demitasse.toolchain.teavm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaToCTest {
  private static final JavaToC JAVA_TO_C = new JavaToC();

  @TempDir Path directory;
  @TempDir Path sources;

  @Test
  void theSameProgramGivesTheSameFilesInAnyDirectory() throws IOException {
    Path first = directory.resolve("first");
    Path second = directory.resolve("at/another/place");
    assertThat(translate("Greeting", CodeProfile.COMPONENT, first))
        .isInstanceOf(Translation.Generated.class);
    assertThat(new JavaToC().translate(request("Greeting", CodeProfile.COMPONENT, second)))
        .isInstanceOf(Translation.Generated.class);
    Map<String, String> files = contents(first);
    assertThat(files).containsKeys("c/all.c", "c/main.c", "include/string.h");
    assertThat(files).isEqualTo(contents(second));
    assertThat(files.values()).noneMatch(text -> text.contains(directory.toString()));
  }

  @Test
  void theGeneratedFilesAreThoseThatTheResultNames() throws IOException {
    Translation.Generated generated =
        (Translation.Generated) translate("Greeting", CodeProfile.COMPONENT, directory);
    assertThat(generated.unit()).isRegularFile();
    assertThat(generated.sources()).isNotEmpty().allMatch(Files::isRegularFile);
    assertThat(generated.includeDirectories()).isNotEmpty().allMatch(Files::isDirectory);
  }

  @Test
  void javaLinesAreKeptInTheGeneratedCode() throws IOException {
    translate("Greeting", CodeProfile.COMPONENT, directory);
    assertThat(contents(directory).values()).anyMatch(text -> text.contains(" \"Greeting.java\""));
  }

  @Test
  void aMissingMethodIsNamedWithThePlaceThatNeedsItAndTheWayThere() throws IOException {
    Path output = directory.resolve("output");
    Translation translation = translate("MissingMethod", CodeProfile.COMPONENT, output);
    assertThat(translation).isInstanceOf(Translation.Refused.class);
    assertThat(translation.problems())
        .anySatisfy(
            problem -> {
              assertThat(problem.severity()).isEqualTo(TranslationProblem.Severity.ERROR);
              assertThat(problem.toString())
                  .contains("java.lang.ProcessHandle")
                  .contains("MissingMethod.processes(MissingMethod.java:10)")
                  .contains("needed by MissingMethod.main");
            });
    assertThat(output).doesNotExist();
  }

  @Test
  void tryInKernelCodeIsRefusedWithItsMethod() throws IOException {
    Translation translation = translate("KernelWithTry", CodeProfile.KERNEL, directory);
    assertThat(translation).isInstanceOf(Translation.Refused.class);
    assertThat(translation.problems())
        .singleElement()
        .satisfies(
            problem -> assertThat(problem.toString()).contains("KernelWithTry.main", "try block"));
  }

  @Test
  void floatingPointInKernelCodeIsRefusedWithItsMethod() throws IOException {
    Translation translation = translate("KernelWithDouble", CodeProfile.KERNEL, directory);
    assertThat(translation).isInstanceOf(Translation.Refused.class);
    assertThat(translation.problems())
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem.toString())
                    .contains("KernelWithDouble.main(KernelWithDouble.java:8)"));
  }

  @Test
  void aHeapThatIsTooSmallOrUpsideDownIsRefused() {
    assertThatThrownBy(() -> withHeap(1024, 1 << 20)).hasMessageContaining("1024");
    assertThatThrownBy(() -> withHeap(1 << 20, 1 << 18)).hasMessageContaining("must not exceed");
  }

  private TranslationRequest withHeap(long initial, long limit) {
    return new TranslationRequest("x", CodeProfile.KERNEL, List.of(), initial, limit, directory);
  }

  private Translation translate(String main, CodeProfile profile, Path output) throws IOException {
    return JAVA_TO_C.translate(request(main, profile, output));
  }

  private TranslationRequest request(String main, CodeProfile profile, Path output) {
    Path classes = TestProgram.compile(main, sources);
    return new TranslationRequest(main, profile, List.of(classes), 256 * 1024, 1024 * 1024, output);
  }

  private static Map<String, String> contents(Path root) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        contents.put(root.relativize(path).toString().replace('\\', '/'), Files.readString(path));
      }
    }
    return contents;
  }
}
