package org.demitasse.conformance.util;

import org.demitasse.conformance.Section;

/** All programs on java.util. */
public final class JavaUtilPrograms {
  private JavaUtilPrograms() {}

  public static void main(String[] args) {
    Section.run("ArraysMethods", ArraysMethods::main);
    Section.run("CollectionsMethods", CollectionsMethods::main);
    Section.run("EnumCollections", EnumCollections::main);
    Section.run("LinkedLists", LinkedLists::main);
  }
}
