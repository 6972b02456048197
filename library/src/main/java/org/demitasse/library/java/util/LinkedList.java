package org.demitasse.library.java.util;

import java.util.ListIterator;
import org.demitasse.library.Partial;

/** Refuses positions outside of the list. */
@Partial
public abstract class LinkedList<E> {
  public native int size();

  public native ListIterator<E> listIterator(int index);

  public E get(int index) {
    if (index < 0 || index >= size()) {
      throw new IndexOutOfBoundsException("Index: " + index + ", Size: " + size());
    }
    return listIterator(index).next();
  }
}
