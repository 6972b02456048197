package org.demitasse.core;

/**
 * A part of a region map where a dataspace is attached.
 *
 * @param start first address
 * @param size in bytes, whole pages
 * @param offset in the dataspace of what is seen at {@code start}
 * @param permissions {@link org.demitasse.abi.Permission}
 */
record Region(AddressMap map, Memory memory, long start, long size, long offset, int permissions) {
  long end() {
    return start + size;
  }

  boolean holds(long address) {
    return address >= start && address < end();
  }
}
