package org.demitasse.xml;

import java.util.List;

/** A configuration file has mistakes. The message holds one line for each. */
public final class InvalidDocumentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Diagnostic> diagnostics;

  /**
   * @param diagnostics at least one
   */
  public InvalidDocumentException(List<Diagnostic> diagnostics) {
    this.diagnostics = List.copyOf(diagnostics);
  }

  public InvalidDocumentException(Diagnostic diagnostic) {
    this(List.of(diagnostic));
  }

  /** Returns one line for each mistake. */
  @Override
  public String getMessage() {
    StringBuilder lines = new StringBuilder();
    for (Diagnostic each : diagnostics) {
      lines.append(lines.isEmpty() ? "" : "\n").append(each);
    }
    return lines.toString();
  }

  /** Returns the mistakes in the order in which they stand in the file. */
  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }
}
