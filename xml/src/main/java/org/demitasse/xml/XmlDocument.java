package org.demitasse.xml;

import java.util.List;

/** Reads an XML file into located elements. */
public final class XmlDocument {
  /** Largest file that is read; a description of a thousand modules has a tenth of it. */
  public static final int MAXIMUM_SIZE = 1 << 20;

  /** Deepest nesting that is read. */
  public static final int MAXIMUM_DEPTH = 32;

  /** Most attributes that an element may have. */
  public static final int MAXIMUM_ATTRIBUTES = 64;

  private XmlDocument() {}

  /**
   * Reads the content of a file.
   *
   * @param file name to be shown in messages
   * @param rootName name of the root element, for messages about files that have none
   * @param bytes all of the file; where it has more than {@link #MAXIMUM_SIZE}, one more suffices
   * @throws InvalidDocumentException if the content is not well-formed XML in UTF-8, has a document
   *     type definition, another root element, or is beyond one of the limits
   */
  public static XmlElement read(String file, String rootName, byte[] bytes) {
    if (bytes.length > MAXIMUM_SIZE) {
      throw invalid(
          new SourceLocation(file, 1, 1),
          rootName,
          "the file is too large; expected at most " + Size.format(MAXIMUM_SIZE) + " bytes");
    }
    Utf8Text decoded = Utf8Text.decode(bytes);
    if (decoded.wrong() >= 0) {
      throw invalid(
          new TextPlaces(file, decoded.text()).at(decoded.text().length()),
          rootName,
          "byte 0x"
              + hexadecimal(decoded.wrong() >> 4)
              + hexadecimal(decoded.wrong())
              + " is not UTF-8 text; expected a file saved as UTF-8");
    }
    return parse(file, rootName, decoded.text());
  }

  /**
   * Reads a text.
   *
   * @throws InvalidDocumentException as {@link #read} does
   */
  public static XmlElement parse(String file, String rootName, String text) {
    XmlElement root = new XmlParser(file, rootName, text).parse();
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

  private static char hexadecimal(int digit) {
    return "0123456789abcdef".charAt(digit & 0xF);
  }

  private static InvalidDocumentException invalid(
      SourceLocation location, String element, String message) {
    return new InvalidDocumentException(new Diagnostic(location, element, message));
  }
}
