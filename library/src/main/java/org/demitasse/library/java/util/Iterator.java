package org.demitasse.library.java.util;

import org.demitasse.library.Partial;

/** Refuses to remove unless the iterator says how. */
@Partial
interface Iterator<E> {
  default void remove() {
    throw new UnsupportedOperationException("remove");
  }
}
