package org.demitasse.toolchain.netboot;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;

/** A file in memory, which may become shorter. */
final class BytesFile implements ServedFile {
  private final byte[] content;
  private int readable;

  BytesFile(byte[] content) {
    this.content = content;
    this.readable = content.length;
  }

  static BytesFile random(int size, long seed) {
    byte[] content = new byte[size];
    new Random(seed).nextBytes(content);
    return new BytesFile(content);
  }

  byte[] content() {
    return content;
  }

  void truncate(int size) {
    readable = size;
  }

  @Override
  public long size() {
    return content.length;
  }

  @Override
  public void read(long offset, ByteBuffer buffer) throws IOException {
    if (offset + buffer.remaining() > readable) {
      throw new EOFException("the file has become shorter");
    }
    buffer.put(content, (int) offset, buffer.remaining());
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
