package org.demitasse.conformance.language;

import org.demitasse.conformance.Section;

/** All programs on the language. */
public final class LanguagePrograms {
  private LanguagePrograms() {}

  public static void main(String[] args) {
    Section.run("ArrayTypes", ArrayTypes::main);
    Section.run("ControlFlow", ControlFlow::main);
    Section.run("EnumClasses", EnumClasses::main);
    Section.run("Generics", Generics::main);
    Section.run("InterfaceMethods", InterfaceMethods::main);
    Section.run("NestedClasses", NestedClasses::main);
    Section.run("Operators", Operators::main);
    Section.run("Overloading", Overloading::main);
    Section.run("PatternMatching", PatternMatching::main);
    Section.run("RecordClasses", RecordClasses::main);
    Section.run("StringLiterals", StringLiterals::main);
    Section.run("SwitchForms", SwitchForms::main);
    Section.run("TypeSwitches", TypeSwitches::main);
    Section.run("InitializationOrder", InitializationOrder::main);
  }
}
