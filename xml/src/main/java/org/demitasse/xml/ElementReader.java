package org.demitasse.xml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads the attributes and children of one element and reports what is missing, unknown or wrong.
 * Every method returns a harmless value after a report, so that reading goes on to the next
 * mistake.
 */
public final class ElementReader {
  private final XmlElement element;
  private final Diagnostics diagnostics;

  public ElementReader(XmlElement element, Diagnostics diagnostics) {
    this.element = element;
    this.diagnostics = diagnostics;
  }

  public XmlElement element() {
    return element;
  }

  public SourceLocation location() {
    return element.location();
  }

  /** Reports attributes other than these. */
  public ElementReader allowAttributes(String... names) {
    List<String> known = Arrays.asList(names);
    for (XmlAttribute each : element.attributes()) {
      if (!known.contains(each.name())) {
        String expected = known.isEmpty() ? "expected no attributes" : "expected " + list(known);
        report(
            each.location(),
            "unknown attribute \""
                + each.name()
                + "\"; "
                + expected
                + Suggestion.hint(each.name(), known));
      }
    }
    return this;
  }

  /** Reports text, and children other than these. Without names the element has to be empty. */
  public ElementReader allowChildren(String... names) {
    List<String> known = Arrays.asList(names);
    List<String> tags = new ArrayList<>();
    for (String name : known) {
      tags.add("<" + name + ">");
    }
    String expected =
        tags.isEmpty()
            ? "expected nothing inside <" + element.name() + ">"
            : "expected " + list(tags);
    element.text().ifPresent(place -> report(place, "unexpected text; " + expected));
    for (XmlElement each : element.children()) {
      if (!known.contains(each.name())) {
        diagnostics.report(
            each.location(),
            each.name(),
            "unknown element in <"
                + element.name()
                + ">; "
                + expected
                + Suggestion.hint("<" + each.name() + ">", tags));
      }
    }
    return this;
  }

  /** Returns the only child of this name; reports a second one. */
  public Optional<ElementReader> child(String name) {
    List<ElementReader> found = children(name);
    for (ElementReader extra : found.subList(Math.min(1, found.size()), found.size())) {
      extra.report(
          "stands here a second time; expected one <"
              + name
              + "> in <"
              + element.name()
              + ">, the first is in line "
              + found.get(0).location().line());
    }
    return found.isEmpty() ? Optional.empty() : Optional.of(found.get(0));
  }

  /** Returns the only child of this name; reports that it is missing. */
  public Optional<ElementReader> requiredChild(String name, String example) {
    Optional<ElementReader> found = child(name);
    if (found.isEmpty()) {
      report("missing element <" + name + ">; expected " + example);
    }
    return found;
  }

  /** Returns the children of this name in the order of the file. */
  public List<ElementReader> children(String name) {
    List<ElementReader> readers = new ArrayList<>();
    for (XmlElement each : element.children()) {
      if (each.name().equals(name)) {
        readers.add(new ElementReader(each, diagnostics));
      }
    }
    return readers;
  }

  /** Returns all children, those of unknown names left out. */
  public List<ElementReader> children(String... names) {
    List<String> known = Arrays.asList(names);
    List<ElementReader> readers = new ArrayList<>();
    for (XmlElement each : element.children()) {
      if (known.contains(each.name())) {
        readers.add(new ElementReader(each, diagnostics));
      }
    }
    return readers;
  }

  /** Returns the value of an attribute. */
  public Optional<String> text(String attribute) {
    return element.attribute(attribute).map(XmlAttribute::value);
  }

  /**
   * Returns the value of an attribute that must be there and not empty; reports it otherwise.
   *
   * @param expected an example, such as {@code class="org.example.Main"}
   */
  public Optional<String> requiredText(String attribute, String expected) {
    Optional<String> value = text(attribute);
    if (value.isEmpty()) {
      report("missing attribute \"" + attribute + "\"; expected " + expected);
    } else if (isBlank(value.get())) {
      reportValue(attribute, "attribute \"" + attribute + "\" is empty; expected " + expected);
      return Optional.empty();
    }
    return value;
  }

  /** Returns a size in bytes ({@link Size}). */
  public OptionalLong size(String attribute) {
    Optional<String> value = text(attribute);
    if (value.isEmpty()) {
      return OptionalLong.empty();
    }
    OptionalLong size = Size.parse(value.get());
    if (size.isEmpty()) {
      reportValue(
          attribute,
          attribute
              + "=\""
              + value.get()
              + "\" is not a size; expected "
              + Size.FORM
              + Size.hint(value.get()));
    }
    return size;
  }

  /** Returns a size or an address that must be there. */
  public long requiredSize(String attribute, String expected) {
    if (element.attribute(attribute).isEmpty()) {
      report("missing attribute \"" + attribute + "\"; expected " + expected);
      return 0;
    }
    return size(attribute).orElse(0);
  }

  private static final int NOT_A_NUMBER = Integer.MIN_VALUE;

  /** Returns a number of up to 9 digits, with or without a minus sign. */
  private static int decimal(String text) {
    int first = text.startsWith("-") ? 1 : 0;
    int number = first < text.length() && text.length() <= first + 9 ? 0 : NOT_A_NUMBER;
    for (int i = first; i < text.length() && number != NOT_A_NUMBER; i++) {
      char digit = text.charAt(i);
      number = digit >= '0' && digit <= '9' ? 10 * number + digit - '0' : NOT_A_NUMBER;
    }
    return first == 1 && number != NOT_A_NUMBER ? -number : number;
  }

  /** Returns a decimal number between {@code minimum} and {@code maximum}, or {@code otherwise}. */
  public int number(String attribute, int otherwise, int minimum, int maximum) {
    Optional<String> value = text(attribute);
    if (value.isEmpty()) {
      return otherwise;
    }
    int number = decimal(value.get());
    if (number >= minimum && number <= maximum && number != NOT_A_NUMBER) {
      return number;
    }
    reportValue(
        attribute,
        attribute
            + "=\""
            + value.get()
            + "\" is not allowed; expected a number from "
            + minimum
            + " to "
            + maximum);
    return otherwise;
  }

  /**
   * Returns the value of an attribute that must be one of {@code allowed}, or {@code otherwise}.
   */
  public String choice(String attribute, String otherwise, String... allowed) {
    Optional<String> value = text(attribute);
    if (value.isEmpty()) {
      return otherwise;
    }
    List<String> known = Arrays.asList(allowed);
    if (known.contains(value.get())) {
      return value.get();
    }
    reportValue(
        attribute,
        attribute
            + "=\""
            + value.get()
            + "\" is not allowed; expected "
            + list(known)
            + Suggestion.hint(value.get(), known));
    return otherwise;
  }

  /** Reports a mistake of the element as a whole. */
  public void report(String message) {
    report(element.location(), message);
  }

  /**
   * Reports a mistake at the value of an attribute, or at the element if the attribute is absent.
   */
  public void reportValue(String attribute, String message) {
    report(
        element.attribute(attribute).map(XmlAttribute::valueLocation).orElse(element.location()),
        message);
  }

  private void report(SourceLocation location, String message) {
    diagnostics.report(location, element.name(), message);
  }

  /** Returns {@code a}, {@code a or b}, {@code a, b or c}. */
  public static String list(List<String> names) {
    int last = names.size() - 1;
    return last <= 0
        ? String.join("", names)
        : String.join(", ", names.subList(0, last)) + " or " + names.get(last);
  }

  /**
   * Whether a text has nothing but spaces; the tables of all of Unicode's are not needed for that.
   */
  private static boolean isBlank(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > ' ') {
        return false;
      }
    }
    return true;
  }
}
