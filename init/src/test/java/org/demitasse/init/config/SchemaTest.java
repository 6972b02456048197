package org.demitasse.init.config;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.demitasse.init.Corpus;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.SAXException;

/** The schema for editors, by the validator of the JDK. */
class SchemaTest {
  static List<String> right() {
    return Corpus.names("right");
  }

  private static void validate(String folder, String name) throws Exception {
    Schema schema =
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
            .newSchema(ConfigurationReader.class.getResource("config.xsd"));
    schema
        .newValidator()
        .validate(new StreamSource(Corpus.folder(folder).resolve(name + ".xml").toFile()));
  }

  @ParameterizedTest
  @MethodSource("right")
  void schema_rightConfiguration_accepts(String name) throws Exception {
    validate("right", name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unknown-element",
        "unknown-attribute",
        "text-in-config",
        "boolean",
        "priority-levels",
        "start-without-name",
        "ram-not-a-size",
        "resource-unknown",
        "resource-without-quantum",
        "caps-negative",
        "priority-positive",
        "binary-without-name",
        "heartbeat",
        "restart-delay",
        "exit-value",
        "provides-empty-name",
        "route-without-target",
        "route-unknown-target",
        "route-unknown-condition",
        "route-service-without-name",
        "route-name-for-any",
        "policy-without-child",
        "report-delay",
        "several"
      })
  void schema_whatItCanSee_isRefused(String name) {
    assertThatThrownBy(() -> validate("wrong", name)).isInstanceOf(SAXException.class);
  }
}
