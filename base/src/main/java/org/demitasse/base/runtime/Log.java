package org.demitasse.base.runtime;

/** The component's log. */
public final class Log {
  private static final LogWriter WRITER = new LogWriter(Program::write);

  private Log() {}

  /** Writes the text and a line end. */
  public static void line(String text) {
    WRITER.text(text).end();
  }

  /** Returns the writer to the log, for lines made of pieces. */
  public static LogWriter writer() {
    return WRITER;
  }
}
