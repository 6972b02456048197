package org.demitasse.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class XmlWriterTest {
  @Test
  void toString_elementsWithAttributesAndText_isIndentedAndEscaped() {
    XmlWriter writer = new XmlWriter();
    writer.start("state").attribute("ram", 4096);
    writer.start("child").attribute("name", "a \"b\" <c> & 'd'\n\t").end();
    writer.start("text").text("1 < 2 & ]]> \r").start("b").end().text("!").end();
    writer.start("empty").end().end();
    assertThat(writer)
        .hasToString(
            """
            <state ram="4096">
              <child name="a &quot;b&quot; &lt;c&gt; &amp; 'd'&#10;&#9;"/>
              <text>1 &lt; 2 &amp; ]]&gt; &#13;<b/>!</text>
              <empty/>
            </state>
            """);
    XmlElement read = XmlDocument.parse("f", "state", writer.toString());
    assertThat(read.children().get(0).attribute("name").orElseThrow().value())
        .isEqualTo("a \"b\" <c> & 'd'\n\t");
    assertThat(read.children().get(1).content()).isEqualTo("1 < 2 & ]]> \r!");
  }

  @Test
  void toString_charactersThatXmlLacks_areReplaced() {
    XmlWriter writer = new XmlWriter().start("a").text("x\u0000\u001b\uD83D\uDE00").end();
    assertThat(writer).hasToString("<a>x\uFFFD\uFFFD\uD83D\uDE00</a>\n");
  }

  @Test
  void toString_openElement_isRefused() {
    assertThatThrownBy(() -> new XmlWriter().start("a").toString())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("<a> is still open");
  }

  @Test
  void cut_partOfAFile_namesThePlacesOfThatFile() {
    String text =
        """
        <config>
          <start name="child">
            <config a="1"
                    b="2">
              <!-- a comment
                   of two lines -->
              <x/> <!-- another --> <y/>
              text
              <z c='"'/>
            </config>
          </start>
        </config>
        """;
    XmlElement config =
        XmlDocument.parse("system.xml", "config", text).children().get(0).children().get(0);

    String cut = XmlWriter.cut(config);

    assertThat(cut).startsWith("<?source system.xml:3:5?><config a=\"1\"\n");
    XmlElement read = XmlDocument.parse("config", "config", cut);
    assertThat(read.location()).hasToString("system.xml:3:5");
    assertThat(read.attribute("b").orElseThrow().location()).hasToString("system.xml:4:13");
    assertThat(read.children())
        .extracting(each -> each.name() + " " + each.location())
        .containsExactly("x system.xml:7:7", "y system.xml:7:29", "z system.xml:9:7");
    assertThat(read.text()).hasValueSatisfying(place -> assertThat(place.line()).isEqualTo(8));
    assertThat(XmlWriter.cut(read)).isEqualTo(cut);
  }

  @Test
  void cut_fileWithAnOddName_isReadWithItsOwnPlaces() {
    XmlElement root = XmlDocument.parse("a?>\n", "a", " <a/>");
    assertThat(XmlWriter.cut(root)).isEqualTo("<a/>\n");
  }
}
