package org.demitasse.library.java.util;

import org.demitasse.library.Original;
import org.demitasse.library.Partial;

/** What TeaVM's {@code TreeMap} does not get right. */
@Partial
abstract class TreeMap {

  /** The end of a view is looked for again when an entry has been removed. */
  @Partial
  abstract static class EntryIterator {
    @Original("remove")
    private native void removeLast();

    private native void checkFinished();

    public void remove() {
      removeLast();
      checkFinished();
    }
  }
}
