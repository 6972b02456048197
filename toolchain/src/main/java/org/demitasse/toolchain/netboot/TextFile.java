package org.demitasse.toolchain.netboot;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A file in the mode netascii: lines end in CR LF, and a CR that ends none is CR NUL (RFC 1350,
 * section 1; RFC 764).
 */
final class TextFile implements ServedFile {
  /** Text files are small; what is larger is none. */
  static final long LARGEST = 16 << 20;

  private final byte[] content;

  private TextFile(byte[] content) {
    this.content = content;
  }

  /** Takes over and closes a file, which must be of at most {@link #LARGEST} bytes. */
  static TextFile of(ServedFile file) throws IOException {
    try (file) {
      ByteBuffer plain = ByteBuffer.allocate((int) file.size());
      file.read(0, plain);
      ByteArrayOutputStream text = new ByteArrayOutputStream(plain.capacity());
      for (byte each : plain.array()) {
        if (each == '\n') {
          text.write('\r');
        }
        text.write(each);
        if (each == '\r') {
          text.write(0);
        }
      }
      return new TextFile(text.toByteArray());
    }
  }

  @Override
  public long size() {
    return content.length;
  }

  @Override
  public void read(long offset, ByteBuffer buffer) {
    buffer.put(content, (int) offset, buffer.remaining());
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
