package org.demitasse.xml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Random documents through this parser and through that of the JDK: both accept or both refuse, and
 * find the same. {@code -Ddemitasse.seed=N} repeats a run, {@code -Ddemitasse.random.documents=N}
 * makes it longer.
 */
class ComparisonTest {
  private static final int DOCUMENTS = Integer.getInteger("demitasse.random.documents", 20_000);

  private final long seed = Long.getLong("demitasse.seed", System.nanoTime());
  private final RandomDocuments documents = new RandomDocuments(new Random(seed));
  private int accepted;
  private int refused;

  @AfterEach
  void printSeed() {
    System.out.println("seed " + seed + ": " + accepted + " accepted, " + refused + " refused");
  }

  @Test
  void wellFormedDocuments_areReadAlike() {
    for (int i = 0; i < DOCUMENTS; i++) {
      compare(documents.wellFormed());
    }
    assertThat(refused).isZero();
  }

  @Test
  void changedDocuments_areReadAlike() {
    for (int i = 0; i < DOCUMENTS; i++) {
      compare(documents.mutated());
    }
    assertThat(accepted).isPositive();
    assertThat(refused).isPositive();
  }

  @Test
  void wellFormedDocuments_cutAndReadAgain_areTheSame() {
    for (int i = 0; i < DOCUMENTS; i++) {
      String text = documents.wellFormed();
      XmlElement root = new XmlParser("f", "a", text).parse();
      String cut = XmlWriter.cut(root);
      XmlElement again = new XmlParser("other", "a", cut).parse();
      assertThat(lines(again)).as("seed %d: %s", seed, cut).isEqualTo(lines(root));
      assertThat(again.location()).as("seed %d: %s", seed, cut).isEqualTo(root.location());
      accepted++;
    }
  }

  private void compare(String text) {
    Optional<List<String>> expected;
    String reason = "";
    try {
      expected = Optional.of(ReferenceReader.read(text));
    } catch (XMLStreamException malformed) {
      expected = Optional.empty();
      reason = String.valueOf(malformed.getMessage());
    }
    Optional<List<String>> found;
    try {
      XmlElement root = new XmlParser("f", "a", text).parse();
      checkPlaces(root, text);
      found = Optional.of(lines(root));
      accepted++;
    } catch (InvalidDocumentException malformed) {
      found = Optional.empty();
      reason += malformed.getMessage();
      refused++;
    }
    assertThat(found).as("seed %d: %s: %s", seed, text, reason).isEqualTo(expected);
  }

  /** Each element and attribute stands where the parser says. */
  private void checkPlaces(XmlElement element, String text) {
    String[] lines = text.split("\r\n|\r|\n", -1);
    assertThat(lines[element.location().line() - 1].substring(element.location().column() - 1))
        .as("seed %d: %s", seed, text)
        .startsWith("<" + element.name());
    for (XmlAttribute each : element.attributes()) {
      assertThat(lines[each.location().line() - 1].substring(each.location().column() - 1))
          .as("seed %d: %s", seed, text)
          .startsWith(each.name());
      assertThat(lines[each.valueLocation().line() - 1].charAt(each.valueLocation().column() - 2))
          .as("seed %d: %s", seed, text)
          .isIn('"', '\'');
    }
    element.children().forEach(child -> checkPlaces(child, text));
  }

  private static List<String> lines(XmlElement root) {
    List<String> lines = new ArrayList<>();
    add(root, lines);
    return lines;
  }

  private static void add(XmlElement element, List<String> lines) {
    List<String> attributes = new ArrayList<>();
    element.attributes().forEach(each -> attributes.add(each.name() + "=" + each.value()));
    attributes.sort(null);
    lines.add("<" + element.name() + attributes);
    for (XmlNode each : element.nodes()) {
      switch (each) {
        case XmlElement child -> add(child, lines);
        case XmlText(String characters) -> lines.add("text " + characters);
      }
    }
    lines.add("</" + element.name());
  }
}
