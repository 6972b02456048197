package org.demitasse.app.shell;

import java.util.ArrayList;
import java.util.List;

/**
 * One line on a terminal that understands ECMA-48 sequences, as every terminal emulator does: the
 * cursor moves by its keys and by those of Emacs, up and down lead to earlier lines, tab completes.
 * Only printable ASCII is taken.
 */
final class LineEditor {
  /** Most characters of a line. */
  static final int LENGTH_LIMIT = 200;

  private static final int HISTORY_LIMIT = 50;

  /** What the editor needs of its surroundings. */
  interface Surroundings {
    /** Shows text on the terminal. */
    void show(String text);

    /** Takes a line that is complete. */
    void line(String text);

    /** Returns how the last word of a text can go on: whole words, in order. */
    List<String> completions(String text);
  }

  /** How much of an escape sequence has come. */
  private enum Escape {
    NONE,
    STARTED,
    PARAMETERS
  }

  private final Surroundings surroundings;
  private final String prompt;
  private final StringBuilder text = new StringBuilder();
  private final List<String> history = new ArrayList<>();

  /** Before which character the cursor stands. */
  private int cursor;

  /** Which line of the history is shown; its size for the new one. */
  private int shown;

  /** The new line, while one of the history is shown. */
  private String unfinished = "";

  private Escape escape = Escape.NONE;
  private int parameter;
  private boolean afterReturn;

  LineEditor(Surroundings surroundings, String prompt) {
    this.surroundings = surroundings;
    this.prompt = prompt;
  }

  /** Shows an empty line. */
  void begin() {
    text.setLength(0);
    cursor = 0;
    shown = history.size();
    unfinished = "";
    surroundings.show(prompt);
  }

  /** Takes one byte from the keyboard. */
  void key(int value) {
    boolean second = afterReturn && value == '\n';
    afterReturn = value == '\r';
    if (second) {
      return;
    }
    switch (escape) {
      case STARTED -> {
        escape = value == '[' || value == 'O' ? Escape.PARAMETERS : Escape.NONE;
        parameter = 0;
      }
      case PARAMETERS -> parameter(value);
      case NONE -> plain(value);
    }
  }

  private void parameter(int value) {
    if (value >= '0' && value <= '9') {
      parameter = Math.min(parameter * 10 + value - '0', 1000);
      return;
    }
    // A semicolon divides parameters: modifiers of keys, which do not matter here.
    if (value == ';') {
      return;
    }
    escape = Escape.NONE;
    switch (value) {
      case 'A' -> recall(shown - 1);
      case 'B' -> recall(shown + 1);
      case 'C' -> moveTo(cursor + 1);
      case 'D' -> moveTo(cursor - 1);
      case 'H' -> moveTo(0);
      case 'F' -> moveTo(text.length());
      case '~' -> {
        switch (parameter) {
          case 1, 7 -> moveTo(0);
          case 3 -> deleteAt(cursor);
          case 4, 8 -> moveTo(text.length());
          default -> {}
        }
      }
      default -> {}
    }
  }

  private static int control(char letter) {
    return letter & 0x1F;
  }

  private void plain(int value) {
    if (value >= 0x20 && value < 0x7F) {
      insert(String.valueOf((char) value));
    } else if (value == '\r' || value == '\n') {
      enter();
    } else if (value == '\t') {
      complete();
    } else if (value == 0x1B) {
      escape = Escape.STARTED;
    } else if (value == 0x7F || value == control('H')) {
      deleteAt(cursor - 1);
    } else if (value == control('A')) {
      moveTo(0);
    } else if (value == control('E')) {
      moveTo(text.length());
    } else if (value == control('B')) {
      moveTo(cursor - 1);
    } else if (value == control('F')) {
      moveTo(cursor + 1);
    } else if (value == control('P')) {
      recall(shown - 1);
    } else if (value == control('N')) {
      recall(shown + 1);
    } else if (value == control('D')) {
      deleteAt(cursor);
    } else if (value == control('K')) {
      replace(text.substring(0, cursor), cursor);
    } else if (value == control('U')) {
      replace(text.substring(cursor), 0);
    } else if (value == control('L')) {
      surroundings.show("\033[H\033[2J");
      draw();
    } else if (value == control('C')) {
      surroundings.show("^C\r\n");
      begin();
    }
  }

  private void insert(String more) {
    if (text.length() + more.length() > LENGTH_LIMIT) {
      return;
    }
    text.insert(cursor, more);
    cursor += more.length();
    if (cursor == text.length()) {
      surroundings.show(more);
    } else {
      draw();
    }
  }

  private void deleteAt(int index) {
    if (index >= 0 && index < text.length()) {
      text.deleteCharAt(index);
      cursor = index;
      draw();
    }
  }

  private void moveTo(int index) {
    if (index >= 0 && index <= text.length() && index != cursor) {
      cursor = index;
      draw();
    }
  }

  private void replace(String newText, int newCursor) {
    text.setLength(0);
    text.append(newText);
    cursor = newCursor;
    draw();
  }

  private void recall(int index) {
    if (index < 0 || index > history.size()) {
      return;
    }
    if (shown == history.size()) {
      unfinished = text.toString();
    }
    shown = index;
    String recalled = index == history.size() ? unfinished : history.get(index);
    replace(recalled, recalled.length());
  }

  private void draw() {
    StringBuilder line = new StringBuilder("\r").append(prompt).append(text).append("\033[K");
    if (cursor < text.length()) {
      line.append("\033[").append(text.length() - cursor).append('D');
    }
    surroundings.show(line.toString());
  }

  private void enter() {
    String line = text.toString().strip();
    surroundings.show("\r\n");
    if (!line.isEmpty() && (history.isEmpty() || !history.getLast().equals(line))) {
      history.add(line);
      if (history.size() > HISTORY_LIMIT) {
        history.removeFirst();
      }
    }
    if (!line.isEmpty()) {
      surroundings.line(line);
    }
    begin();
  }

  /** Adds what all completions have in common; shows them if that is nothing. */
  private void complete() {
    String before = text.substring(0, cursor);
    List<String> words = surroundings.completions(before);
    if (words.isEmpty()) {
      return;
    }
    int begun = before.length() - (before.lastIndexOf(' ') + 1);
    String common = words.getFirst();
    for (String word : words) {
      int same = 0;
      while (same < Math.min(word.length(), common.length())
          && word.charAt(same) == common.charAt(same)) {
        same++;
      }
      common = common.substring(0, same);
    }
    String more = common.substring(Math.min(begun, common.length()));
    if (words.size() == 1) {
      insert(more + " ");
    } else if (!more.isEmpty()) {
      insert(more);
    } else {
      surroundings.show("\r\n" + String.join("  ", words) + "\r\n");
      draw();
    }
  }
}
