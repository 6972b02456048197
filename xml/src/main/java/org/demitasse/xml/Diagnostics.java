package org.demitasse.xml;

import java.util.ArrayList;
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

  /** Returns the mistakes in the order of their places. */
  public List<Diagnostic> list() {
    List<Diagnostic> sorted = new ArrayList<>(diagnostics);
    sorted.sort(
        (one, other) ->
            one.location().line() != other.location().line()
                ? Integer.compare(one.location().line(), other.location().line())
                : Integer.compare(one.location().column(), other.location().column()));
    return sorted;
  }

  /**
   * @throws InvalidDocumentException with all mistakes, in the order of their places, if there are
   *     any
   */
  public void throwIfAny() {
    if (!diagnostics.isEmpty()) {
      throw new InvalidDocumentException(list());
    }
  }
}
