package org.demitasse.conformance.functional;

import org.demitasse.conformance.Section;

/** All programs on lambdas and streams. */
public final class FunctionalPrograms {
  private FunctionalPrograms() {}

  public static void main(String[] args) {
    Section.run("Lambdas", Lambdas::main);
    Section.run("Streams", Streams::main);
  }
}
