package org.demitasse.library.java.util;

import java.util.ListIterator;
import org.demitasse.library.Original;
import org.demitasse.library.Partial;
import org.jspecify.annotations.Nullable;

/**
 * Refuses positions outside of the list; an iterator stays where it is when it changes the list.
 */
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

  /** TeaVM's, whose fields the iterator uses. */
  @Partial
  abstract static class Entry<E> {
    @Nullable Entry<E> next;
    @Nullable Entry<E> previous;
  }

  /** TeaVM's forgets neighbours and its position, and lets an element be set only once. */
  @Partial
  abstract static class SequentialListIterator<E> {
    private @Nullable Entry<E> nextEntry;
    private @Nullable Entry<E> prevEntry;
    private @Nullable Entry<E> currentEntry;
    private int index;

    private native void checkConcurrentModification();

    @Original("add")
    private native void insert(E element);

    public void add(E element) {
      insert(element);
      index++;
    }

    @Original("set")
    private native void setOnce(E element);

    public void set(E element) {
      Entry<E> current = currentEntry;
      setOnce(element);
      currentEntry = current;
    }

    @Original("remove")
    private native void unlink();

    @SuppressWarnings("ReferenceEquality") // the very entry
    public void remove() {
      checkConcurrentModification();
      Entry<E> current = currentEntry;
      Entry<E> previous = prevEntry;
      Entry<E> next = nextEntry;
      if (current != null && current == previous) {
        previous = current.previous;
      } else if (current != null) {
        next = current.next;
      }
      unlink();
      prevEntry = previous;
      nextEntry = next;
    }
  }
}
