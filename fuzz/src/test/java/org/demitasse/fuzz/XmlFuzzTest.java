package org.demitasse.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.demitasse.xml.InvalidDocumentException;
import org.demitasse.xml.XmlDocument;
import org.demitasse.xml.XmlElement;
import org.demitasse.xml.XmlWriter;
import org.junit.jupiter.params.provider.MethodSource;

/** XML documents: what is accepted can be written and read again. */
class XmlFuzzTest {
  static Stream<byte[]> documents() {
    return Stream.of(
            "<?xml version='1.0' encoding='UTF-8'?>\n<system name='a' b=\"&lt;\"><c><d/></c></system>",
            "<system name='a'>&amp;&#x41;<!-- c --><?p q?><![CDATA[x]]></system>",
            "<?source config:12:5?><system>\r\n<a\nb='1'/></system>",
            "<system xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'"
                + " xsi:noNamespaceSchemaLocation='s' xml:lang='de'/>",
            "<!DOCTYPE system [<!ENTITY e 'x'>]><system>&e;</system>")
        .map(text -> text.getBytes(UTF_8));
  }

  @MethodSource("documents")
  @FuzzTest(maxDuration = "10m")
  void document(byte[] input) {
    Allocation.limited(
        4_000_000 + 1_000L * input.length,
        () -> {
          XmlElement root;
          try {
            root = XmlDocument.read("x.xml", "system", input);
          } catch (InvalidDocumentException e) {
            assertThat(e.getMessage()).isNotBlank();
            return;
          }
          assertThat(root.name()).isEqualTo("system");
          XmlElement again = XmlDocument.parse("y.xml", "system", XmlWriter.cut(root));
          assertThat(again.location()).isEqualTo(root.location());
          assertThat(again.content()).isEqualTo(root.content());
          assertThat(again.attributes()).hasSameSizeAs(root.attributes());
          assertThat(again.children()).hasSameSizeAs(root.children());
        });
  }
}
