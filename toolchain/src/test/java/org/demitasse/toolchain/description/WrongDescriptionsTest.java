package org.demitasse.toolchain.description;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.demitasse.xml.InvalidDocumentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Descriptions that are wrong in exactly one way: {@code wrong/NAME.xml} has to be answered with
 * exactly the text of {@code wrong/NAME.expected}.
 */
class WrongDescriptionsTest {
  static Path corpus() throws URISyntaxException {
    return Path.of(WrongDescriptionsTest.class.getResource("wrong").toURI());
  }

  static List<String> names() throws IOException, URISyntaxException {
    try (var files = Files.list(corpus())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".xml"))
          .map(name -> name.substring(0, name.length() - 4))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void read_wrongDescription_saysExactlyWhatIsExpected(String name) throws Exception {
    Path corpus = corpus();
    InvalidDocumentException exception =
        catchThrowableOfType(
            InvalidDocumentException.class,
            () -> DescriptionReader.read(corpus.resolve(name + ".xml")));
    assertThat(exception).as("a description that is wrong has to be refused").isNotNull();
    assertThat(exception.getMessage().replace(corpus + File.separator, "") + "\n")
        .isEqualTo(Files.readString(corpus.resolve(name + ".expected")));
  }

  @Test
  void names_ofTheCorpus_areNotEmpty() throws Exception {
    assertThat(names()).hasSizeGreaterThan(60);
  }

  @Test
  void read_absentFile_namesTheFile() {
    assertThatThrownBy(() -> DescriptionReader.read(Path.of("no", "such.xml")))
        .isInstanceOf(InvalidDocumentException.class)
        .hasMessage(
            Path.of("no", "such.xml")
                + ":1:1: <system>: the file does not exist; expected a system description");
  }
}
