package org.demitasse.kernel;

import org.demitasse.abi.Memory;
import org.demitasse.abi.OutOfLine;
import org.demitasse.kernel.hal.Console;
import org.jspecify.annotations.Nullable;

/**
 * The kernel's text output. Lines of the kernel and of the spaces share one serial line: {@code
 * owner} remembers who has begun a line without ending it, and whoever else wants to write ends it
 * first.
 */
public final class KernelConsole {
  private Console console;
  private @Nullable Space owner;
  private boolean inLine;

  /** Input that was read too early, and the part of it that is not taken yet. */
  private final byte[] back = new byte[256];

  private int backFirst;
  private int backCount;

  public KernelConsole(Console console) {
    this.console = console;
  }

  /** Goes on with another serial line. */
  public void use(Console other) {
    console = other;
  }

  /** Returns the serial line in use. */
  public Console serial() {
    return console;
  }

  /** Returns the next byte of input, or -1. */
  int read() {
    if (backFirst == backCount) {
      return console.get();
    }
    int next = back[backFirst++];
    if (backFirst == backCount) {
      backFirst = 0;
      backCount = 0;
    }
    return next & 0xFF;
  }

  /** Keeps a byte of input for {@link #read}; more than it can keep are lost. */
  void putBack(int value) {
    if (backCount < back.length) {
      back[backCount++] = (byte) value;
    }
  }

  /** Begins a line of the kernel. */
  @OutOfLine
  public KernelConsole line() {
    beginLine(null);
    return text("[kernel] ");
  }

  @OutOfLine
  private void beginLine(@Nullable Space space) {
    if (inLine) {
      end();
    }
    owner = space;
    inLine = true;
  }

  /** Ends the line. */
  @OutOfLine
  public void end() {
    console.put('\r');
    console.put('\n');
    inLine = false;
    owner = null;
  }

  @OutOfLine
  public KernelConsole text(String text) {
    for (int i = 0; i < text.length(); i++) {
      character(text.charAt(i));
    }
    return this;
  }

  @OutOfLine
  public KernelConsole character(char value) {
    console.put(value < 0x80 ? value : '?');
    return this;
  }

  /** Writes zero-terminated UTF-8, at most {@code limit} bytes. */
  @OutOfLine
  public KernelConsole text(Memory memory, long address, int limit) {
    for (int i = 0; i < limit; i++) {
      int next = memory.loadByte(address + i);
      if (next == 0) {
        break;
      }
      console.put(next);
    }
    return this;
  }

  @OutOfLine
  public KernelConsole decimal(long value) {
    if (value < 0) {
      console.put('-');
      // Digits of the most negative number have no positive counterpart: take them one by one.
      if (value <= -10) {
        decimal(-(value / 10));
      }
      console.put('0' + (int) -(value % 10));
      return this;
    }
    if (value >= 10) {
      decimal(value / 10);
    }
    console.put('0' + (int) (value % 10));
    return this;
  }

  /** Writes {@code 0x} and the value without leading zeros. */
  @OutOfLine
  public KernelConsole hexadecimal(long value) {
    text("0x");
    int digits = 1;
    while (digits < 16 && value >>> (digits * 4) != 0) {
      digits++;
    }
    for (int i = digits - 1; i >= 0; i--) {
      int digit = (int) (value >>> (i * 4)) & 15;
      console.put(digit < 10 ? '0' + digit : 'a' + digit - 10);
    }
    return this;
  }

  /** Writes a size in the largest unit that divides it. */
  @OutOfLine
  public KernelConsole size(long bytes) {
    if (bytes != 0 && (bytes & 0xFFFFF) == 0) {
      return decimal(bytes >>> 20).text(" MiB");
    }
    if (bytes != 0 && (bytes & 0x3FF) == 0) {
      return decimal(bytes >>> 10).text(" KiB");
    }
    return decimal(bytes).text(" bytes");
  }

  /** Writes the label of a space. */
  @OutOfLine
  KernelConsole label(Space space) {
    show(space.label, space.labelLength, true);
    return this;
  }

  /**
   * Writes text of user land, which must neither move the cursor nor hide or forge a line: what is
   * no well-formed UTF-8, and each control character but the tab, appears as {@code ?}.
   *
   * @param whole nothing follows; otherwise what a following byte may complete stays out
   * @return how many bytes have been dealt with
   */
  @OutOfLine
  private int show(byte[] text, int length, boolean whole) {
    int at = 0;
    while (at < length) {
      int size = Utf8.length(text, at, length);
      // A carriage return ends the line, or not: the next byte tells.
      boolean open = size == Utf8.INCOMPLETE || (text[at] == '\r' && at + 1 == length);
      if (open && !whole) {
        return at;
      }
      if (size <= 0) {
        console.put('?');
        at++;
      } else if (text[at] != '\t' && Utf8.isControl(text, at)) {
        console.put('?');
        at += size;
      } else {
        for (int end = at + size; at < end; at++) {
          console.put(text[at] & 0xFF);
        }
      }
    }
    return at;
  }

  /**
   * Takes one byte of a space's output; whole lines appear under its label. A line ends with a line
   * feed, or a carriage return and a line feed.
   *
   * @param labelled false: without the label, since the space writes what others have said
   */
  void write(Space space, int value, boolean labelled) {
    if (value == '\n') {
      int length = space.lineLength;
      if (length > 0 && space.line[length - 1] == '\r') {
        space.lineLength--;
      }
      flush(space, true, labelled);
      return;
    }
    if (space.lineLength == Space.LINE_LIMIT) {
      flush(space, false, labelled);
    }
    space.line[space.lineLength++] = (byte) value;
  }

  /**
   * Writes one byte of a terminal as it is and at once: of whoever may move the cursor. It begins
   * no line of a space, so that the next one that anybody writes begins on a line of its own.
   */
  void terminal(int value) {
    if (owner != null) {
      end();
    }
    inLine = value != '\n';
    console.put(value & 0xFF);
  }

  /** Shows what a space has written of a line that it may not end any more. */
  void finish(Space space) {
    if (space.lineLength > 0 || owner == space) {
      flush(space, true, true);
    }
  }

  @OutOfLine
  private void flush(Space space, boolean endOfLine, boolean labelled) {
    if (owner != space || !inLine) {
      beginLine(space);
      if (labelled) {
        console.put('[');
        label(space);
        console.put(']');
        console.put(' ');
      }
    }
    int shown = show(space.line, space.lineLength, endOfLine);
    int rest = space.lineLength - shown;
    for (int i = 0; i < rest; i++) {
      space.line[i] = space.line[shown + i];
    }
    space.lineLength = rest;
    if (endOfLine) {
      end();
    }
  }
}
