package org.demitasse.conformance.collector;

import org.demitasse.conformance.Section;

/** All programs on the garbage collector. */
public final class CollectorPrograms {
  private CollectorPrograms() {}

  public static void main(String[] args) {
    Section.run("GraphMutation", GraphMutation::main);
    Section.run("HeapPressure", HeapPressure::main);
    Section.run("TreesAndCycles", TreesAndCycles::main);
  }
}
