package org.demitasse.toolchain.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.demitasse.xml.XmlDocument;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class TreePictureTest {
  private static final String CONFIG =
      """
      <config>
        <parent-provides> <service name="LOG"/> <service name="ROM"/> </parent-provides>
        <default-route> <any-service> <parent/> <any-child/> </any-service> </default-route>
        <service name="Timer">
          <policy label_prefix="a &lt; b"> <child name="timer"/> </policy>
        </service>
        <start name="timer" ram="1M">
          <provides> <service name="Timer"/> </provides>
          <route> <service name="LOG"> <parent/> </service> </route>
        </start>
        <start name="shell" ram="2M" caps="77">
          <route>
            <service name="ROM" label="x"> <parent/> </service>
            <service name="Timer"> <child name="timer"/> </service>
            <service name="LOG"> <parent/> </service>
          </route>
        </start>
        <start name="nested" ram="9M">
          <binary name="init"/>
          <config>
            <parent-provides> <service name="LOG"/> </parent-provides>
            <default-route> <any-service> <parent/> </any-service> </default-route>
            <start name="inner" ram="1M"/>
          </config>
        </start>
      </config>
      """;

  private static Document picture() throws Exception {
    String svg = TreePicture.draw("the title", XmlDocument.parse("f", "config", CONFIG));
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }

  private static List<Element> elements(Document picture, String name) {
    NodeList found = picture.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }

  private static int number(Element element, String attribute) {
    return Integer.parseInt(element.getAttribute(attribute));
  }

  @Test
  void draw_tree_hasEveryChildAndEveryRoute() throws Exception {
    Document picture = picture();
    assertThat(elements(picture, "text"))
        .extracting(Element::getTextContent)
        .containsExactlyInAnyOrder(
            "the title",
            // Boxes.
            "parent",
            "LOG ROM",
            "timer",
            "1M, 100 caps",
            "provides Timer",
            "shell",
            "2M, 77 caps",
            "nested",
            "program init, 9M, 900 caps",
            "parent",
            "LOG",
            "inner",
            "1M, 100 caps",
            // Arrows: offered, of timer, of shell, of nested, of inner.
            "Timer label_prefix=\"a < b\"",
            "LOG",
            "ROM label=\"x\", LOG",
            "Timer",
            "any service",
            "Timer",
            "any service");
    assertThat(elements(picture, "path")).hasSize(2 * 7);
  }

  @Test
  void draw_nestedChild_isInsideOfItsParent() throws Exception {
    // The background, parent, timer, shell, nested, the parent and the child inside of nested.
    List<Element> boxes = elements(picture(), "rect");
    assertThat(boxes).hasSize(7);
    Element nested = boxes.get(4);
    for (Element inner : boxes.subList(5, 7)) {
      assertThat(number(inner, "x")).isGreaterThan(number(nested, "x"));
      assertThat(number(inner, "y")).isGreaterThan(number(nested, "y"));
      assertThat(number(inner, "x") + number(inner, "width"))
          .isLessThan(number(nested, "x") + number(nested, "width"));
      assertThat(number(inner, "y") + number(inner, "height"))
          .isLessThan(number(nested, "y") + number(nested, "height"));
    }
    for (int i = 2; i < 5; i++) {
      assertThat(number(boxes.get(i), "y"))
          .isGreaterThan(number(boxes.get(i - 1), "y") + number(boxes.get(i - 1), "height"));
    }
  }

  @Test
  void draw_texts_neverOverlapAndStayInside() throws Exception {
    Document picture = picture();
    List<Element> texts = elements(picture, "text");
    int width = number(picture.getDocumentElement(), "width");
    for (int i = 0; i < texts.size(); i++) {
      Element one = texts.get(i);
      int end = number(one, "x") + TreePicture.width(one.getTextContent());
      assertThat(end).isLessThanOrEqualTo(width);
      for (int j = 0; j < texts.size(); j++) {
        Element other = texts.get(j);
        boolean sameLine =
            Math.abs(number(one, "y") - number(other, "y")) < TreePicture.TEXT_HEIGHT;
        if (i != j && sameLine && number(one, "x") <= number(other, "x")) {
          assertThat(end).as(one.getTextContent()).isLessThanOrEqualTo(number(other, "x"));
        }
      }
    }
  }
}
