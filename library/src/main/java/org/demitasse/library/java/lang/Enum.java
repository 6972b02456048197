package org.demitasse.library.java.lang;

import org.demitasse.library.Partial;

/** The order of constants as a difference, as HotSpot gives it. */
@Partial
@SuppressWarnings("MissingImplementsComparable")
abstract class Enum {
  public final native int ordinal();

  public final int compareTo(Enum other) {
    return ordinal() - other.ordinal();
  }
}
