package org.demitasse.machine.xml;

import java.util.ArrayList;
import java.util.List;

/**
 * Walks through well-formed XML text and tells where tags, attributes and text begin. In
 * well-formed XML no {@code <} occurs in an attribute value, so the next one outside comments,
 * character data sections and processing instructions is a tag.
 */
final class TextCursor {
  private final String file;
  private final String text;

  /** Everything in front of it has been reported. */
  private int position;

  /** Start of the tag found last, and the place behind it. */
  private int tag;

  private int lineStart;
  private int line = 1;
  private int scanned;

  TextCursor(String file, String text) {
    this.file = file;
    this.text = text;
  }

  record AttributePlace(String name, SourceLocation location, SourceLocation valueLocation) {}

  /** Moves behind the next start tag and returns where it begins. */
  SourceLocation nextElement() {
    while (true) {
      int start = text.indexOf('<', position);
      if (text.startsWith("<!--", start)) {
        position = behind("-->", start + 4);
      } else if (text.startsWith("<![CDATA[", start)) {
        position = behind("]]>", start);
      } else if (text.startsWith("<?", start)) {
        position = behind("?>", start);
      } else if (text.startsWith("</", start)) {
        position = behind(">", start);
      } else {
        tag = start;
        position = endOfTag(start);
        return locationAt(start);
      }
    }
  }

  /** Returns the places of the attributes of the tag found last. */
  List<AttributePlace> attributes() {
    List<AttributePlace> places = new ArrayList<>();
    int at = tag + 1;
    while (!isSpace(text.charAt(at)) && at < position - 1) {
      at++;
    }
    while (true) {
      while (isSpace(text.charAt(at))) {
        at++;
      }
      int equals = text.indexOf('=', at);
      if (equals < 0 || equals >= position) {
        return places;
      }
      int value = equals + 1;
      while (isSpace(text.charAt(value))) {
        value++;
      }
      places.add(
          new AttributePlace(
              text.substring(at, equals).strip(), locationAt(at), locationAt(value + 1)));
      at = text.indexOf(text.charAt(value), value + 1) + 1;
    }
  }

  /** Returns where the next text other than white space begins. */
  SourceLocation nextText() {
    int at = position;
    while (at < text.length()) {
      if (isSpace(text.charAt(at))) {
        at++;
      } else if (text.startsWith("<!--", at)) {
        at = behind("-->", at + 4);
      } else if (text.startsWith("<?", at)) {
        at = behind("?>", at);
      } else if (text.startsWith("</", at)) {
        at = behind(">", at);
      } else {
        break;
      }
    }
    return locationAt(Math.min(at, text.length()));
  }

  /** Returns where the document type definition begins. */
  SourceLocation nextDocumentType() {
    int at = position;
    while (!text.startsWith("<!DOCTYPE", at)) {
      at = text.startsWith("<!--", at) ? behind("-->", at + 4) : at + 1;
    }
    return locationAt(at);
  }

  /** Returns the line and column of a character. */
  SourceLocation locationAt(int offset) {
    if (offset < lineStart) {
      lineStart = 0;
      line = 1;
      scanned = 0;
    }
    for (; scanned < offset; scanned++) {
      char each = text.charAt(scanned);
      boolean lineEnds =
          each == '\n'
              || (each == '\r'
                  && (scanned + 1 == text.length() || text.charAt(scanned + 1) != '\n'));
      if (lineEnds) {
        line++;
        lineStart = scanned + 1;
      }
    }
    return new SourceLocation(file, line, offset - lineStart + 1);
  }

  private int endOfTag(int start) {
    int at = start + 1;
    while (text.charAt(at) != '>') {
      char each = text.charAt(at);
      at = each == '"' || each == '\'' ? text.indexOf(each, at + 1) + 1 : at + 1;
    }
    return at + 1;
  }

  private int behind(String end, int from) {
    return text.indexOf(end, from) + end.length();
  }

  private static boolean isSpace(char character) {
    return character == ' ' || character == '\t' || character == '\n' || character == '\r';
  }
}
