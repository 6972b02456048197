package org.demitasse.library.java.util.regex;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.stream.Stream;
import org.demitasse.library.Partial;
import org.jspecify.annotations.Nullable;

/** References to groups in replacements as the JDK reads them, and all results as a stream. */
@Partial
public abstract class Matcher {
  public native @Nullable String group(int group);

  public native @Nullable String group(String name);

  public native int groupCount();

  public native boolean find();

  public native Matcher reset();

  public native MatchResult toMatchResult();

  /** Returns what stands for the current match. */
  private String processReplacement(String replacement) {
    StringBuilder out = new StringBuilder();
    int i = 0;
    while (i < replacement.length()) {
      char character = replacement.charAt(i++);
      if (character == '\\') {
        if (i == replacement.length()) {
          throw new IllegalArgumentException("character to be escaped is missing");
        }
        out.append(replacement.charAt(i++));
      } else if (character == '$') {
        i = appendGroup(replacement, i, out);
      } else {
        out.append(character);
      }
    }
    return out.toString();
  }

  /**
   * Appends the text of the group that is referred to.
   *
   * @param begin where the reference begins, behind its dollar
   * @return where it ends
   */
  private int appendGroup(String replacement, int begin, StringBuilder out) {
    if (begin == replacement.length()) {
      throw new IllegalArgumentException("Illegal group reference: group index is missing");
    }
    if (replacement.charAt(begin) == '{') {
      int end = replacement.indexOf("}", begin);
      if (end < 0) {
        throw new IllegalArgumentException("named capturing group is missing trailing '}'");
      }
      append(group(replacement.substring(begin + 1, end)), out);
      return end + 1;
    }
    int number = Character.digit(replacement.charAt(begin), 10);
    if (number < 0) {
      throw new IllegalArgumentException("Illegal group reference");
    }
    if (number > groupCount()) {
      throw new IndexOutOfBoundsException("No group " + number);
    }
    int end = begin + 1;
    // As many digits as there is a group for.
    while (end < replacement.length()) {
      int digit = Character.digit(replacement.charAt(end), 10);
      if (digit < 0 || number * 10 + digit > groupCount()) {
        break;
      }
      number = number * 10 + digit;
      end++;
    }
    append(group(number), out);
    return end;
  }

  private static void append(@Nullable String group, StringBuilder out) {
    if (group != null) {
      out.append(group);
    }
  }

  public Stream<MatchResult> results() {
    List<MatchResult> results = new ArrayList<>();
    reset();
    while (find()) {
      results.add(toMatchResult());
    }
    return results.stream();
  }
}
