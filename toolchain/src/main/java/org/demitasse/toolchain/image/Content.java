package org.demitasse.toolchain.image;

import java.io.IOException;
import java.io.OutputStream;

/** Bytes that are written to a file in order, so that a large image is never copied in memory. */
interface Content {
  /** Returns exactly how many bytes {@link #writeTo} writes. */
  long size();

  void writeTo(OutputStream output) throws IOException;

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
