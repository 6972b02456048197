package org.demitasse.conformance.algorithms;

import org.demitasse.conformance.Section;

/** All programs on larger programs. */
public final class AlgorithmPrograms {
  private AlgorithmPrograms() {}

  public static void main(String[] args) {
    Section.run("DataStructures", DataStructures::main);
    Section.run("Graphs", Graphs::main);
    Section.run("Hashes", Hashes::main);
    Section.run("Interpreters", Interpreters::main);
    Section.run("JsonParser", JsonParser::main);
    Section.run("Puzzles", Puzzles::main);
    Section.run("Simulations", Simulations::main);
    Section.run("Sorting", Sorting::main);
    Section.run("Compression", Compression::main);
  }
}
