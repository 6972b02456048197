package org.demitasse.core;

import java.util.Arrays;
import org.demitasse.base.session.ServiceDeniedException;
import org.demitasse.base.session.TerminalSession;

/**
 * Service Terminal: the console, byte by byte. Lines of the log that come in between go on lines of
 * their own; what stood on the line of the terminal appears again behind them.
 */
final class TerminalService implements TerminalSession {
  private static final int LINE_LIMIT = 256;

  private final CoreObjects core;

  /** What has been written since the cursor was at the beginning of a line. */
  private final byte[] line = new byte[LINE_LIMIT];

  private int used;

  private TerminalService(CoreObjects core) {
    this.core = core;
  }

  /** Opens the only session that there can be. */
  static TerminalService open(CoreObjects core) throws ServiceDeniedException {
    if (core.terminal() != null) {
      throw new ServiceDeniedException("the terminal is in use");
    }
    TerminalService terminal = new TerminalService(core);
    core.terminal(terminal);
    return terminal;
  }

  @Override
  public byte[] read() {
    byte[] typed = new byte[READ_LIMIT];
    int count = 0;
    while (count < READ_LIMIT) {
      int next = core.kernel().readTerminal();
      if (next < 0) {
        break;
      }
      typed[count++] = (byte) next;
    }
    return Arrays.copyOf(typed, count);
  }

  @Override
  public void write(byte[] text) {
    core.kernel().writeTerminal(text, text.length);
    for (byte next : text) {
      if (next == '\n' || next == '\r') {
        used = 0;
      } else if (used < LINE_LIMIT) {
        line[used++] = next;
      }
    }
  }

  /** Shows the line again after a line of the log has been written. */
  void showAgain() {
    if (used > 0) {
      core.kernel().writeTerminal(line, used);
    }
  }

  void close() {
    core.terminal(null);
  }
}
