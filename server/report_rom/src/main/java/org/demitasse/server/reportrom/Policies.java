package org.demitasse.server.reportrom;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.demitasse.xml.InvalidDocumentException;
import org.demitasse.xml.XmlAttribute;
import org.demitasse.xml.XmlDocument;
import org.demitasse.xml.XmlElement;

/**
 * Who sees which report: {@code <policy label="shell -> state" report="init -> report"/>}, or
 * {@code label_prefix} or {@code label_suffix} in place of {@code label}. Whom no policy names sees
 * nothing. Of those that match, an exact label is stronger than a prefix, a longer prefix than a
 * shorter one, any prefix than a suffix.
 */
final class Policies {
  private enum Kind {
    LABEL_SUFFIX("label_suffix"),
    LABEL_PREFIX("label_prefix"),
    LABEL("label");

    private final String attribute;

    Kind(String attribute) {
      this.attribute = attribute;
    }
  }

  private record Policy(Kind kind, String text, String report) {
    boolean matches(String label) {
      return switch (kind) {
        case LABEL -> label.equals(text);
        case LABEL_PREFIX -> label.startsWith(text);
        case LABEL_SUFFIX -> label.endsWith(text);
      };
    }

    boolean isStrongerThan(Policy other) {
      return kind != other.kind
          ? kind.compareTo(other.kind) > 0
          : text.length() > other.text.length();
    }
  }

  private final List<Policy> policies = new ArrayList<>();
  private final List<String> mistakes = new ArrayList<>();

  private Policies() {}

  /** Reads a configuration. What is wrong in it is left out, and told by {@link #mistakes}. */
  static Policies read(String config) {
    Policies policies = new Policies();
    try {
      for (XmlElement each : XmlDocument.parse("config", "config", config).children()) {
        policies.add(each);
      }
    } catch (InvalidDocumentException invalid) {
      policies.mistakes.add(String.valueOf(invalid.getMessage()));
    }
    return policies;
  }

  private void add(XmlElement element) {
    Optional<XmlAttribute> report = element.attribute("report");
    Policy found = null;
    int conditions = 0;
    for (Kind kind : Kind.values()) {
      Optional<XmlAttribute> text = element.attribute(kind.attribute);
      if (text.isPresent() && report.isPresent()) {
        conditions++;
        found = new Policy(kind, text.get().value(), report.get().value());
      }
    }
    if (!element.name().equals("policy") || conditions != 1 || found == null) {
      mistakes.add(
          element.location()
              + ": <"
              + element.name()
              + ">: expected <policy> with report=\"...\" and one of label, label_prefix and"
              + " label_suffix");
      return;
    }
    policies.add(found);
  }

  List<String> mistakes() {
    return List.copyOf(mistakes);
  }

  /**
   * Returns the label of the report that a client sees.
   *
   * @param label of its ROM session
   */
  Optional<String> reportFor(String label) {
    Policy best = null;
    for (Policy each : policies) {
      if (each.matches(label) && (best == null || each.isStrongerThan(best))) {
        best = each;
      }
    }
    return best == null ? Optional.empty() : Optional.of(best.report());
  }
}
