package org.demitasse.xml;

import java.util.Collection;
import java.util.Optional;

/** Guesses what a misspelt word was meant to be. */
public final class Suggestion {
  private Suggestion() {}

  /**
   * Returns the candidate nearest to {@code word} by optimal string alignment distance (insert,
   * delete, replace, swap of neighbours; case does not count), if it is near enough to be a slip:
   * at most one edit for words up to 4 letters, two up to 8, three beyond.
   */
  public static Optional<String> nearest(String word, Collection<String> candidates) {
    int best = Integer.MAX_VALUE;
    Optional<String> nearest = Optional.empty();
    String wanted = lowerCase(word);
    for (String candidate : candidates) {
      int distance = distance(wanted, lowerCase(candidate));
      if (distance < best && distance <= tolerance(candidate)) {
        best = distance;
        nearest = Optional.of(candidate);
      }
    }
    return nearest;
  }

  /** Returns {@code ; did you mean "x"?} or nothing, to be put behind a message. */
  public static String hint(String word, Collection<String> candidates) {
    Optional<String> nearest = nearest(word, candidates);
    return nearest.isPresent() ? "; did you mean \"" + nearest.get() + "\"?" : "";
  }

  /** Without the tables that the whole of Unicode needs. */
  private static String lowerCase(String word) {
    StringBuilder lower = new StringBuilder(word);
    for (int i = 0; i < lower.length(); i++) {
      char each = lower.charAt(i);
      if (each >= 'A' && each <= 'Z') {
        lower.setCharAt(i, (char) (each + 'a' - 'A'));
      }
    }
    return lower.toString();
  }

  private static int tolerance(String candidate) {
    if (candidate.length() <= 4) {
      return 1;
    }
    return candidate.length() <= 8 ? 2 : 3;
  }

  static int distance(String from, String to) {
    int[] twoBack = new int[to.length() + 1];
    int[] previous = new int[to.length() + 1];
    int[] current = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      current[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        boolean equal = from.charAt(i - 1) == to.charAt(j - 1);
        int distance = previous[j - 1] + (equal ? 0 : 1);
        distance = Math.min(distance, Math.min(previous[j], current[j - 1]) + 1);
        boolean swapped =
            i > 1
                && j > 1
                && from.charAt(i - 1) == to.charAt(j - 2)
                && from.charAt(i - 2) == to.charAt(j - 1);
        current[j] = swapped ? Math.min(distance, twoBack[j - 2] + 1) : distance;
      }
      int[] spare = twoBack;
      twoBack = previous;
      previous = current;
      current = spare;
    }
    return previous[to.length()];
  }
}
