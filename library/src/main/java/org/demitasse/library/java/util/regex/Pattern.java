package org.demitasse.library.java.util.regex;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.demitasse.library.Partial;

/** What TeaVM's {@code Pattern} lacks, and cutting without an empty piece in front. */
@Partial
public abstract class Pattern {
  public native Matcher matcher(CharSequence input);

  public String[] split(CharSequence input) {
    return split(input, 0);
  }

  public String[] split(CharSequence input, int limit) {
    return split(input, limit, false);
  }

  public String[] splitWithDelimiters(CharSequence input, int limit) {
    return split(input, limit, true);
  }

  private String[] split(CharSequence input, int limit, boolean withDelimiters) {
    List<String> parts = new ArrayList<>();
    Matcher matcher = matcher(input);
    int from = 0;
    int cuts = 0;
    while ((limit <= 0 || cuts < limit - 1) && matcher.find()) {
      // A match of nothing in front of everything cuts nothing off.
      if (matcher.end() > 0) {
        parts.add(input.subSequence(from, matcher.start()).toString());
        if (withDelimiters) {
          parts.add(matcher.group());
        }
        from = matcher.end();
        cuts++;
      }
    }
    if (cuts == 0) {
      return new String[] {input.toString()};
    }
    parts.add(input.subSequence(from, input.length()).toString());
    while (limit == 0 && !parts.isEmpty() && parts.get(parts.size() - 1).isEmpty()) {
      parts.remove(parts.size() - 1);
    }
    return parts.toArray(new String[0]);
  }

  public Predicate<String> asPredicate() {
    return text -> matcher(text).find();
  }

  public Predicate<String> asMatchPredicate() {
    return text -> matcher(text).matches();
  }

  public Stream<String> splitAsStream(CharSequence input) {
    return Arrays.stream(split(input));
  }
}
