package org.demitasse.xml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** An element with its place in the file; immutable once the document has been read. */
public final class XmlElement implements XmlNode {
  private final String name;
  private final SourceLocation location;
  private final List<XmlAttribute> attributes;
  private final List<XmlNode> nodes = new ArrayList<>();
  private final List<XmlElement> children = new ArrayList<>();
  private Optional<SourceLocation> text = Optional.empty();

  XmlElement(String name, SourceLocation location, List<XmlAttribute> attributes) {
    this.name = name;
    this.location = location;
    this.attributes = List.copyOf(attributes);
  }

  void add(XmlElement child) {
    nodes.add(child);
    children.add(child);
  }

  void addText(String characters) {
    nodes.add(new XmlText(characters));
  }

  void markText(SourceLocation place) {
    if (text.isEmpty()) {
      text = Optional.of(place);
    }
  }

  public String name() {
    return name;
  }

  /** Returns the place of the opening angle bracket. */
  public SourceLocation location() {
    return location;
  }

  /** Returns the attributes in the order of the file, without those of schema and namespaces. */
  public List<XmlAttribute> attributes() {
    return attributes;
  }

  /** Returns the attribute of this name. */
  public Optional<XmlAttribute> attribute(String attributeName) {
    for (XmlAttribute each : attributes) {
      if (each.name().equals(attributeName)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /** Returns the elements directly inside this one. */
  public List<XmlElement> children() {
    return Collections.unmodifiableList(children);
  }

  /** Returns elements and text directly inside this element, in the order of the file. */
  public List<XmlNode> nodes() {
    return Collections.unmodifiableList(nodes);
  }

  /** Returns where text other than white space stands directly inside this element, if any does. */
  public Optional<SourceLocation> text() {
    return text;
  }

  /** Returns all text directly inside this element. */
  public String content() {
    StringBuilder content = new StringBuilder();
    for (XmlNode each : nodes) {
      if (each instanceof XmlText(String characters)) {
        content.append(characters);
      }
    }
    return content.toString();
  }

  /** Whether two elements say the same, wherever they stand; white space between tags aside. */
  public boolean hasSameContentAs(XmlElement other) {
    if (!name.equals(other.name) || attributes.size() != other.attributes.size()) {
      return false;
    }
    for (int i = 0; i < attributes.size(); i++) {
      XmlAttribute mine = attributes.get(i);
      XmlAttribute theirs = other.attributes.get(i);
      if (!mine.name().equals(theirs.name()) || !mine.value().equals(theirs.value())) {
        return false;
      }
    }
    if (text.isPresent() || other.text.isPresent()) {
      return sameNodes(nodes, other.nodes);
    }
    return sameNodes(children, other.children);
  }

  private static boolean sameNodes(List<? extends XmlNode> mine, List<? extends XmlNode> theirs) {
    if (mine.size() != theirs.size()) {
      return false;
    }
    for (int i = 0; i < mine.size(); i++) {
      boolean same =
          (mine.get(i) instanceof XmlElement one && theirs.get(i) instanceof XmlElement two)
              ? one.hasSameContentAs(two)
              : mine.get(i).equals(theirs.get(i));
      if (!same) {
        return false;
      }
    }
    return true;
  }
}
