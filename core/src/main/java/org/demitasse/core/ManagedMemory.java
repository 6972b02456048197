package org.demitasse.core;

/** What a region map shows, as memory that can be attached to another. */
final class ManagedMemory extends Memory {
  private final AddressMap map;

  ManagedMemory(AddressMap map, long size) {
    super(Memory.pages(size), true, true);
    this.map = map;
  }

  AddressMap map() {
    return map;
  }
}
