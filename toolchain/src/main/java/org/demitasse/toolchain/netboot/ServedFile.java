package org.demitasse.toolchain.netboot;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A file that a client reads. */
interface ServedFile extends AutoCloseable {
  /** Bytes. */
  long size();

  /**
   * Puts what stands at an offset into a buffer.
   *
   * @param buffer filled to its limit
   * @throws IOException if the file cannot be read, or is no longer that long
   */
  void read(long offset, ByteBuffer buffer) throws IOException;

  @Override
  void close() throws IOException;
}
