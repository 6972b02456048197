package org.demitasse.core;

/** Physical memory in a row that is there anyway: a boot module, or the registers of a device. */
final class FixedMemory extends Memory {
  private final long address;

  private FixedMemory(long address, long pages, boolean writable, boolean executable) {
    super(pages, writable, executable);
    this.address = address;
  }

  /** Returns what a boot module holds; the rest of its last page is zero. */
  static FixedMemory module(long address, long size) {
    return new FixedMemory(address, Memory.pages(size), false, true);
  }

  /** Returns the registers of a device. */
  static FixedMemory device(long address, long size) {
    return new FixedMemory(address, Memory.pages(size), true, false);
  }

  long address() {
    return address;
  }
}
