package org.demitasse.devicetree.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a source character by character. What a word is depends on where it stands ({@code 1a} is a
 * name of a property, two bytes, or no number), so the parser asks for what it expects. Blanks,
 * comments, included files and line marks of a preprocessor are passed over between words.
 *
 * <p>Characters are bytes: text in UTF-8 passes through unchanged.
 */
final class Scanner {
  static final int END = -1;

  /** Bytes that a source may have with all that it includes, each time it is included. */
  static final long MOST_BYTES = 64L << 20;

  private static final int MOST_INCLUDES = 64;

  /** Longest name, label or number; what a reader of blobs takes for the longest name, too. */
  private static final int LONGEST_WORD = 255;

  private static final int LONGEST_PATH = 64 * (LONGEST_WORD + 1);

  private static final class Input {
    private final String name;
    private final byte[] text;
    private String shownName;
    private int at;
    private int line = 1;
    private int lineStart;

    Input(String name, byte[] text) {
      this.name = name;
      this.shownName = name;
      this.text = text;
    }
  }

  private final Problems problems;
  private final SourceFiles files;
  private final List<Input> outer = new ArrayList<>();
  private Input input;
  private long bytesLeft = MOST_BYTES;

  Scanner(String name, byte[] text, SourceFiles files, Problems problems) {
    this.problems = problems;
    this.files = files;
    input = new Input(name, text);
  }

  /** Returns the place of the character that comes next. */
  Place place() {
    return new Place(input.shownName, input.line, input.at - input.lineStart + 1);
  }

  /** Passes over blanks and returns the character behind them, or {@link #END}. */
  int peek() {
    while (true) {
      int character = current();
      if (character == END) {
        if (outer.isEmpty()) {
          return END;
        }
        input = outer.remove(outer.size() - 1);
      } else if (Characters.isBlank(character)) {
        next();
      } else if (looksAt("//")) {
        while (current() != '\n' && current() != END) {
          next();
        }
      } else if (looksAt("/*")) {
        comment();
      } else if (character == '#' && input.at == input.lineStart && isLineMark()) {
        lineMark();
      } else if (looksAt("/include/")) {
        include();
      } else {
        return character;
      }
    }
  }

  private void comment() {
    Place start = place();
    skip(2);
    while (!looksAt("*/")) {
      if (current() == END) {
        throw problems.syntax(start, "the comment has no end");
      }
      next();
    }
    skip(2);
  }

  private boolean isLineMark() {
    int at = input.at + 1;
    if (matches(at, "line")) {
      at += 4;
    }
    int number = behindBlanks(at);
    int behind = number;
    while (Characters.isDigit(at(behind))) {
      behind++;
    }
    int name = behindBlanks(behind);
    return number > at && behind > number && name > behind && at(name) == '"';
  }

  private int behindBlanks(int start) {
    int at = start;
    while (Characters.isHorizontal(at(at))) {
      at++;
    }
    return at;
  }

  /** Reads {@code # 12 "file" 1}, which says where the next line came from. */
  private void lineMark() {
    while (!Characters.isDigit(current())) {
      next();
    }
    int line = 0;
    while (Characters.isDigit(current())) {
      line = Math.min(10 * line + (current() - '0'), 100_000_000);
      next();
    }
    skipHorizontal();
    String name = latin(rawString());
    int flag = behindBlanks(input.at);
    if (flag > input.at && Characters.isDigit(at(flag))) {
      skipHorizontal();
      while (Characters.isDigit(current())) {
        next();
      }
    }
    input.shownName = name;
    // The end of this line counts it up.
    input.line = line - 1;
  }

  private void include() {
    Place start = place();
    skip("/include/".length());
    skipHorizontal();
    if (current() != '"') {
      throw problems.syntax(place(), "expected the name of a file in quotes behind /include/");
    }
    String name = latin(rawString());
    SourceFile file = file(start, name);
    if (file == null) {
      return;
    }
    for (int i = 0; i <= outer.size(); i++) {
      Input each = i == outer.size() ? input : outer.get(i);
      if (each.name.equals(file.name())) {
        problems.report(start, "\"" + name + "\" includes itself");
        return;
      }
    }
    if (outer.size() >= MOST_INCLUDES) {
      problems.report(start, "files are included more than " + MOST_INCLUDES + " levels deep");
      return;
    }
    outer.add(input);
    input = new Input(file.name(), file.content());
  }

  /** Reads a file that the source names. Reports a problem and returns null if it cannot. */
  @Nullable SourceFile file(Place place, String name) {
    try {
      SourceFile file = files.read(name, input.name, bytesLeft);
      // An empty file is not free: else files that include each other would have no end.
      bytesLeft -= Math.max(file.content().length, 64);
      if (bytesLeft < 0) {
        throw new IOException("the source has more than " + MOST_BYTES + " bytes in all files");
      }
      return file;
    } catch (IOException failure) {
      String message = failure.getMessage();
      problems.report(place, message == null ? "\"" + name + "\" cannot be read" : message);
      bytesLeft = Math.max(bytesLeft, 0);
      return null;
    }
  }

  /** Passes over the character if it comes next. */
  boolean accept(char expected) {
    if (peek() != expected) {
      return false;
    }
    next();
    return true;
  }

  void expect(char expected, String context) {
    if (!accept(expected)) {
      throw unexpected("'" + expected + "' behind " + context);
    }
  }

  /** Passes over a word between slashes, such as {@code /plugin/}. */
  boolean acceptKeyword(String keyword) {
    if (peek() != '/' || !looksAt(keyword)) {
      return false;
    }
    skip(keyword.length());
    return true;
  }

  boolean looksAtKeyword(String keyword) {
    return peek() == '/' && looksAt(keyword);
  }

  /** Passes over an operator of one or two characters. */
  boolean acceptOperator(String operator) {
    peek();
    if (!looksAt(operator)) {
      return false;
    }
    skip(operator.length());
    return true;
  }

  boolean looksAtOperator(String operator) {
    peek();
    return looksAt(operator);
  }

  /** Returns a label with its colon passed over, or null. */
  @Nullable String label() {
    if (!Characters.isLabelStart(peek())) {
      return null;
    }
    int end = input.at;
    while (Characters.isLabelCharacter(at(end))) {
      end++;
    }
    if (at(end) != ':') {
      return null;
    }
    String label = word(end);
    next();
    return label;
  }

  /** Returns {@code label} of {@code &label} or {@code /path} of <code>&{/path}</code>, or null. */
  @Nullable String reference() {
    if (peek() != '&') {
      return null;
    }
    if (at(input.at + 1) == '{') {
      int end = input.at + 2;
      while (Characters.isNameCharacter(at(end)) || at(end) == '/') {
        end++;
      }
      if (at(input.at + 2) != '/' || at(end) != '}') {
        throw unexpected("&{/path/of/a/node}");
      }
      skip(2);
      if (end - input.at > LONGEST_PATH) {
        throw problems.syntax(place(), "a path of more than " + LONGEST_PATH + " characters");
      }
      String path = text(end);
      next();
      return path;
    }
    if (!Characters.isLabelStart(at(input.at + 1))) {
      throw unexpected("a label or {/path} behind &");
    }
    next();
    int end = input.at;
    while (Characters.isLabelCharacter(at(end))) {
      end++;
    }
    return word(end);
  }

  /** Returns the name of a node or property. A backslash in front of it keeps it a name. */
  String name(String what) {
    boolean escaped = peek() == '\\';
    int start = input.at + (escaped ? 1 : 0);
    int end = start;
    while (Characters.isNameCharacter(at(end))) {
      end++;
    }
    if (end == start) {
      throw unexpected(what);
    }
    if (escaped) {
      next();
    }
    return word(end);
  }

  /** Returns the bytes of a string with its escapes replaced, or null if none comes next. */
  byte @Nullable [] string() {
    if (peek() != '"') {
      return null;
    }
    Place start = place();
    return Escapes.replace(rawString(), start, problems);
  }

  /** Returns the bytes between two quotes, escapes as they stand. */
  private byte[] rawString() {
    return quoted('"', "string");
  }

  byte @Nullable [] character() {
    if (peek() != '\'') {
      return null;
    }
    Place start = place();
    return Escapes.replace(quoted('\'', "character"), start, problems);
  }

  private byte[] quoted(char quote, String what) {
    Place start = place();
    next();
    int from = input.at;
    while (current() != quote) {
      if (current() == END) {
        throw problems.syntax(start, "the " + what + " has no end");
      }
      if (current() == '\\' && at(input.at + 1) != END) {
        if (at(input.at + 1) == '\n') {
          problems.report(place(), "a backslash at the end of the line escapes nothing");
        }
        next();
      }
      next();
    }
    byte[] text = new byte[input.at - from];
    System.arraycopy(input.text, from, text, 0, text.length);
    next();
    return text;
  }

  /** Returns the digits of a number with its suffix, or null if none comes next. */
  @Nullable String number() {
    if (!Characters.isDigit(peek())) {
      return null;
    }
    int end = input.at;
    if (at(end) == '0'
        && (at(end + 1) == 'x' || at(end + 1) == 'X')
        && Characters.isHex(at(end + 2))) {
      end += 2;
      while (Characters.isHex(at(end))) {
        end++;
      }
    } else {
      while (Characters.isDigit(at(end))) {
        end++;
      }
    }
    for (String each : new String[] {"ULL", "UL", "LL", "U", "L"}) {
      if (matches(end, each)) {
        end += each.length();
        break;
      }
    }
    return word(end);
  }

  /** Returns a byte of two hexadecimal digits, or -1 if none comes next. */
  int hexByte() {
    if (!Characters.isHex(peek()) || !Characters.isHex(at(input.at + 1))) {
      return -1;
    }
    int value = Character.digit(current(), 16) << 4 | Character.digit(at(input.at + 1), 16);
    skip(2);
    return value;
  }

  /** Reports that something else stands here. */
  SyntaxException unexpected(String expected) {
    int character = peek();
    Place place = place();
    String found;
    if (character == END) {
      found = "the end of the file";
    } else if (Characters.isNameCharacter(character)) {
      int end = input.at;
      while (Characters.isNameCharacter(at(end)) && end - input.at < 40) {
        end++;
      }
      found =
          "\""
              + new String(input.text, input.at, end - input.at, StandardCharsets.ISO_8859_1)
              + "\"";
    } else if (character > ' ' && character < 0x7F) {
      found = "'" + (char) character + "'";
    } else {
      found = "byte 0x" + Integer.toHexString(character);
    }
    return problems.syntax(place, "expected " + expected + ", found " + found);
  }

  /**
   * Passes over the rest of a statement that makes no sense: to behind the next semicolon, or
   * before the brace that closes the node around it.
   */
  void skipStatement() {
    int depth = 0;
    while (true) {
      int character;
      try {
        character = peek();
        if (character == '"') {
          rawString();
          continue;
        }
      } catch (SyntaxException reported) {
        continue;
      }
      if (character == END) {
        return;
      }
      if (character == '}') {
        if (depth == 0) {
          return;
        }
        depth--;
      }
      next();
      if (character == '&' && current() == '{') {
        skipPath();
      } else if (character == '{') {
        depth++;
      } else if (character == ';' && depth == 0) {
        return;
      }
    }
  }

  /** Passes over a path in braces, which are not those of a node, as far as it is one. */
  private void skipPath() {
    next();
    while (Characters.isNameCharacter(current()) || current() == '/') {
      next();
    }
    if (current() == '}') {
      next();
    }
  }

  private String word(int end) {
    if (end - input.at > LONGEST_WORD) {
      throw problems.syntax(
          place(), "a word of " + (end - input.at) + " characters; at most " + LONGEST_WORD);
    }
    return text(end);
  }

  private String text(int end) {
    String text = new String(input.text, input.at, end - input.at, StandardCharsets.ISO_8859_1);
    // Neither words nor paths have line ends.
    input.at = end;
    return text;
  }

  private static String latin(byte[] text) {
    return new String(text, StandardCharsets.UTF_8);
  }

  private int current() {
    return at(input.at);
  }

  private int at(int index) {
    return index < input.text.length ? input.text[index] & 0xFF : END;
  }

  private void next() {
    if (current() == END) {
      return;
    }
    boolean lineEnds = current() == '\n';
    input.at++;
    if (lineEnds) {
      input.line++;
      input.lineStart = input.at;
    }
  }

  private void skip(int count) {
    for (int i = 0; i < count; i++) {
      next();
    }
  }

  private void skipHorizontal() {
    while (Characters.isHorizontal(current())) {
      next();
    }
  }

  private boolean looksAt(String text) {
    return matches(input.at, text);
  }

  private boolean matches(int index, String text) {
    for (int i = 0; i < text.length(); i++) {
      if (at(index + i) != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
