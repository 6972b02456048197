package org.demitasse.library.java.util.regex;

import org.demitasse.library.Partial;

/** What TeaVM's matcher knows while it tries. */
@Partial
abstract class MatchResultImpl {
  /** How many times a part has been found that is to be found so many times. */
  native int getEnterCounter(int part);

  native void setEnterCounter(int part, int count);
}
