package org.demitasse.core;

import java.util.Arrays;
import org.demitasse.base.runtime.Utf8;
import org.demitasse.base.session.LogSession;

/** Service LOG: puts the label of the session before each line. */
final class LogLines implements LogSession {
  private static final int LINE_LIMIT = 1024;

  private final CoreObjects core;
  private final int start;
  private byte[] line;
  private int used;

  LogLines(CoreObjects core, String label) {
    this.core = core;
    byte[] prefix = Utf8.encode("[" + label + "] ");
    // A label comes from whom it names: it must not begin a line that looks like another's.
    for (int i = 0; i < prefix.length; i++) {
      if (prefix[i] >= 0 && prefix[i] < ' ') {
        prefix[i] = '?';
      }
    }
    start = prefix.length;
    line = Arrays.copyOf(prefix, start + 120);
    used = start;
  }

  @Override
  public void write(byte[] text) {
    for (byte next : text) {
      if (next == '\n') {
        // A carriage return before it belongs to the end of the line; others the kernel shows as
        // such.
        if (used > start && line[used - 1] == '\r') {
          used--;
        }
        end();
      } else {
        put(next);
      }
    }
  }

  private void put(byte value) {
    if (used == start + LINE_LIMIT) {
      end();
    }
    // One stays free for the end of the line.
    if (used + 1 == line.length) {
      line = Arrays.copyOf(line, 2 * line.length);
    }
    line[used++] = value;
  }

  private void end() {
    line[used++] = '\n';
    core.kernel().write(line, used);
    used = start;
    TerminalService terminal = core.terminal();
    if (terminal != null) {
      terminal.showAgain();
    }
  }

  /** Shows what has been written of a line that will not be ended any more. */
  void close() {
    if (used > start) {
      end();
    }
  }
}
