package org.demitasse.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The output of a group, cut into that of its programs. */
public final class Transcript {
  private Transcript() {}

  /** The lines of each program by its name; what stands before the first header is left out. */
  public static Map<String, List<String>> sections(List<String> lines) {
    Map<String, List<String>> sections = new LinkedHashMap<>();
    List<String> section = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith(Section.HEADER)) {
        section = new ArrayList<>();
        sections.put(line.substring(Section.HEADER.length()), section);
      } else {
        section.add(line);
      }
    }
    return sections;
  }
}
