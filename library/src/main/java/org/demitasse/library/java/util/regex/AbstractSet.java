package org.demitasse.library.java.util.regex;

import org.demitasse.library.Partial;

/** A part of a pattern that TeaVM's matcher goes through. */
@Partial
abstract class AbstractSet {
  native boolean hasConsumed(MatchResultImpl result);

  /** Returns where the match ends of this part and of all that follows, -1 if there is none. */
  native int matches(int index, CharSequence text, MatchResultImpl result);
}
