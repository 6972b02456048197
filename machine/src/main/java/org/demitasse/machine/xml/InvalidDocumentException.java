package org.demitasse.machine.xml;

import java.util.List;
import java.util.stream.Collectors;

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
    return diagnostics.stream().map(Diagnostic::toString).collect(Collectors.joining("\n"));
  }

  /** Returns the mistakes in the order in which they stand in the file. */
  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }
}
