package org.demitasse.conformance.numbers;

import org.demitasse.conformance.Section;

/** All programs on numbers. */
public final class NumberPrograms {
  private NumberPrograms() {}

  public static void main(String[] args) {
    Section.run("BigNumbers", BigNumbers::main);
    Section.run("BitOperations", BitOperations::main);
    Section.run("ElementaryFunctions", ElementaryFunctions::main);
    Section.run("FloatingArithmetic", FloatingArithmetic::main);
    Section.run("FloatingText", FloatingText::main);
    Section.run("IntegerDivision", IntegerDivision::main);
    Section.run("Narrowing", Narrowing::main);
    Section.run("Rounding", Rounding::main);
  }
}
