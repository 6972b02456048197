package org.demitasse.app.shell;

import java.util.ArrayList;
import java.util.List;

/** Words in columns as wide as they need. */
final class Table {
  private final List<String[]> rows = new ArrayList<>();

  Table(String... heads) {
    rows.add(heads);
  }

  /** Adds a row; it has as many words as the heads. */
  void row(String... words) {
    rows.add(words);
  }

  /** Returns the lines. Numbers stand to the right. */
  List<String> lines() {
    int columns = rows.getFirst().length;
    int[] widths = new int[columns];
    boolean[] numbers = new boolean[columns];
    for (int column = 0; column < columns; column++) {
      numbers[column] = rows.size() > 1;
      for (int i = 0; i < rows.size(); i++) {
        String word = rows.get(i)[column];
        widths[column] = Math.max(widths[column], word.length());
        if (i > 0 && !isNumber(word)) {
          numbers[column] = false;
        }
      }
    }
    List<String> lines = new ArrayList<>();
    for (String[] row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < columns; column++) {
        String space = " ".repeat(widths[column] - row[column].length());
        line.append(column == 0 ? "" : "  ");
        line.append(numbers[column] ? space + row[column] : row[column] + space);
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  private static boolean isNumber(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (word.charAt(i) < '0' || word.charAt(i) > '9') {
        return false;
      }
    }
    return !word.isEmpty();
  }
}
