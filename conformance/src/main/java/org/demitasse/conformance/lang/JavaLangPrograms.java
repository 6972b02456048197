package org.demitasse.conformance.lang;

import org.demitasse.conformance.Section;

/** All programs on java.lang. */
public final class JavaLangPrograms {
  private JavaLangPrograms() {}

  public static void main(String[] args) {
    Section.run("ArrayCopies", ArrayCopies::main);
    Section.run("Boxing", Boxing::main);
    Section.run("Characters", Characters::main);
    Section.run("Encodings", Encodings::main);
    Section.run("ExactArithmetic", ExactArithmetic::main);
    Section.run("IntegerText", IntegerText::main);
    Section.run("ObjectMethods", ObjectMethods::main);
    Section.run("StringBuilders", StringBuilders::main);
    Section.run("StringMethods", StringMethods::main);
    Section.run("SystemMethods", SystemMethods::main);
    Section.run("StackTraces", StackTraces::main);
  }
}
