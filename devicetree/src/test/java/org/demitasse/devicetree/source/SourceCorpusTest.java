package org.demitasse.devicetree.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.demitasse.devicetree.FlattenedDeviceTree;
import org.demitasse.devicetree.Tools;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Sources for every construct: those in {@code right} become the same blob as with dtc, byte for
 * byte; those in {@code wrong} are refused by both, here with exactly the messages in the file
 * beside; those in {@code limits} are refused here alone.
 */
class SourceCorpusTest {
  @TempDir Path folder;

  static Path corpus(String name) {
    try {
      return Path.of(SourceCorpusTest.class.getResource(name).toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Stream<String> names(String corpus) throws IOException {
    try (Stream<Path> files = Files.list(corpus(corpus))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".dts"))
          .sorted()
          .toList()
          .stream();
    }
  }

  static Stream<String> right() throws IOException {
    return names("right");
  }

  static Stream<String> wrong() throws IOException {
    return names("wrong");
  }

  static Stream<String> limits() throws IOException {
    return names("limits");
  }

  @ParameterizedTest
  @MethodSource("right")
  void compile_rightSource_givesTheBlobOfDtc(String name) throws Exception {
    Path source = corpus("right").resolve(name);
    boolean symbols = name.contains("symbols");
    byte[] blob = FlattenedDeviceTree.write(DeviceTreeCompiler.compile(source, List.of(), symbols));
    byte[] expected =
        new Tools(folder)
            .dtc(source, symbols ? new String[] {"-@"} : new String[0])
            .orElseThrow(() -> new AssertionError("dtc refuses " + source));
    assertThat(blob).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void compile_wrongSource_isRefusedAsDtcRefusesIt(String name) throws Exception {
    assertRefused(corpus("wrong").resolve(name));
    assertThat(new Tools(folder).dtc(corpus("wrong").resolve(name))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("limits")
  void compile_sourceBeyondALimit_isRefused(String name) throws Exception {
    assertRefused(corpus("limits").resolve(name));
  }

  private static void assertRefused(Path source) throws IOException {
    String folder = source.getParent() + "/";
    InvalidSourceException refusal =
        catchThrowableOfType(
            InvalidSourceException.class, () -> DeviceTreeCompiler.compile(source));
    assertThat(refusal).as("%s is refused", source).isNotNull();
    Path expected = Path.of(source.toString().replace(".dts", ".txt"));
    assertThat(String.valueOf(refusal.getMessage()).replace(folder, "") + "\n")
        .isEqualTo(Files.readString(expected, UTF_8));
  }
}
