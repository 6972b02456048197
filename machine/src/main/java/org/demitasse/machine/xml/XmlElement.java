package org.demitasse.machine.xml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An element with its place in the file; immutable once the document has been read. */
public final class XmlElement {
  private final String name;
  private final SourceLocation location;
  private final List<XmlAttribute> attributes;
  private final List<XmlElement> children = new ArrayList<>();
  private Optional<SourceLocation> text = Optional.empty();

  XmlElement(String name, SourceLocation location, List<XmlAttribute> attributes) {
    this.name = name;
    this.location = location;
    this.attributes = List.copyOf(attributes);
  }

  void add(XmlElement child) {
    children.add(child);
  }

  void addText(SourceLocation textLocation) {
    if (text.isEmpty()) {
      text = Optional.of(textLocation);
    }
  }

  public String name() {
    return name;
  }

  /** Returns the place of the opening angle bracket. */
  public SourceLocation location() {
    return location;
  }

  /** Returns the attributes in the order of the file, without those of other XML namespaces. */
  public List<XmlAttribute> attributes() {
    return attributes;
  }

  public Optional<XmlAttribute> attribute(String attributeName) {
    return attributes.stream().filter(each -> each.name().equals(attributeName)).findFirst();
  }

  public List<XmlElement> children() {
    return List.copyOf(children);
  }

  /** Returns where text other than white space stands directly inside this element, if any does. */
  public Optional<SourceLocation> text() {
    return text;
  }
}
