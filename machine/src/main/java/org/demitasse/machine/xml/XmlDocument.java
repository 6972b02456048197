package org.demitasse.machine.xml;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads an XML file into located elements.
 *
 * <p>The JDK's StAX parser decides what is well-formed. It tells where a start tag ends, not where
 * it begins, and nothing about attributes; a second cursor therefore walks the same text in step
 * with the parser's events. It can be simple, because it only ever sees text that the parser has
 * accepted.
 */
public final class XmlDocument {
  /** Largest file that is read; a description of a thousand modules has a tenth of it. */
  public static final int MAXIMUM_SIZE = 1 << 20;

  /** Deepest nesting that is read. The JDK's own limit differs from release to release. */
  public static final int MAXIMUM_DEPTH = 32;

  private final String file;
  private final String rootName;
  private final TextCursor cursor;
  private final String text;
  private final Deque<XmlElement> open = new ArrayDeque<>();
  private @Nullable XmlElement root;

  private XmlDocument(String file, String rootName, String text) {
    this.file = file;
    this.rootName = rootName;
    this.text = text;
    this.cursor = new TextCursor(file, text);
  }

  /**
   * Reads all of a stream.
   *
   * @param file name to be shown in messages
   * @param rootName name of the root element, for messages about files that have none
   * @throws InvalidDocumentException if the content is not well-formed XML in UTF-8, has a document
   *     type definition, another root element, or is larger than {@link #MAXIMUM_SIZE}
   */
  public static XmlElement read(String file, String rootName, InputStream input)
      throws IOException {
    byte[] bytes = input.readNBytes(MAXIMUM_SIZE + 1);
    if (bytes.length > MAXIMUM_SIZE) {
      throw invalid(
          new SourceLocation(file, 1, 1),
          rootName,
          "the file is too large; expected at most " + Size.format(MAXIMUM_SIZE) + " bytes");
    }
    return parse(file, rootName, decode(file, rootName, bytes));
  }

  /**
   * Reads a text.
   *
   * @throws InvalidDocumentException as {@link #read} does
   */
  public static XmlElement parse(String file, String rootName, String text) {
    if (text.isBlank()) {
      throw invalid(
          new SourceLocation(file, 1, 1),
          rootName,
          "the file is empty; expected the element <" + rootName + ">");
    }
    XmlDocument document = new XmlDocument(file, rootName, text);
    XmlElement root = document.parse();
    if (!root.name().equals(rootName)) {
      throw invalid(
          root.location(),
          root.name(),
          "unknown root element; expected <"
              + rootName
              + ">"
              + Suggestion.hint(root.name(), List.of(rootName)));
    }
    return root;
  }

  private static String decode(String file, String rootName, byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    boolean byteOrderMark =
        bytes.length >= 3
            && (bytes[0] & 0xFF) == 0xEF
            && (bytes[1] & 0xFF) == 0xBB
            && (bytes[2] & 0xFF) == 0xBF;
    buffer.position(byteOrderMark ? 3 : 0);
    int start = buffer.position();
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(buffer).toString();
    } catch (CharacterCodingException malformed) {
      // The decoder stops in front of the first byte that is not UTF-8.
      String before = new String(bytes, start, buffer.position() - start, StandardCharsets.UTF_8);
      throw invalid(
          new TextCursor(file, before).locationAt(before.length()),
          rootName,
          String.format(
              Locale.ROOT,
              "byte 0x%02x is not UTF-8 text; expected a file saved as UTF-8",
              bytes[buffer.position()]));
    }
  }

  private XmlElement parse() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(text));
      checkEncoding(reader);
      while (reader.hasNext()) {
        handle(reader, reader.next());
      }
    } catch (XMLStreamException malformed) {
      throw malformed(malformed);
    }
    if (root == null) {
      throw new IllegalStateException("a well-formed document has a root element");
    }
    return root;
  }

  private void handle(XMLStreamReader reader, int event) {
    switch (event) {
      case XMLStreamConstants.START_ELEMENT -> {
        XmlElement element = startElement(reader);
        if (open.isEmpty()) {
          root = element;
        } else if (open.size() == MAXIMUM_DEPTH) {
          throw invalid(
              element.location(),
              element.name(),
              "is nested too deeply; expected at most " + MAXIMUM_DEPTH + " levels");
        } else {
          open.element().add(element);
        }
        open.push(element);
      }
      case XMLStreamConstants.END_ELEMENT -> open.pop();
      case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
        if (!reader.isWhiteSpace() && !open.isEmpty()) {
          open.element().addText(cursor.nextText());
        }
      }
      case XMLStreamConstants.ENTITY_REFERENCE ->
          throw invalid(
              location(reader.getLocation()),
              innermost(),
              "unknown entity \"" + reader.getLocalName() + "\"; " + EXPECTED_ENTITIES);
      case XMLStreamConstants.DTD ->
          throw invalid(
              cursor.nextDocumentType(),
              rootName,
              "a document type definition is not allowed; expected the element <" + rootName + ">");
      default -> {
        // Comments and processing instructions say nothing.
      }
    }
  }

  private static final String EXPECTED_ENTITIES =
      "expected one of &amp;, &lt;, &gt;, &quot;, &apos; or a character reference such as &#228;";

  private XmlElement startElement(XMLStreamReader reader) {
    SourceLocation location = cursor.nextElement();
    String prefix = reader.getPrefix();
    String name = reader.getLocalName();
    if (prefix != null && !prefix.isEmpty()) {
      throw invalid(
          location,
          prefix + ":" + name,
          "prefix \"" + prefix + "\" is not allowed; expected an element without namespace");
    }
    List<XmlAttribute> attributes = new ArrayList<>();
    List<TextCursor.AttributePlace> places = cursor.attributes();
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      String namespace = reader.getAttributeNamespace(i);
      if (XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI.equals(namespace)) {
        // xsi:noNamespaceSchemaLocation tells an editor where the schema is.
        continue;
      }
      String attributePrefix = reader.getAttributePrefix(i);
      String attribute =
          attributePrefix == null || attributePrefix.isEmpty()
              ? reader.getAttributeLocalName(i)
              : attributePrefix + ":" + reader.getAttributeLocalName(i);
      TextCursor.AttributePlace place =
          places.stream()
              .filter(each -> each.name().equals(attribute))
              .findFirst()
              .orElseThrow(() -> new IllegalStateException(location + ": " + attribute));
      attributes.add(
          new XmlAttribute(
              attribute, reader.getAttributeValue(i), place.location(), place.valueLocation()));
    }
    return new XmlElement(name, location, attributes);
  }

  private void checkEncoding(XMLStreamReader reader) {
    String encoding = reader.getCharacterEncodingScheme();
    if (encoding != null
        && !encoding.equalsIgnoreCase("UTF-8")
        && !encoding.equalsIgnoreCase("US-ASCII")) {
      throw invalid(
          new SourceLocation(file, 1, 1),
          rootName,
          "encoding \"" + encoding + "\" is not supported; expected UTF-8");
    }
  }

  private InvalidDocumentException malformed(XMLStreamException malformed) {
    // "ParseError at [row,col]:[3,5]\nMessage: what is wrong"
    String message = String.valueOf(malformed.getMessage());
    int start = message.indexOf("Message: ");
    String what = start < 0 ? message : message.substring(start + "Message: ".length());
    String stillOpen =
        open.isEmpty()
            ? ""
            : "; innermost open element: <"
                + open.element().name()
                + "> of line "
                + open.element().location().line();
    return invalid(
        location(malformed.getLocation()),
        innermost(),
        "malformed XML: " + plainWords(what.strip().replaceAll("\\.$", "")) + stillOpen);
  }

  /** Rewords what the parser says in terms of the XML specification; leaves the rest as it is. */
  private static String plainWords(String what) {
    Matcher twice = Pattern.compile(".*#AttributeNotUnique\\?(.*)&(.*)").matcher(what);
    if (twice.matches()) {
      return "attribute \"" + twice.group(2) + "\" stands twice in <" + twice.group(1) + ">";
    }
    return switch (what) {
      case "XML document structures must start and end within the same entity" ->
          "the file ends too early";
      case "Content is not allowed in prolog" -> "text in front of the first element";
      case "The markup in the document following the root element must be well-formed" ->
          "something stands behind the end of the root element";
      default -> what;
    };
  }

  private SourceLocation location(@Nullable Location place) {
    return place == null || place.getLineNumber() < 1
        ? new SourceLocation(file, 1, 1)
        : new SourceLocation(file, place.getLineNumber(), Math.max(1, place.getColumnNumber()));
  }

  private String innermost() {
    return open.isEmpty() ? rootName : open.element().name();
  }

  private static InvalidDocumentException invalid(
      SourceLocation location, String element, String message) {
    return new InvalidDocumentException(new Diagnostic(location, element, message));
  }
}
