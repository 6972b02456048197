package org.demitasse.conformance.exceptions;

import org.demitasse.conformance.Section;

/** All programs on exceptions. */
public final class ExceptionPrograms {
  private ExceptionPrograms() {}

  public static void main(String[] args) {
    Section.run("CustomExceptions", CustomExceptions::main);
    Section.run("ImplicitExceptions", ImplicitExceptions::main);
    Section.run("TryWithResources", TryWithResources::main);
    Section.run("TryFlows", TryFlows::main);
    Section.run("StackOverflows", StackOverflows::main);
    Section.run("OutOfMemory", OutOfMemory::main);
    Section.run("StaticInitFailures", StaticInitFailures::main);
  }
}
