package org.demitasse.machine.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
    assertThat(XmlDocument.read("f", "a", new ByteArrayInputStream(bytes)).location())
        .hasToString("f:1:1");
  }

  @Test
  void read_hugeFile_isRefused() {
    byte[] bytes = new byte[XmlDocument.MAXIMUM_SIZE + 1];
    Arrays.fill(bytes, (byte) ' ');
    assertThatThrownBy(() -> XmlDocument.read("f", "a", new ByteArrayInputStream(bytes)))
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
}
