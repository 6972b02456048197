package org.demitasse.machine.xml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects mistakes, so that one run reports all of them. */
public final class Diagnostics {
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  public void report(SourceLocation location, String element, String message) {
    diagnostics.add(new Diagnostic(location, element, message));
  }

  public boolean isEmpty() {
    return diagnostics.isEmpty();
  }

  /**
   * @throws InvalidDocumentException with all mistakes, in the order of their places, if there are
   *     any
   */
  public void throwIfAny() {
    if (!diagnostics.isEmpty()) {
      diagnostics.sort(
          Comparator.comparingInt((Diagnostic each) -> each.location().line())
              .thenComparingInt(each -> each.location().column()));
      throw new InvalidDocumentException(diagnostics);
    }
  }
}
