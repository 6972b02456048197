package org.demitasse.xml;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** What the StAX parser of the JDK finds in a document, as lines, to compare with. */
final class ReferenceReader {
  private ReferenceReader() {}

  /**
   * Returns one line for each tag and each text of a document.
   *
   * @throws XMLStreamException if the document is malformed, or has what is refused on purpose: a
   *     document type definition, a namespace of its own, another version or encoding, too much
   *     depth
   */
  static List<String> read(String text) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(text));
    String encoding = reader.getCharacterEncodingScheme();
    refuse(
        encoding != null
            && !encoding.equalsIgnoreCase("UTF-8")
            && !encoding.equalsIgnoreCase("US-ASCII"));
    refuse("1.1".equals(reader.getVersion()));
    List<String> lines = new ArrayList<>();
    StringBuilder characters = new StringBuilder();
    int depth = 0;
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          flush(characters, lines);
          refuse(++depth > XmlDocument.MAXIMUM_DEPTH);
          refuse(reader.getPrefix() != null && !reader.getPrefix().isEmpty());
          refuse(hasColon(reader.getLocalName()));
          lines.add("<" + reader.getLocalName() + attributes(reader));
        }
        case XMLStreamConstants.END_ELEMENT -> {
          flush(characters, lines);
          depth--;
          lines.add("</" + reader.getLocalName());
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
          if (depth > 0) {
            characters.append(reader.getText());
          }
        }
        case XMLStreamConstants.ENTITY_REFERENCE, XMLStreamConstants.DTD -> refuse(true);
        default -> {
          // Comments and processing instructions.
        }
      }
    }
    return lines;
  }

  private static List<String> attributes(XMLStreamReader reader) throws XMLStreamException {
    List<String> attributes = new ArrayList<>();
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      String namespace = reader.getAttributeNamespace(i);
      boolean plain = namespace == null || namespace.isEmpty();
      boolean xml = XMLConstants.XML_NS_URI.equals(namespace);
      boolean schema = XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI.equals(namespace);
      refuse(!plain && !xml && !schema);
      refuse(hasColon(reader.getAttributeLocalName(i)));
      if (!schema) {
        attributes.add(
            (xml ? "xml:" : "")
                + reader.getAttributeLocalName(i)
                + "="
                + reader.getAttributeValue(i));
      }
    }
    Collections.sort(attributes);
    return attributes;
  }

  /** The JDK's parser lets {@code :a} pass, against Namespaces in XML 1.0. */
  private static boolean hasColon(String localName) {
    return localName.indexOf(':') >= 0;
  }

  private static void refuse(boolean condition) throws XMLStreamException {
    if (condition) {
      throw new XMLStreamException("refused on purpose");
    }
  }

  private static void flush(StringBuilder characters, List<String> lines) {
    if (!characters.isEmpty()) {
      lines.add("text " + characters);
      characters.setLength(0);
    }
  }
}
