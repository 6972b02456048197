package org.demitasse.abi;

/**
 * Read access to raw little-endian memory by address. The kernel, core and the tests on the JVM
 * each give their own; readers of shared formats are written against it once.
 */
public interface Memory {
  /** Returns the byte at {@code address}, 0 to 255. */
  int loadByte(long address);

  /** Returns the 32-bit word at {@code address}, which is a multiple of 4. */
  int loadInt(long address);

  /** Returns the 64-bit word at {@code address}, which is a multiple of 8. */
  long loadLong(long address);
}
