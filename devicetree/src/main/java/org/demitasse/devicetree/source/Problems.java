package org.demitasse.devicetree.source;

import java.util.ArrayList;
import java.util.List;

/** What was found wrong so far. */
final class Problems {
  /** More than these are of no use to anybody. */
  static final int MOST = 100;

  private final List<SourceProblem> found = new ArrayList<>();

  void report(Place place, String message) {
    if (found.size() < MOST) {
      found.add(new SourceProblem(place, message));
    }
  }

  /** Reports the problem and ends the statement. */
  SyntaxException syntax(Place place, String message) {
    report(place, message);
    return new SyntaxException();
  }

  boolean isFull() {
    return found.size() >= MOST;
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  void throwIfAny() throws InvalidSourceException {
    if (!found.isEmpty()) {
      throw new InvalidSourceException(found);
    }
  }
}
