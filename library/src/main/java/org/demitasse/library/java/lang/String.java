package org.demitasse.library.java.lang;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.demitasse.library.Original;
import org.demitasse.library.Partial;
import org.demitasse.library.text.StringBounds;
import org.jspecify.annotations.Nullable;

/** Methods that TeaVM's {@code String} lacks, and those that do not check what they are given. */
@Partial
public final class String {
  private String() {}

  private java.lang.String self() {
    return (java.lang.String) (Object) this;
  }

  private native int charactersLength();

  private native char charactersGet(int index);

  public char charAt(int index) {
    StringBounds.checkIndex(index, charactersLength());
    return charactersGet(index);
  }

  public int codePointAt(int index) {
    StringBounds.checkIndex(index, charactersLength());
    return java.lang.Character.codePointAt(self(), index);
  }

  @Original("substring")
  private native java.lang.String substringInside(int beginIndex, int endIndex);

  public java.lang.String substring(int beginIndex, int endIndex) {
    StringBounds.checkRange(beginIndex, endIndex, charactersLength());
    return substringInside(beginIndex, endIndex);
  }

  @Original("getChars")
  private native void getCharsInside(int begin, int end, char[] target, int targetBegin);

  public void getChars(int begin, int end, char[] target, int targetBegin) {
    StringBounds.checkRange(begin, end, charactersLength());
    StringBounds.checkCount(targetBegin, end - begin, target.length);
    getCharsInside(begin, end, target, targetBegin);
  }

  public char[] toCharArray() {
    char[] characters = new char[charactersLength()];
    getCharsInside(0, characters.length, characters, 0);
    return characters;
  }

  @Original("startsWith")
  private native boolean startsWithInside(java.lang.String prefix, int offset);

  public boolean startsWith(java.lang.String prefix, int offset) {
    return offset >= 0
        && offset <= charactersLength() - prefix.length()
        && startsWithInside(prefix, offset);
  }

  @Original("indexOf")
  private native int indexOfFrom(java.lang.String text, int from);

  public int indexOf(java.lang.String text, int from) {
    int begin = java.lang.Math.min(from, charactersLength());
    return text.isEmpty() ? java.lang.Math.max(begin, 0) : indexOfFrom(text, begin);
  }

  public boolean isBlank() {
    for (int i = 0; i < charactersLength(); i++) {
      if (!java.lang.Character.isWhitespace(charactersGet(i))) {
        return false;
      }
    }
    return true;
  }

  public int compareToIgnoreCase(java.lang.String other) {
    int common = java.lang.Math.min(charactersLength(), other.length());
    for (int i = 0; i < common; i++) {
      int difference = folded(charactersGet(i)) - folded(other.charAt(i));
      if (difference != 0) {
        return difference;
      }
    }
    return charactersLength() - other.length();
  }

  public boolean equalsIgnoreCase(java.lang.@Nullable String other) {
    return other != null && other.length() == charactersLength() && compareToIgnoreCase(other) == 0;
  }

  /** Of some letters only the upper case is the same, of others only the lower case. */
  private static char folded(char character) {
    return java.lang.Character.toLowerCase(java.lang.Character.toUpperCase(character));
  }

  public boolean regionMatches(int begin, java.lang.String other, int otherBegin, int length) {
    return regionMatches(false, begin, other, otherBegin, length);
  }

  public boolean regionMatches(
      boolean ignoreCase, int begin, java.lang.String other, int otherBegin, int length) {
    if (begin < 0
        || otherBegin < 0
        || begin > (long) charactersLength() - length
        || otherBegin > (long) other.length() - length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      char own = charactersGet(begin + i);
      char theirs = other.charAt(otherBegin + i);
      if (own != theirs && !(ignoreCase && folded(own) == folded(theirs))) {
        return false;
      }
    }
    return true;
  }

  @Original("repeat")
  private native java.lang.String repeatNatural(int count);

  public java.lang.String repeat(int count) {
    if (count < 0) {
      throw new IllegalArgumentException("count is negative: " + count);
    }
    return repeatNatural(count);
  }

  public Stream<java.lang.String> lines() {
    java.lang.String self = self();
    List<java.lang.String> lines = new ArrayList<>();
    int start = 0;
    while (start < self.length()) {
      int end = start;
      while (end < self.length() && self.charAt(end) != '\n' && self.charAt(end) != '\r') {
        end++;
      }
      lines.add(self.substring(start, end));
      boolean pair =
          end + 1 < self.length() && self.charAt(end) == '\r' && self.charAt(end + 1) == '\n';
      start = end + (pair ? 2 : 1);
    }
    return lines.stream();
  }

  public java.lang.String indent(int n) {
    java.lang.String self = self();
    if (self.isEmpty()) {
      return "";
    }
    java.lang.StringBuilder out = new java.lang.StringBuilder();
    lines()
        .forEach(
            line -> {
              int blank = 0;
              while (blank < -n
                  && blank < line.length()
                  && java.lang.Character.isWhitespace(line.charAt(blank))) {
                blank++;
              }
              out.append(" ".repeat(java.lang.Math.max(n, 0)))
                  .append(line.substring(blank))
                  .append('\n');
            });
    return out.toString();
  }

  public java.lang.String stripIndent() {
    java.lang.String self = self();
    if (self.isEmpty()) {
      return "";
    }
    char end = self.charAt(self.length() - 1);
    boolean endsWithLine = end == '\n' || end == '\r';
    // A last line without any text counts: it is how the author moves all others.
    int indentation = endsWithLine ? 0 : java.lang.Integer.MAX_VALUE;
    List<java.lang.String> lines = new ArrayList<>();
    lines().forEach(lines::add);
    for (int i = 0; i < lines.size(); i++) {
      java.lang.String line = lines.get(i);
      if (!line.isBlank() || i == lines.size() - 1) {
        indentation = java.lang.Math.min(indentation, line.length() - line.stripLeading().length());
      }
    }
    java.lang.StringBuilder out = new java.lang.StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      java.lang.String line = lines.get(i);
      int blank = java.lang.Math.min(indentation, line.length());
      out.append(i == 0 ? "" : "\n").append(line.substring(blank).stripTrailing());
    }
    return out.append(endsWithLine ? "\n" : "").toString();
  }

  public java.lang.String translateEscapes() {
    java.lang.String self = self();
    java.lang.StringBuilder out = new java.lang.StringBuilder();
    int i = 0;
    while (i < self.length()) {
      char character = self.charAt(i++);
      if (character != '\\') {
        out.append(character);
        continue;
      }
      char escape = i < self.length() ? self.charAt(i++) : '\0';
      switch (escape) {
        case 'b' -> out.append('\b');
        case 'f' -> out.append('\f');
        case 'n' -> out.append('\n');
        case 'r' -> out.append('\r');
        case 's' -> out.append(' ');
        case 't' -> out.append('\t');
        case '\'', '"', '\\' -> out.append(escape);
        case '0', '1', '2', '3', '4', '5', '6', '7' -> {
          // Up to three digits, and a number of at most 377.
          int end = java.lang.Math.min(self.length(), i + (escape <= '3' ? 2 : 1));
          int code = escape - '0';
          while (i < end && self.charAt(i) >= '0' && self.charAt(i) <= '7') {
            code = code * 8 + self.charAt(i++) - '0';
          }
          out.append((char) code);
        }
        case '\n' -> {}
        case '\r' -> i += i < self.length() && self.charAt(i) == '\n' ? 1 : 0;
        default ->
            throw new IllegalArgumentException(
                java.lang.String.format(
                    "Invalid escape sequence: \\%c \\\\u%04X", escape, (int) escape));
      }
    }
    return out.toString();
  }

  public java.lang.String[] splitWithDelimiters(java.lang.String regex, int limit) {
    return Pattern.compile(regex).splitWithDelimiters(self(), limit);
  }

  public <R> R transform(Function<? super java.lang.String, ? extends R> function) {
    return function.apply(self());
  }
}
