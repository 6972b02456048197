package org.demitasse.library.java.util;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.ListIterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A list in an array that grows by half, with the checks and messages of the JDK. */
@SuppressWarnings("unchecked")
public class ArrayList<E> extends AbstractList<E>
    implements RandomAccess, Cloneable, java.io.Serializable {
  private static final long serialVersionUID = 1;

  private static final int FIRST_CAPACITY = 10;

  private @Nullable Object[] elements;
  private int size;

  public ArrayList() {
    elements = new Object[0];
  }

  public ArrayList(int initialCapacity) {
    if (initialCapacity < 0) {
      throw new IllegalArgumentException("Illegal Capacity: " + initialCapacity);
    }
    elements = new Object[initialCapacity];
  }

  public ArrayList(Collection<? extends E> collection) {
    elements = collection.toArray();
    size = elements.length;
  }

  public void trimToSize() {
    modCount++;
    elements = Arrays.copyOf(elements, size);
  }

  public void ensureCapacity(int minCapacity) {
    modCount++;
    reserve(minCapacity);
  }

  private void reserve(int capacity) {
    int length = elements.length;
    if (capacity < 0) {
      throw new OutOfMemoryError("Required length exceeds implementation limit");
    }
    if (capacity > length) {
      int grown = Math.max(length + (length >> 1), FIRST_CAPACITY);
      elements = Arrays.copyOf(elements, Math.max(grown, capacity));
    }
  }

  /** Whatever the list's type says about null, it holds what was put in. */
  @SuppressWarnings("NullAway")
  private E element(int index) {
    return (E) elements[index];
  }

  private void checkPosition(int index) {
    if (index < 0 || index > size) {
      throw new IndexOutOfBoundsException("Index: " + index + ", Size: " + size);
    }
  }

  private void checkUnchanged(int expected) {
    if (modCount != expected) {
      throw new ConcurrentModificationException();
    }
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public boolean isEmpty() {
    return size == 0;
  }

  @Override
  public E get(int index) {
    Objects.checkIndex(index, size);
    return element(index);
  }

  @Override
  public E getFirst() {
    if (size == 0) {
      throw new NoSuchElementException();
    }
    return element(0);
  }

  @Override
  public E getLast() {
    if (size == 0) {
      throw new NoSuchElementException();
    }
    return element(size - 1);
  }

  @Override
  public E set(int index, E element) {
    Objects.checkIndex(index, size);
    E former = element(index);
    elements[index] = element;
    return former;
  }

  @Override
  public boolean add(E element) {
    modCount++;
    if (size == elements.length) {
      reserve(size + 1);
    }
    elements[size++] = element;
    return true;
  }

  @Override
  public void add(int index, E element) {
    checkPosition(index);
    modCount++;
    if (size == elements.length) {
      reserve(size + 1);
    }
    System.arraycopy(elements, index, elements, index + 1, size - index);
    elements[index] = element;
    size++;
  }

  @Override
  public void addFirst(E element) {
    add(0, element);
  }

  @Override
  public void addLast(E element) {
    add(element);
  }

  @Override
  public boolean addAll(Collection<? extends E> collection) {
    return append(size, collection.toArray());
  }

  @Override
  public boolean addAll(int index, Collection<? extends E> collection) {
    checkPosition(index);
    return append(index, collection.toArray());
  }

  private boolean append(int index, Object[] added) {
    modCount++;
    if (added.length == 0) {
      return false;
    }
    reserve(size + added.length);
    System.arraycopy(elements, index, elements, index + added.length, size - index);
    System.arraycopy(added, 0, elements, index, added.length);
    size += added.length;
    return true;
  }

  @Override
  public E remove(int index) {
    Objects.checkIndex(index, size);
    E former = element(index);
    removeRange(index, index + 1);
    return former;
  }

  @Override
  public E removeFirst() {
    E former = getFirst();
    removeRange(0, 1);
    return former;
  }

  @Override
  public E removeLast() {
    E former = getLast();
    removeRange(size - 1, size);
    return former;
  }

  @Override
  public boolean remove(@Nullable Object object) {
    int index = indexOf(object);
    if (index < 0) {
      return false;
    }
    removeRange(index, index + 1);
    return true;
  }

  @Override
  protected void removeRange(int from, int to) {
    if (from > to) {
      throw new IndexOutOfBoundsException("From Index: " + from + " > To Index: " + to);
    }
    modCount++;
    System.arraycopy(elements, to, elements, from, size - to);
    truncate(size - (to - from));
  }

  private void truncate(int newSize) {
    Arrays.fill(elements, newSize, size, null);
    size = newSize;
  }

  @Override
  public void clear() {
    modCount++;
    truncate(0);
  }

  @Override
  public boolean removeAll(Collection<?> collection) {
    Objects.requireNonNull(collection);
    return removeIf(collection::contains);
  }

  @Override
  public boolean retainAll(Collection<?> collection) {
    Objects.requireNonNull(collection);
    return removeIf(element -> !collection.contains(element));
  }

  @Override
  public boolean removeIf(Predicate<? super E> filter) {
    Objects.requireNonNull(filter);
    int expected = modCount;
    // Nothing changes if the filter throws.
    boolean[] removed = new boolean[size];
    int kept = 0;
    for (int i = 0; i < removed.length; i++) {
      removed[i] = filter.test(element(i));
      kept += removed[i] ? 0 : 1;
    }
    checkUnchanged(expected);
    if (kept == size) {
      return false;
    }
    modCount++;
    int to = 0;
    for (int i = 0; i < removed.length; i++) {
      if (!removed[i]) {
        elements[to++] = elements[i];
      }
    }
    truncate(kept);
    return true;
  }

  @Override
  public void replaceAll(UnaryOperator<E> operator) {
    Objects.requireNonNull(operator);
    int expected = modCount;
    int count = size;
    for (int i = 0; modCount == expected && i < count; i++) {
      elements[i] = operator.apply(element(i));
    }
    checkUnchanged(expected);
  }

  @Override
  public void sort(@Nullable Comparator<? super E> comparator) {
    int expected = modCount;
    Arrays.sort((E[]) elements, 0, size, comparator);
    checkUnchanged(expected);
    modCount++;
  }

  @Override
  public void forEach(Consumer<? super E> action) {
    Objects.requireNonNull(action);
    int expected = modCount;
    int count = size;
    for (int i = 0; modCount == expected && i < count; i++) {
      action.accept(element(i));
    }
    checkUnchanged(expected);
  }

  @Override
  public boolean contains(@Nullable Object object) {
    return indexOf(object) >= 0;
  }

  @Override
  public int indexOf(@Nullable Object object) {
    for (int i = 0; i < size; i++) {
      if (Objects.equals(object, elements[i])) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public int lastIndexOf(@Nullable Object object) {
    for (int i = size - 1; i >= 0; i--) {
      if (Objects.equals(object, elements[i])) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public Object[] toArray() {
    return Arrays.copyOf(elements, size);
  }

  @Override
  public <T> T[] toArray(T[] array) {
    if (array.length < size) {
      return (T[]) Arrays.copyOf(elements, size, array.getClass());
    }
    System.arraycopy(elements, 0, array, 0, size);
    if (array.length > size) {
      ((@Nullable Object[]) array)[size] = null;
    }
    return array;
  }

  @Override
  public Object clone() {
    try {
      ArrayList<E> copy = (ArrayList<E>) super.clone();
      copy.elements = Arrays.copyOf(elements, size);
      copy.modCount = 0;
      return copy;
    } catch (CloneNotSupportedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public Iterator<E> iterator() {
    return new Cursor(0);
  }

  @Override
  public ListIterator<E> listIterator() {
    return new Cursor(0);
  }

  @Override
  public ListIterator<E> listIterator(int index) {
    checkPosition(index);
    return new Cursor(index);
  }

  private final class Cursor implements ListIterator<E> {
    private int next;
    private int returned = -1;
    private int expected = modCount;

    Cursor(int next) {
      this.next = next;
    }

    @Override
    public boolean hasNext() {
      return next != size;
    }

    @Override
    public boolean hasPrevious() {
      return next != 0;
    }

    @Override
    public int nextIndex() {
      return next;
    }

    @Override
    public int previousIndex() {
      return next - 1;
    }

    @Override
    public E next() {
      checkUnchanged(expected);
      if (next >= size) {
        throw new NoSuchElementException();
      }
      returned = next++;
      return element(returned);
    }

    @Override
    public E previous() {
      checkUnchanged(expected);
      if (next <= 0) {
        throw new NoSuchElementException();
      }
      returned = --next;
      return element(returned);
    }

    private void requireReturned() {
      if (returned < 0) {
        throw new IllegalStateException();
      }
      checkUnchanged(expected);
    }

    @Override
    public void remove() {
      requireReturned();
      removeRange(returned, returned + 1);
      next = returned;
      returned = -1;
      expected = modCount;
    }

    @Override
    public void set(E element) {
      requireReturned();
      elements[returned] = element;
    }

    @Override
    public void add(E element) {
      checkUnchanged(expected);
      ArrayList.this.add(next++, element);
      returned = -1;
      expected = modCount;
    }

    @Override
    public void forEachRemaining(Consumer<? super E> action) {
      Objects.requireNonNull(action);
      while (next != size && modCount == expected) {
        returned = next++;
        action.accept(element(returned));
      }
      checkUnchanged(expected);
    }
  }
}
