package org.demitasse.base.runtime;

/** The component's log, a line at a time. */
public final class Log {
  private static final LogBuffer BUFFER = new LogBuffer(Program::write);

  private Log() {}

  /** Writes the text and a line end. */
  public static void line(String text) {
    BUFFER.append(text).endLine();
  }

  static LogBuffer buffer() {
    return BUFFER;
  }
}
