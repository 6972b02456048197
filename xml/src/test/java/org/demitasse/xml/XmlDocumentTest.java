package org.demitasse.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XmlDocumentTest {
  private static XmlElement parse(String text) {
    return XmlDocument.parse("f", "a", text);
  }

  @Test
  void parse_elementsBehindCommentsAndSections_haveTheirPlaces() {
    XmlElement root =
        parse("<?xml version='1.0'?><!-- <a> --><?p <a> ?>\n<a>\n <!-- <b/> --><b/><c\n/>\n</a>");
    assertThat(root.location()).hasToString("f:2:1");
    assertThat(root.children().get(0).location()).hasToString("f:3:15");
    assertThat(root.children().get(1).location()).hasToString("f:3:19");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void parse_anyLineEnd_countsLines(String lineEnd) {
    XmlElement root = parse("<a>" + lineEnd + lineEnd + "  <b c='1'" + lineEnd + "d = \"2\"/></a>");
    XmlElement child = root.children().get(0);
    assertThat(child.location()).hasToString("f:3:3");
    assertThat(child.attribute("c").orElseThrow().valueLocation()).hasToString("f:3:9");
    assertThat(child.attribute("d").orElseThrow().location()).hasToString("f:4:1");
    assertThat(child.attribute("d").orElseThrow().valueLocation()).hasToString("f:4:6");
  }

  @Test
  void parse_attributesWithQuotesAndAngles_keepValuesAndPlaces() {
    XmlElement root = parse("<a x='\"/>' y=\"it's = '>\" z='&lt;&#65;&amp;'/>");
    assertThat(root.attributes())
        .extracting(XmlAttribute::value)
        .containsExactly("\"/>", "it's = '>", "<A&");
    assertThat(root.attribute("z").orElseThrow().location()).hasToString("f:1:26");
  }

  @Test
  void parse_textAfterChildren_hasItsPlace() {
    XmlElement root = parse("<a><b/> <!-- c --> <d></d>\n  <![CDATA[text]]></a>");
    assertThat(root.text()).hasValueSatisfying(place -> assertThat(place).hasToString("f:2:3"));
    assertThat(parse("<a> \n <![CDATA[ ]]></a>").text()).isEmpty();
  }

  @Test
  void parse_deepNesting_isRefused() {
    String allowed = "<a>".repeat(XmlDocument.MAXIMUM_DEPTH);
    assertThat(parse(allowed + "</a>".repeat(XmlDocument.MAXIMUM_DEPTH)).children()).hasSize(1);
    assertThatThrownBy(() -> parse(allowed + "<a>".repeat(20_000)))
        .isInstanceOf(InvalidDocumentException.class)
        .hasMessage("f:1:97: <a>: is nested too deeply; expected at most 32 levels");
  }

  @Test
  void read_byteOrderMark_isSkipped() throws Exception {
    byte[] bytes = "\uFEFF<a/>".getBytes(StandardCharsets.UTF_8);
    assertThat(XmlDocument.read("f", "a", bytes).location()).hasToString("f:1:1");
  }

  @Test
  void read_hugeFile_isRefused() {
    byte[] bytes = new byte[XmlDocument.MAXIMUM_SIZE + 1];
    Arrays.fill(bytes, (byte) ' ');
    assertThatThrownBy(() -> XmlDocument.read("f", "a", bytes))
        .isInstanceOf(InvalidDocumentException.class)
        .hasMessage("f:1:1: <a>: the file is too large; expected at most 1M bytes");
  }

  @Test
  void parse_entityDefinitions_areRefused() {
    assertThatThrownBy(
            () -> parse("<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><a>&e;</a>"))
        .isInstanceOf(InvalidDocumentException.class)
        .hasMessageStartingWith("f:1:1: <a>: a document type definition is not allowed");
  }

  @Test
  void parse_text_isKeptBetweenTheElements() {
    XmlElement root = parse("<a>x&lt;\r\n<b/><!-- c -->y<![CDATA[<&]]></a>");
    assertThat(root.nodes())
        .containsExactly(new XmlText("x<\n"), root.children().get(0), new XmlText("y<&"));
    assertThat(root.content()).isEqualTo("x<\ny<&");
  }

  @Test
  void parse_textCutOutOfAnotherFile_hasThePlacesOfThatFile() {
    XmlElement root = parse("<?source system:x.xml:12:5?><a b='1'>\n  <c/></a>");
    assertThat(root.location()).hasToString("system:x.xml:12:5");
    assertThat(root.attribute("b").orElseThrow().valueLocation()).hasToString("system:x.xml:12:11");
    assertThat(root.children().get(0).location()).hasToString("system:x.xml:13:3");
    assertThatThrownBy(() -> parse("<?source x:12:5?><a>\n<b></a>"))
        .isInstanceOf(InvalidDocumentException.class)
        .hasMessageStartingWith("x:13:4: <b>: malformed XML: </a> does not match; expected </b>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<?source?>",
        "<?source x?>",
        "<?source x:1?>",
        "<?source :1:1?>",
        "<?source x:0:1?>",
        "<?source x:1:999999999?>",
        "<?source x:-1:1?>",
        "<?sources x:5:5?>"
      })
  void parse_instructionThatNamesNoPlace_isSkipped(String instruction) {
    assertThat(parse(instruction + "<a/>").location())
        .hasToString("f:1:" + (instruction.length() + 1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "<a>~f:1:4: <a>: malformed XML: the file ends too early; expected </a>; innermost open element: <a> of line 1",
        "<a b=1/>~f:1:6: <a>: malformed XML: the value of attribute \"b\" has no quotation mark; expected b=\"...\"",
        "<a b/>~f:1:5: <a>: malformed XML: no = behind attribute \"b\"; expected b=\"...\"",
        "<a b='<'/>~f:1:7: <a>: malformed XML: < in the value of \"b\"; expected &lt;, or ' before it",
        "<a b='1'c='2'/>~f:1:9: <a>: malformed XML: unexpected c in <a>; expected a space, > or />",
        "<a b='1' b='2'/>~f:1:10: <a>: malformed XML: attribute \"b\" stands twice in <a>",
        "<a><!-- -- --></a>~f:1:9: <a>: malformed XML: -- inside of a comment; expected --> or something else than --; innermost open element: <a> of line 1",
        "<a><!-- </a>~f:1:4: <a>: malformed XML: the comment has no end; expected -->; innermost open element: <a> of line 1",
        "<a><1/></a>~f:1:5: <a>: malformed XML: unexpected 1; expected the name of an element; innermost open element: <a> of line 1",
        "<a>]]></a>~f:1:4: <a>: malformed XML: ]]> in text; expected ]]&gt;; innermost open element: <a> of line 1",
        "<a>&#0;</a>~f:1:4: <a>: malformed XML: &#0; is not a character; expected one such as &#228;; innermost open element: <a> of line 1",
        "<a></b></a>~f:1:4: <a>: malformed XML: </b> does not match; expected </a>; innermost open element: <a> of line 1",
        "<a p:b=''/>~f:1:4: <a>: malformed XML: prefix \"p\" is not declared; expected an attribute without prefix",
        "<a xmlns:p='u' p:b=''/>~f:1:16: <a>: attribute \"p:b\" is not allowed; expected attributes without namespace",
        "<?xml version='1.1'?><a/>~f:1:1: <a>: XML version \"1.1\" is not supported; expected 1.0",
        "x<a/>~f:1:1: <a>: malformed XML: text in front of the first element; expected <a>",
        "<a/>x~f:1:5: <a>: malformed XML: something stands behind the end of the root element; expected the end of the file",
        "<b/>~f:1:1: <b>: unknown root element; expected <a>; did you mean \"a\"?"
      })
  void parse_malformedText_saysWhereAndWhatWasExpected(String text, String message) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(InvalidDocumentException.class)
        .hasMessage(message);
  }

  @Test
  void parse_manyAttributes_areRefused() {
    StringBuilder text = new StringBuilder("<a");
    for (int i = 0; i < 200_000; i++) {
      text.append(" a").append(i).append("=''");
    }
    assertThatThrownBy(() -> parse(text + "/>"))
        .isInstanceOf(InvalidDocumentException.class)
        .hasMessageContaining("too many attributes in <a>; expected at most 64");
  }

  @Test
  void read_bytesThatAreNotUtf8_areNamedWithTheirPlace() {
    byte[] bytes = "<a>\n  ä\u00e4</a>".getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> XmlDocument.read("f", "a", bytes))
        .isInstanceOf(InvalidDocumentException.class)
        .hasMessage("f:2:3: <a>: byte 0xe4 is not UTF-8 text; expected a file saved as UTF-8");
  }
}
