package org.demitasse.xml;

/** Lines and columns of a text. Asked for places from front to back it walks the text once. */
final class TextPlaces {
  private final String text;
  private String file;

  /** The place from where on counting starts: its line and column in {@code file}. */
  private int origin;

  private int originLine = 1;
  private int originColumn = 1;

  private int scanned;
  private int line = 1;
  private int lineStart;

  TextPlaces(String file, String text) {
    this.file = file;
    this.text = text;
  }

  /** Lets the character at {@code offset} have this place, and those behind follow it. */
  void startAt(int offset, SourceLocation place) {
    file = place.file();
    origin = offset;
    originLine = place.line();
    originColumn = place.column();
    restart();
  }

  /** Returns the line and column of a character. */
  SourceLocation at(int offset) {
    if (offset < scanned) {
      restart();
    }
    for (; scanned < offset; scanned++) {
      char each = text.charAt(scanned);
      boolean lineEnds =
          each == '\n'
              || (each == '\r'
                  && (scanned + 1 == text.length() || text.charAt(scanned + 1) != '\n'));
      if (lineEnds) {
        line++;
        lineStart = scanned + 1;
      }
    }
    return new SourceLocation(file, line, Math.max(1, offset - lineStart + 1));
  }

  private void restart() {
    scanned = origin;
    line = originLine;
    lineStart = origin - originColumn + 1;
  }
}
