package org.demitasse.init.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.demitasse.init.Corpus;
import org.demitasse.xml.Diagnostic;
import org.demitasse.xml.InvalidDocumentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Configurations that are wrong in one way: {@code wrong/NAME.xml} has to be answered with exactly
 * the text of {@code wrong/NAME.expected}, for an init with 16 MiB of RAM, 1000 capabilities and a
 * few modules.
 */
class WrongConfigurationsTest {
  private static final List<String> MODULES = List.of("init", "hello", "timer", "shell");

  static List<String> wrong() {
    return Corpus.names("wrong");
  }

  static List<String> right() {
    return Corpus.names("right");
  }

  private static String answer(String folder, String name) {
    List<Diagnostic> mistakes;
    try {
      mistakes =
          ConfigurationCheck.check(
              Corpus.element(folder, name),
              Optional.of(MODULES),
              OptionalLong.of(16 << 20),
              OptionalLong.of(1000));
    } catch (InvalidDocumentException malformed) {
      mistakes = malformed.diagnostics();
    }
    return mistakes.stream().map(each -> each + "\n").collect(Collectors.joining());
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void check_wrongConfiguration_saysExactlyWhatIsExpected(String name) throws Exception {
    assertThat(answer("wrong", name))
        .isNotEmpty()
        .isEqualTo(Files.readString(Corpus.folder("wrong").resolve(name + ".expected")));
  }

  @ParameterizedTest
  @MethodSource("right")
  void check_rightConfiguration_saysNothing(String name) {
    assertThat(answer("right", name)).isEmpty();
  }

  @Test
  void names_ofTheCorpus_areNotEmpty() {
    assertThat(wrong()).hasSizeGreaterThan(50);
    assertThat(right()).contains("nested", "everything");
  }
}
