package org.demitasse.conformance.util;

import org.demitasse.conformance.Section;

/** All programs on java.util. */
public final class JavaUtilPrograms {
  private JavaUtilPrograms() {}

  public static void main(String[] args) {
    Section.run("ArrayLists", ArrayLists::main);
    Section.run("ArraysMethods", ArraysMethods::main);
    Section.run("CollectionsMethods", CollectionsMethods::main);
    Section.run("EnumCollections", EnumCollections::main);
    Section.run("HashMaps", HashMaps::main);
    Section.run("LinkedLists", LinkedLists::main);
    Section.run("RandomNumbers", RandomNumbers::main);
    Section.run("SmallUtilities", SmallUtilities::main);
    Section.run("TreeMaps", TreeMaps::main);
  }
}
