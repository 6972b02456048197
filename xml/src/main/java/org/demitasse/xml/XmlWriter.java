package org.demitasse.xml;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes XML: documents that a program makes, element by element and indented, and elements cut out
 * of a document that was read.
 */
public final class XmlWriter {
  private final StringBuilder out = new StringBuilder();
  private final List<String> open = new ArrayList<>();

  /** The start tag that was written last still lacks its {@code >}. */
  private boolean inTag;

  /** How many elements are open outside of the outermost one with text: no space is added in it. */
  private int outsideText = Integer.MAX_VALUE;

  /** Begins an element. */
  public XmlWriter start(String name) {
    endStartTag();
    if (open.size() <= outsideText) {
      lineAndIndent();
    }
    out.append('<').append(name);
    open.add(name);
    inTag = true;
    return this;
  }

  /** Adds an attribute to the element that was begun last and has no content yet. */
  public XmlWriter attribute(String name, String value) {
    if (!inTag) {
      throw new IllegalStateException("no start tag to put the attribute \"" + name + "\" into");
    }
    out.append(' ');
    appendAttribute(name, value);
    return this;
  }

  /** Adds an attribute with a number. */
  public XmlWriter attribute(String name, long value) {
    return attribute(name, Long.toString(value));
  }

  /** Adds text to the innermost element. */
  public XmlWriter text(String text) {
    endStartTag();
    outsideText = Math.min(outsideText, open.size() - 1);
    appendText(text);
    return this;
  }

  /** Ends the innermost element. */
  public XmlWriter end() {
    String name = open.remove(open.size() - 1);
    if (inTag) {
      out.append("/>");
      inTag = false;
      return this;
    }
    if (open.size() < outsideText) {
      lineAndIndent();
    } else if (open.size() == outsideText) {
      outsideText = Integer.MAX_VALUE;
    }
    out.append("</").append(name).append('>');
    return this;
  }

  /** Returns the document; all elements have to be ended. */
  @Override
  public String toString() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("<" + open.get(open.size() - 1) + "> is still open");
    }
    return out + "\n";
  }

  /**
   * Returns an element as a document of its own. Comments are left out; the rest keeps its lines,
   * and where it can its columns, and the first words say where they come from: whoever reads the
   * text ({@link XmlDocument}) names the places of the file that the user wrote.
   */
  public static String cut(XmlElement element) {
    SourceLocation place = element.location();
    Cut cut = new Cut(place);
    if (canBeNamed(place.file())) {
      cut.out.append("<?source ").append(place).append("?>");
    }
    cut.element(element);
    return cut.out + "\n";
  }

  private static boolean canBeNamed(String file) {
    for (int i = 0; i < file.length(); i++) {
      char each = file.charAt(i);
      if (each < ' ' || each >= 0x7F || each == '>') {
        return false;
      }
    }
    return !file.isEmpty();
  }

  /** What is written of one element, with the line and column in the file that it came from. */
  private static final class Cut {
    private final StringBuilder out = new StringBuilder();
    private int line;
    private int column;

    private Cut(SourceLocation start) {
      line = start.line();
      column = start.column();
    }

    private void element(XmlElement element) {
      append("<" + element.name());
      for (XmlAttribute each : element.attributes()) {
        int before = out.length();
        lines(each.location().line() - line);
        spaces(each.location().column() - column);
        if (out.length() == before) {
          append(" ");
        }
        XmlWriter attribute = new XmlWriter();
        attribute.appendAttribute(each.name(), each.value());
        append(attribute.out.toString());
      }
      if (element.nodes().isEmpty()) {
        append("/>");
        return;
      }
      append(">");
      for (XmlNode each : element.nodes()) {
        switch (each) {
          case XmlText(String text) -> {
            XmlWriter writer = new XmlWriter();
            writer.appendText(text);
            append(writer.out.toString());
          }
          case XmlElement child -> {
            comment(child.location());
            element(child);
          }
        }
      }
      append("</" + element.name() + ">");
    }

    /** Fills the room that a comment had. */
    private void comment(SourceLocation next) {
      if (next.line() > line
          || (next.line() == line && next.column() - column >= "<!---->".length())) {
        append("<!--");
        lines(next.line() - line);
        spaces(next.column() - column - "-->".length());
        append("-->");
      }
    }

    private void lines(int count) {
      for (int i = 0; i < count; i++) {
        append("\n");
      }
    }

    private void spaces(int count) {
      for (int i = 0; i < count; i++) {
        append(" ");
      }
    }

    private void append(String text) {
      out.append(text);
      for (int i = 0; i < text.length(); i++) {
        boolean lineEnds = text.charAt(i) == '\n';
        line += lineEnds ? 1 : 0;
        column = lineEnds ? 1 : column + 1;
      }
    }
  }

  private void endStartTag() {
    if (inTag) {
      out.append('>');
      inTag = false;
    }
  }

  private void lineAndIndent() {
    if (!out.isEmpty()) {
      out.append('\n');
    }
    for (int i = 0; i < open.size(); i++) {
      out.append("  ");
    }
  }

  private void appendAttribute(String name, String value) {
    out.append(name).append("=\"");
    for (int i = 0; i < value.length(); i++) {
      char each = value.charAt(i);
      switch (each) {
        case '"' -> out.append("&quot;");
        case '\n', '\t' -> out.append("&#").append((int) each).append(';');
        default -> escape(each);
      }
    }
    out.append('"');
  }

  private void appendText(String text) {
    for (int i = 0; i < text.length(); i++) {
      escape(text.charAt(i));
    }
  }

  private void escape(char each) {
    switch (each) {
      case '&' -> out.append("&amp;");
      case '<' -> out.append("&lt;");
      case '>' -> out.append("&gt;");
      case '\r' -> out.append("&#13;");
      default ->
          out.append(
              XmlCharacters.isAllowed(each) || Character.isSurrogate(each) ? each : '\uFFFD');
    }
  }
}
