package org.demitasse.init.config;

/** What a label has to be like. */
public record LabelCondition(Kind kind, String text) {
  /** How the label and the text of the condition are compared. */
  public enum Kind {
    LABEL("label"),
    PREFIX("label_prefix"),
    SUFFIX("label_suffix"),
    LAST("label_last"),
    UNSCOPED("unscoped_label");

    private final String attribute;

    Kind(String attribute) {
      this.attribute = attribute;
    }

    /** Returns the name of the attribute that states it. */
    public String attribute() {
      return attribute;
    }
  }

  /** Whether a request of a child fulfils this. */
  public boolean holds(String client, String label) {
    return switch (kind) {
      case LABEL -> label.equals(text);
      case PREFIX -> label.startsWith(text);
      case SUFFIX -> label.endsWith(text);
      case LAST -> Labels.last(label).equals(text);
      case UNSCOPED -> Labels.scoped(client, label).equals(text);
    };
  }

  /** Returns {@code label="x"}. */
  @Override
  public String toString() {
    return kind.attribute + "=\"" + text + "\"";
  }
}
