package org.demitasse.init.config;

/** Labels say who asks: names from the outermost component to the innermost, then its own wish. */
public final class Labels {
  /** Between two parts of a label. */
  public static final String SEPARATOR = " -> ";

  private Labels() {}

  /** Returns the label of a child's request as others see it. */
  public static String scoped(String client, String label) {
    return label.isEmpty() ? client : client + SEPARATOR + label;
  }

  /** Returns the part behind the last separator. */
  public static String last(String label) {
    int separator = label.lastIndexOf(SEPARATOR);
    return separator < 0 ? label : label.substring(separator + SEPARATOR.length());
  }
}
