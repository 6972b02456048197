package org.demitasse.base.runtime;

import org.demitasse.abi.OutOfLine;

/**
 * Writes lines to the log, piece by piece and without allocating, so that it can still tell of an
 * exhausted heap. Threads of a component take turns only where they wait, and nothing here waits:
 * no lock is needed.
 */
public final class LogWriter {
  /** Where full buffers go. */
  public interface Output {
    /** Takes the first {@code count} bytes, text in UTF-8. */
    void write(byte[] bytes, int count);
  }

  static final int SIZE = 512;

  private final byte[] bytes = new byte[SIZE];
  private final Output output;
  private int used;

  public LogWriter(Output output) {
    this.output = output;
  }

  /** Writes a text; a surrogate without its partner becomes {@code ?}. */
  @OutOfLine
  public LogWriter text(String text) {
    for (int i = 0; i < text.length(); i++) {
      int codePoint = Utf8.codePoint(text, i);
      if (codePoint >= 0x10000) {
        i++;
      }
      put(codePoint);
    }
    return this;
  }

  /** Writes a number in decimal. */
  @OutOfLine
  public LogWriter decimal(long number) {
    if (number < 0) {
      put('-');
    }
    // Counts on the negative side, where Long.MIN_VALUE has its like.
    long rest = number < 0 ? number : -number;
    long unit = 1;
    while (rest / unit <= -10) {
      unit *= 10;
    }
    while (unit != 0) {
      put((int) ('0' - rest / unit % 10));
      unit /= 10;
    }
    return this;
  }

  /** Writes a number in hexadecimal, such as {@code 0x100010000}. */
  @OutOfLine
  public LogWriter hexadecimal(long number) {
    text("0x");
    int shift = 60;
    while (shift > 0 && number >>> shift == 0) {
      shift -= 4;
    }
    for (; shift >= 0; shift -= 4) {
      int digit = (int) (number >>> shift) & 15;
      put(digit < 10 ? '0' + digit : 'a' + digit - 10);
    }
    return this;
  }

  /** Ends the line and sends everything on. */
  @OutOfLine
  public void end() {
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
