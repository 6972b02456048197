package org.demitasse.library.java.lang;

import org.demitasse.library.Partial;

/** What TeaVM's {@code StringBuilder} lacks. */
@Partial
@SuppressWarnings("MissingImplementsComparable")
public abstract class StringBuilder extends AbstractStringBuilder {
  public int compareTo(StringBuilder other) {
    return super.compareTo(other);
  }
}
