package org.demitasse.server.reportrom;

import java.util.HashMap;
import java.util.Map;

/** All reports by the label of who made them. They stay when their authors are gone. */
final class Reports {
  private final Map<String, Report> byLabel = new HashMap<>();

  /** Returns the report under a label; an empty one if nobody has reported yet. */
  Report report(String label) {
    Report known = byLabel.get(label);
    if (known == null) {
      known = new Report();
      byLabel.put(label, known);
    }
    return known;
  }
}
