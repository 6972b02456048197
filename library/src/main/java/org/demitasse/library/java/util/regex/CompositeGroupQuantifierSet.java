package org.demitasse.library.java.util.regex;

import org.demitasse.library.Partial;

/**
 * So many times the same, such as {@code \d{3}}. What follows may come here again, as in {@code
 * (\d{3})+}, and counts from the beginning then, which TeaVM's does not.
 */
@Partial
@SuppressWarnings("NullAway.Init") // TeaVM's constructors set the fields
abstract class CompositeGroupQuantifierSet {
  private AbstractSet innerSet;
  private AbstractSet next;
  private Quantifier quantifier;
  private int setCounter;

  public int matches(int index, CharSequence text, MatchResultImpl result) {
    int count = result.getEnterCounter(setCounter);
    boolean goesOn = innerSet.hasConsumed(result);
    if (goesOn && count < quantifier.max()) {
      result.setEnterCounter(setCounter, count + 1);
      int end = innerSet.matches(index, text, result);
      if (end >= 0) {
        result.setEnterCounter(setCounter, 0);
        return end;
      }
    }
    int end = -1;
    if (!goesOn || count >= quantifier.min()) {
      result.setEnterCounter(setCounter, 0);
      end = next.matches(index, text, result);
    }
    if (end < 0) {
      result.setEnterCounter(setCounter, count);
    }
    return end;
  }
}
