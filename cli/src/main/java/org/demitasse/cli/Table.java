package org.demitasse.cli;

import java.util.List;

/** Text in columns: the first aligned to the left, all others to the right. */
final class Table {
  private Table() {}

  /** Returns the rows, which have the same number of columns, one a line. */
  static String of(List<List<String>> rows) {
    int columns = rows.getFirst().size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      text.append(row.getFirst()).append(" ".repeat(widths[0] - row.getFirst().length()));
      for (int i = 1; i < columns; i++) {
        text.append("  ").append(" ".repeat(widths[i] - row.get(i).length())).append(row.get(i));
      }
      text.append('\n');
    }
    return text.toString();
  }
}
