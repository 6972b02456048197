package org.demitasse.library.java.util.regex;

import java.util.Arrays;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.demitasse.library.Partial;

/** What TeaVM's {@code Pattern} lacks. */
@Partial
public abstract class Pattern {
  public native Matcher matcher(CharSequence input);

  public native String[] split(CharSequence input);

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
