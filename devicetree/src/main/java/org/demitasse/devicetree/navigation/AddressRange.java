package org.demitasse.devicetree.navigation;

/**
 * A range of addresses.
 *
 * @param address unsigned
 * @param size in bytes, unsigned
 */
public record AddressRange(long address, long size) {
  /** Returns whether the whole range lies in the other. */
  boolean isIn(AddressRange other) {
    long offset = address - other.address;
    return Long.compareUnsigned(address, other.address) >= 0
        && Long.compareUnsigned(offset, other.size) <= 0
        && Long.compareUnsigned(size, other.size - offset) <= 0;
  }

  @Override
  public String toString() {
    return "0x" + Long.toHexString(address) + "+0x" + Long.toHexString(size);
  }
}
