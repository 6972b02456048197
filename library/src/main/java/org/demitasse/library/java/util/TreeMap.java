package org.demitasse.library.java.util;

import java.util.Comparator;
import java.util.Map.Entry;
import java.util.NavigableMap;
import org.demitasse.library.Original;
import org.demitasse.library.Partial;
import org.jspecify.annotations.Nullable;

/** What TeaVM's {@code TreeMap} lacks, or does not get right. */
@Partial
@SuppressWarnings("NullAway.Init") // TeaVM's constructors
abstract class TreeMap<K, V> {
  Comparator<? super K> comparator;
  int modCount;
  @Nullable TreeNode<K, V> root;

  @Partial
  abstract static class TreeNode<K, V> {
    native V setValue(V value);
  }

  /** Compares the key with itself first, which refuses one that has no order. */
  native @Nullable TreeNode<K, V> findExact(@Nullable Object key);

  native TreeNode<K, V> getOrCreateNode(@Nullable TreeNode<K, V> top, K key);

  public @Nullable V put(K key, V value) {
    TreeNode<K, V> present = findExact(key);
    if (present != null) {
      return present.setValue(value);
    }
    root = getOrCreateNode(root, key);
    TreeNode<K, V> made = findExact(key);
    if (made != null) {
      made.setValue(value);
    }
    modCount++;
    return null;
  }

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

  /** Looks for the neighbours of a key in a view, by narrower views. */
  @Partial
  @SuppressWarnings("NullAway.Init")
  abstract static class MapView<K, V> {
    private TreeMap<K, V> owner;
    private K from;
    private boolean fromIncluded;
    private boolean fromChecked;
    private K to;
    private boolean toIncluded;
    private boolean toChecked;
    private boolean reverse;

    public native @Nullable Entry<K, V> firstEntry();

    public native @Nullable Entry<K, V> lastEntry();

    public native NavigableMap<K, V> headMap(K toKey, boolean inclusive);

    public native NavigableMap<K, V> tailMap(K fromKey, boolean inclusive);

    /** Less than zero in front of all keys that the view may have, more behind all, else zero. */
    private int place(K key) {
      int place = 0;
      if (fromChecked) {
        int order = owner.comparator.compare(key, from);
        place = order < 0 || (order == 0 && !fromIncluded) ? -1 : 0;
      }
      if (place == 0 && toChecked) {
        int order = owner.comparator.compare(key, to);
        place = order > 0 || (order == 0 && !toIncluded) ? 1 : 0;
      }
      return reverse ? -place : place;
    }

    private @Nullable Entry<K, V> before(K key, boolean inclusive) {
      int place = place(key);
      if (place != 0) {
        return place > 0 ? lastEntry() : null;
      }
      return headMap(key, inclusive).lastEntry();
    }

    private @Nullable Entry<K, V> after(K key, boolean inclusive) {
      int place = place(key);
      if (place != 0) {
        return place < 0 ? firstEntry() : null;
      }
      return tailMap(key, inclusive).firstEntry();
    }

    private static <K, V> @Nullable K key(@Nullable Entry<K, V> entry) {
      return entry == null ? null : entry.getKey();
    }

    public @Nullable Entry<K, V> lowerEntry(K key) {
      return before(key, false);
    }

    public @Nullable K lowerKey(K key) {
      return key(before(key, false));
    }

    public @Nullable Entry<K, V> floorEntry(K key) {
      return before(key, true);
    }

    public @Nullable K floorKey(K key) {
      return key(before(key, true));
    }

    public @Nullable Entry<K, V> ceilingEntry(K key) {
      return after(key, true);
    }

    public @Nullable K ceilingKey(K key) {
      return key(after(key, true));
    }

    public @Nullable Entry<K, V> higherEntry(K key) {
      return after(key, false);
    }

    public @Nullable K higherKey(K key) {
      return key(after(key, false));
    }
  }
}
