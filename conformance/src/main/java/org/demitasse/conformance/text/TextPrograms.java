package org.demitasse.conformance.text;

import org.demitasse.conformance.Section;

/** All programs on text and its streams. */
public final class TextPrograms {
  private TextPrograms() {}

  public static void main(String[] args) {
    Section.run("FloatFormats", FloatFormats::main);
    Section.run("IntegerFormats", IntegerFormats::main);
    Section.run("RegularExpressions", RegularExpressions::main);
    Section.run("StreamsOfText", StreamsOfText::main);
  }
}
