package org.demitasse.xml;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads a text that is an XML 1.0 document with namespaces and without document type definition.
 * Other than a general parser it refuses elements and attributes of a namespace (but those of XML
 * itself and of XML Schema), and names with characters beyond U+FFFF; everything else that is
 * well-formed is accepted, and nothing that is not.
 *
 * <p>A processing instruction {@code <?source FILE:LINE:COLUMN?>} at the start says from where the
 * text was cut ({@link XmlWriter#cut}): what follows it has that place.
 */
final class XmlParser {
  private static final String SCHEMA_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";
  private static final String XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace";
  private static final String XMLNS_NAMESPACE = "http://www.w3.org/2000/xmlns/";
  private static final String EXPECTED_ENTITIES =
      "expected one of &amp;, &lt;, &gt;, &quot;, &apos; or a character reference such as &#228;";

  private final String text;
  private final String rootName;
  private final TextPlaces places;
  private final List<XmlElement> open = new ArrayList<>();

  /** Prefixes and what they stand for, in turn, of all open elements. */
  private final List<String> namespaces = new ArrayList<>();

  /** Size of {@link #namespaces} outside of each open element. */
  private final List<Integer> scopes = new ArrayList<>();

  /** Text since the last tag. */
  private final StringBuilder characters = new StringBuilder();

  private int at;

  XmlParser(String file, String rootName, String text) {
    this.text = text;
    this.rootName = rootName;
    places = new TextPlaces(file, text);
  }

  XmlElement parse() {
    if (isBlank()) {
      throw invalid(0, "the file is empty; expected the element <" + rootName + ">");
    }
    declaration();
    source();
    skipAround();
    if (text.startsWith("<!DOCTYPE", at)) {
      throw invalid(
          at, "a document type definition is not allowed; expected the element <" + rootName + ">");
    }
    if (at == text.length()) {
      throw malformed(at, "the file ends too early; expected the element <" + rootName + ">");
    }
    if (text.charAt(at) != '<') {
      throw malformed(at, "text in front of the first element; expected <" + rootName + ">");
    }
    XmlElement root = startTag();
    while (!open.isEmpty()) {
      content();
    }
    skipAround();
    if (at < text.length()) {
      throw malformed(
          at, "something stands behind the end of the root element; expected the end of the file");
    }
    return root;
  }

  private boolean isBlank() {
    for (int i = 0; i < text.length(); i++) {
      if (!XmlCharacters.isSpace(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** Reads {@code <?xml version="1.0" encoding="UTF-8" standalone="yes"?>}. */
  private void declaration() {
    if (!text.startsWith("<?xml", at) || !XmlCharacters.isSpace(character(5))) {
      return;
    }
    at = 5;
    String version = pseudoAttribute("version");
    if (!version.equals("1.0")) {
      throw version.isEmpty()
          ? malformed(at, "version is missing; expected <?xml version=\"1.0\"?>")
          : invalid(0, "XML version \"" + version + "\" is not supported; expected 1.0");
    }
    String encoding = pseudoAttribute("encoding");
    if (!encoding.isEmpty()
        && !encoding.equalsIgnoreCase("UTF-8")
        && !encoding.equalsIgnoreCase("US-ASCII")) {
      throw invalid(0, "encoding \"" + encoding + "\" is not supported; expected UTF-8");
    }
    String standalone = pseudoAttribute("standalone");
    if (!standalone.isEmpty() && !standalone.equals("yes") && !standalone.equals("no")) {
      throw malformed(at, "standalone=\"" + standalone + "\"; expected yes or no");
    }
    skipSpace();
    if (!text.startsWith("?>", at)) {
      throw malformed(at, unexpected() + "; expected ?> at the end of the XML declaration");
    }
    at += 2;
  }

  /** Returns the value, or nothing if something else follows. */
  private String pseudoAttribute(String name) {
    int start = at;
    if (!skipSpace() || !text.startsWith(name, at)) {
      at = start;
      return "";
    }
    at += name.length();
    equalsSign(name);
    char quote = quotationMark(name);
    int end = text.indexOf(quote, at);
    if (end <= at) {
      throw malformed(at, "no value; expected " + name + "=\"...\"");
    }
    String value = text.substring(at, end);
    at = end + 1;
    return value;
  }

  private void source() {
    String start = "<?source ";
    int end = text.indexOf("?>", at);
    if (!text.startsWith(start, at) || end < 0) {
      return;
    }
    String place = text.substring(at + start.length(), end);
    int second = place.lastIndexOf(':');
    int first = second < 0 ? -1 : place.lastIndexOf(':', second - 1);
    if (first > 0) {
      int line = number(place, first + 1, second);
      int column = number(place, second + 1, place.length());
      if (line > 0 && column > 0) {
        skipInstruction();
        places.startAt(at, new SourceLocation(place.substring(0, first), line, column));
      }
    }
  }

  /** Returns a number of 1 to 8 digits, or -1. */
  private static int number(String digits, int from, int to) {
    int number = from < to && to - from <= 8 ? 0 : -1;
    for (int i = from; i < to && number >= 0; i++) {
      int digit = digits.charAt(i) - '0';
      number = digit >= 0 && digit <= 9 ? 10 * number + digit : -1;
    }
    return number;
  }

  /** Skips what may stand in front of and behind the root element. */
  private void skipAround() {
    while (true) {
      skipSpace();
      if (text.startsWith("<!--", at)) {
        skipComment();
      } else if (text.startsWith("<?", at)) {
        skipInstruction();
      } else {
        return;
      }
    }
  }

  /** Reads one tag, comment, section, instruction, reference or run of text. */
  private void content() {
    if (at == text.length()) {
      throw malformed(at, "the file ends too early; expected </" + innermost() + ">");
    }
    if (text.charAt(at) != '<') {
      text();
    } else if (text.startsWith("</", at)) {
      endTag();
    } else if (text.startsWith("<!--", at)) {
      skipComment();
    } else if (text.startsWith("<![CDATA[", at)) {
      section();
    } else if (text.startsWith("<?", at)) {
      skipInstruction();
    } else {
      startTag();
    }
  }

  private void text() {
    if (text.charAt(at) == '&') {
      int start = at;
      int before = characters.length();
      reference(characters);
      if (!XmlCharacters.isSpace(characters.charAt(before))) {
        innermostElement().markText(places.at(start));
      }
      return;
    }
    if (text.startsWith("]]>", at)) {
      throw malformed(at, "]]> in text; expected ]]&gt;");
    }
    if (!XmlCharacters.isSpace(text.charAt(at))) {
      innermostElement().markText(places.at(at));
    }
    copyCharacter(characters);
  }

  private void section() {
    int start = at;
    at += "<![CDATA[".length();
    while (!text.startsWith("]]>", at)) {
      if (at == text.length()) {
        throw malformed(start, "<![CDATA[ has no end; expected ]]>");
      }
      if (!XmlCharacters.isSpace(text.charAt(at))) {
        innermostElement().markText(places.at(start));
      }
      copyCharacter(characters);
    }
    at += 3;
  }

  private void skipComment() {
    int start = at;
    at += 4;
    while (!text.startsWith("--", at)) {
      skipCharacter(start, "the comment has no end; expected -->");
    }
    if (!text.startsWith("-->", at)) {
      throw malformed(at, "-- inside of a comment; expected --> or something else than --");
    }
    at += 3;
  }

  private void skipInstruction() {
    int start = at;
    at += 2;
    String target = instructionTarget();
    if (target.equalsIgnoreCase("xml")) {
      throw malformed(
          start, "<?" + target + " stands where the file does not start; expected it in line 1");
    }
    if (!text.startsWith("?>", at) && !skipSpace()) {
      throw malformed(at, unexpected() + "; expected ?>");
    }
    while (!text.startsWith("?>", at)) {
      skipCharacter(start, "<?" + target + " has no end; expected ?>");
    }
    at += 2;
  }

  /** Namespaces in XML wants no colon here; parsers let it pass. */
  private String instructionTarget() {
    int start = at;
    if (character(at) != ':') {
      name("the name of the processing instruction");
    }
    while (character(at) == ':' || XmlCharacters.continuesName(character(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  private void endTag() {
    flushText();
    int start = at;
    at += 2;
    String expected = innermost();
    boolean matches = text.startsWith(expected, at);
    if (matches) {
      at += expected.length();
      matches = !XmlCharacters.continuesName(character(at)) && character(at) != ':';
    }
    if (!matches) {
      int end = start + 2;
      while (XmlCharacters.continuesName(character(end)) || character(end) == ':') {
        end++;
      }
      throw malformed(
          start, text.substring(start, end) + "> does not match; expected </" + expected + ">");
    }
    skipSpace();
    if (character(at) != '>') {
      throw malformed(at, unexpected() + "; expected > at the end of </" + expected + ">");
    }
    at++;
    close();
  }

  private void close() {
    open.removeLast();
    int outside = scopes.removeLast();
    while (namespaces.size() > outside) {
      namespaces.removeLast();
    }
  }

  private XmlElement startTag() {
    flushText();
    int start = at;
    at++;
    String name = name("the name of an element");
    SourceLocation location = places.at(start);
    if (character(at) == ':') {
      throw new InvalidDocumentException(
          new Diagnostic(
              location,
              name + ":" + qualified(name),
              "prefix \"" + name + "\" is not allowed; expected an element without namespace"));
    }
    if (open.size() == XmlDocument.MAXIMUM_DEPTH) {
      throw new InvalidDocumentException(
          new Diagnostic(
              location,
              name,
              "is nested too deeply; expected at most " + XmlDocument.MAXIMUM_DEPTH + " levels"));
    }
    List<XmlAttribute> found = new ArrayList<>();
    boolean spaced = skipSpace();
    while (character(at) != '>' && !text.startsWith("/>", at)) {
      if (at == text.length()) {
        throw malformed(at, "the file ends too early; expected > at the end of <" + name + ">");
      }
      if (!spaced) {
        throw malformed(at, unexpected() + " in <" + name + ">; expected a space, > or />");
      }
      attribute(name, found);
      spaced = skipSpace();
    }
    scopes.add(namespaces.size());
    XmlElement element = new XmlElement(name, location, withoutNamespaces(name, found));
    if (!open.isEmpty()) {
      open.getLast().add(element);
    }
    open.add(element);
    if (text.charAt(at) == '/') {
      at++;
      close();
    }
    at++;
    return element;
  }

  private void attribute(String element, List<XmlAttribute> found) {
    int start = at;
    SourceLocation location = places.at(at);
    String name = name("an attribute, > or />");
    if (character(at) == ':') {
      name += ":" + qualified(name);
    }
    equalsSign(name);
    char quote = quotationMark(name);
    SourceLocation valueLocation = places.at(at);
    StringBuilder value = new StringBuilder();
    while (character(at) != quote || at == text.length()) {
      if (at == text.length()) {
        throw malformed(at, "the file ends too early; expected " + quote + " behind " + name);
      }
      char each = text.charAt(at);
      if (each == '<') {
        throw malformed(
            at, "< in the value of \"" + name + "\"; expected &lt;, or " + quote + " before it");
      } else if (each == '&') {
        reference(value);
      } else if (XmlCharacters.isSpace(each)) {
        at += text.startsWith("\r\n", at) ? 2 : 1;
        value.append(' ');
      } else {
        copyCharacter(value);
      }
    }
    at++;
    for (XmlAttribute other : found) {
      if (other.name().equals(name)) {
        throw twice(start, name, element);
      }
    }
    if (found.size() == XmlDocument.MAXIMUM_ATTRIBUTES) {
      throw malformed(
          start,
          "too many attributes in <"
              + element
              + ">; expected at most "
              + XmlDocument.MAXIMUM_ATTRIBUTES);
    }
    found.add(new XmlAttribute(name, value.toString(), location, valueLocation));
  }

  /**
   * Declares the prefixes, and returns the attributes that are neither of XML Schema nor theirs.
   */
  private List<XmlAttribute> withoutNamespaces(String element, List<XmlAttribute> all) {
    for (XmlAttribute each : all) {
      if (each.name().equals("xmlns") || each.name().startsWith("xmlns:")) {
        declare(each);
      }
    }
    List<XmlAttribute> kept = new ArrayList<>();
    List<String> expanded = new ArrayList<>();
    for (XmlAttribute each : all) {
      int colon = each.name().indexOf(':');
      if (each.name().equals("xmlns") || each.name().startsWith("xmlns:")) {
        continue;
      }
      if (colon > 0) {
        String namespace = namespace(each, each.name().substring(0, colon));
        String name = each.name().substring(colon + 1) + " " + namespace;
        if (expanded.contains(name)) {
          throw malformed(
              each.location(),
              "attribute \"" + each.name() + "\" stands twice in <" + element + ">");
        }
        expanded.add(name);
        if (namespace.equals(SCHEMA_INSTANCE)) {
          // xsi:noNamespaceSchemaLocation tells an editor where the schema is.
          continue;
        }
        if (!namespace.equals(XML_NAMESPACE)) {
          throw new InvalidDocumentException(
              new Diagnostic(
                  each.location(),
                  element,
                  "attribute \""
                      + each.name()
                      + "\" is not allowed; expected attributes without namespace"));
        }
      }
      kept.add(each);
    }
    return kept;
  }

  private void declare(XmlAttribute attribute) {
    String prefix = attribute.name().substring(Math.min(6, attribute.name().length()));
    String namespace = attribute.value();
    boolean allowed =
        prefix.equals("xml")
            ? namespace.equals(XML_NAMESPACE)
            : !prefix.equals("xmlns")
                && !namespace.equals(XML_NAMESPACE)
                && !namespace.equals(XMLNS_NAMESPACE)
                && (prefix.isEmpty() || !namespace.isEmpty());
    if (!allowed) {
      throw malformed(
          attribute.valueLocation(),
          attribute.name()
              + "=\""
              + namespace
              + "\" is reserved or empty; expected the name of a namespace");
    }
    namespaces.add(prefix);
    namespaces.add(namespace);
  }

  private String namespace(XmlAttribute attribute, String prefix) {
    for (int i = namespaces.size() - 2; i >= 0; i -= 2) {
      if (namespaces.get(i).equals(prefix)) {
        return namespaces.get(i + 1);
      }
    }
    if (prefix.equals("xml")) {
      return XML_NAMESPACE;
    }
    throw malformed(
        attribute.location(),
        "prefix \"" + prefix + "\" is not declared; expected an attribute without prefix");
  }

  /** Reads the reference to an entity or a character. */
  private void reference(StringBuilder target) {
    int start = at;
    int end = at + 1;
    if (character(end) == '#') {
      end++;
    }
    while (XmlCharacters.continuesName(character(end))) {
      end++;
    }
    String name = text.substring(at + 1, end);
    if (name.isEmpty() || character(end) != ';') {
      throw malformed(start, "& that begins no reference; " + EXPECTED_ENTITIES);
    }
    at = end + 1;
    if (name.charAt(0) == '#') {
      int code = characterCode(name);
      if (!XmlCharacters.isAllowed(code)) {
        throw malformed(start, "&" + name + "; is not a character; expected one such as &#228;");
      }
      target.appendCodePoint(code);
      return;
    }
    target.append(
        switch (name) {
          case "amp" -> '&';
          case "lt" -> '<';
          case "gt" -> '>';
          case "quot" -> '"';
          case "apos" -> '\'';
          default -> throw invalid(start, "unknown entity \"" + name + "\"; " + EXPECTED_ENTITIES);
        });
  }

  /** Returns the code of {@code #65} and {@code #x41}, or -1. */
  private static int characterCode(String name) {
    int base = name.startsWith("#x") ? 16 : 10;
    int first = base == 16 ? 2 : 1;
    int code = first < name.length() ? 0 : -1;
    for (int i = first; i < name.length() && code >= 0; i++) {
      char each = name.charAt(i);
      int digit =
          each >= '0' && each <= '9'
              ? each - '0'
              : each >= 'a' && each <= 'f'
                  ? each - 'a' + 10
                  : each >= 'A' && each <= 'F' ? each - 'A' + 10 : base;
      code = digit < base && code <= 0x10FFFF ? base * code + digit : -1;
    }
    return code;
  }

  /** Copies one character as it is, a line end as a line feed. */
  private void copyCharacter(StringBuilder target) {
    char each = text.charAt(at);
    if (each == '\r') {
      target.append('\n');
      at += text.startsWith("\r\n", at) ? 2 : 1;
    } else {
      int length = allowedCharacter();
      target.append(text, at, at + length);
      at += length;
    }
  }

  private void skipCharacter(int start, String messageAtEnd) {
    if (at == text.length()) {
      throw malformed(start, messageAtEnd);
    }
    at += allowedCharacter();
  }

  /** Returns how many Java characters the next one has. */
  private int allowedCharacter() {
    int code = text.codePointAt(at);
    if (!XmlCharacters.isAllowed(code)) {
      throw malformed(at, unexpected() + "; expected text");
    }
    return Character.charCount(code);
  }

  private void equalsSign(String name) {
    skipSpace();
    if (character(at) != '=') {
      throw malformed(at, "no = behind attribute \"" + name + "\"; expected " + name + "=\"...\"");
    }
    at++;
    skipSpace();
  }

  private char quotationMark(String name) {
    char quote = character(at);
    if (quote != '"' && quote != '\'') {
      throw malformed(
          at,
          "the value of attribute \""
              + name
              + "\" has no quotation mark; expected "
              + name
              + "=\"...\"");
    }
    at++;
    return quote;
  }

  private String qualified(String prefix) {
    at++;
    String local = name("a name behind " + prefix + ":");
    if (character(at) == ':') {
      throw malformed(at, "second colon in a name; expected at most one");
    }
    return local;
  }

  /** Reads a name without colon. */
  private String name(String expected) {
    int start = at;
    if (!XmlCharacters.startsName(character(at))) {
      throw malformed(at, unexpected() + "; expected " + expected);
    }
    while (XmlCharacters.continuesName(character(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  /** Whether there was any. */
  private boolean skipSpace() {
    int start = at;
    while (XmlCharacters.isSpace(character(at))) {
      at++;
    }
    return at > start;
  }

  private void flushText() {
    if (!characters.isEmpty()) {
      innermostElement().addText(characters.toString());
      characters.setLength(0);
    }
  }

  /** Returns a character, or 0 behind the end. */
  private char character(int offset) {
    return offset < text.length() ? text.charAt(offset) : 0;
  }

  /** Names what stands at the current place. */
  private String unexpected() {
    if (at == text.length()) {
      return "the file ends too early";
    }
    int code = text.codePointAt(at);
    return code > ' ' && code < 0x7F
        ? "unexpected " + (char) code
        : "unexpected character 0x" + Integer.toHexString(code);
  }

  private XmlElement innermostElement() {
    return open.getLast();
  }

  private String innermost() {
    return open.isEmpty() ? rootName : open.getLast().name();
  }

  private InvalidDocumentException twice(int offset, String attribute, String element) {
    return malformed(offset, "attribute \"" + attribute + "\" stands twice in <" + element + ">");
  }

  private InvalidDocumentException malformed(int offset, String what) {
    return malformed(places.at(offset), what);
  }

  private InvalidDocumentException malformed(SourceLocation place, String what) {
    String stillOpen =
        open.isEmpty()
            ? ""
            : "; innermost open element: <"
                + open.getLast().name()
                + "> of line "
                + open.getLast().location().line();
    return new InvalidDocumentException(
        new Diagnostic(place, innermost(), "malformed XML: " + what + stillOpen));
  }

  private InvalidDocumentException invalid(int offset, String message) {
    return new InvalidDocumentException(new Diagnostic(places.at(offset), innermost(), message));
  }
}
