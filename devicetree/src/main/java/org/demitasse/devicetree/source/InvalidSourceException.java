package org.demitasse.devicetree.source;

import java.util.List;

/** A source is wrong. Holds all that was found in it. */
public final class InvalidSourceException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<SourceProblem> problems;

  /**
   * @param problems at least one
   */
  InvalidSourceException(List<SourceProblem> problems) {
    super(text(problems));
    this.problems = List.copyOf(problems);
  }

  private static String text(List<SourceProblem> problems) {
    StringBuilder text = new StringBuilder();
    for (SourceProblem each : problems) {
      text.append(text.isEmpty() ? "" : "\n").append(each);
    }
    return text.toString();
  }

  /** Returns what is wrong, in the order in which it was found. */
  public List<SourceProblem> problems() {
    return problems;
  }
}
