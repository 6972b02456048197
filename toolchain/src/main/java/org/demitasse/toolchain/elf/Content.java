package org.demitasse.toolchain.elf;

import java.io.IOException;
import java.io.OutputStream;

/** Bytes that are written to a file in order, so that a large image is never copied in memory. */
public interface Content {
  /** Returns exactly how many bytes {@link #writeTo} writes. */
  long size();

  void writeTo(OutputStream output) throws IOException;

  /** Returns bytes that are in memory; the array is kept, not copied. */
  static Content of(byte[] bytes) {
    return new Content() {
      @Override
      public long size() {
        return bytes.length;
      }

      @Override
      public void writeTo(OutputStream output) throws IOException {
        output.write(bytes);
      }
    };
  }
}
