package org.demitasse.base.runtime;

/**
 * Encodes text for the log without allocating, so that it can still tell of an exhausted heap.
 * Threads of a component take turns only where they wait, and nothing here waits: no lock is
 * needed.
 */
final class LogBuffer {
  /** Where full buffers go. */
  interface Output {
    /** Takes the first {@code count} bytes. */
    void write(byte[] bytes, int count);
  }

  static final int SIZE = 512;

  private final byte[] bytes = new byte[SIZE];
  private final Output output;
  private int used;

  LogBuffer(Output output) {
    this.output = output;
  }

  LogBuffer append(String text) {
    for (int i = 0; i < text.length(); i++) {
      int codePoint = Utf8.codePoint(text, i);
      if (codePoint >= 0x10000) {
        i++;
      }
      put(codePoint);
    }
    return this;
  }

  LogBuffer append(int number) {
    if (number < 0) {
      put('-');
    }
    // Counts on the negative side, where Integer.MIN_VALUE has its like.
    int rest = number < 0 ? number : -number;
    int unit = 1;
    while (rest / unit <= -10) {
      unit *= 10;
    }
    while (unit != 0) {
      put('0' - rest / unit % 10);
      unit /= 10;
    }
    return this;
  }

  /** Ends the line and sends everything on. */
  void endLine() {
    put('\n');
    flush();
  }

  private void put(int codePoint) {
    if (used > SIZE - Utf8.MAXIMUM_BYTES) {
      flush();
    }
    used = Utf8.encode(codePoint, bytes, used);
  }

  private void flush() {
    output.write(bytes, used);
    used = 0;
  }
}
