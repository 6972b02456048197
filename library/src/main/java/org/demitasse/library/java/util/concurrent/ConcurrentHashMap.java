package org.demitasse.library.java.util.concurrent;

import java.util.Objects;
import org.demitasse.library.Original;
import org.demitasse.library.Partial;
import org.jspecify.annotations.Nullable;

/** Refuses null for keys and values. */
@Partial
public abstract class ConcurrentHashMap<K, V> {
  @Original("put")
  private native @Nullable V putPresent(K key, V value);

  public @Nullable V put(K key, V value) {
    return putPresent(Objects.requireNonNull(key), Objects.requireNonNull(value));
  }

  @Original("putIfAbsent")
  private native @Nullable V putPresentIfAbsent(K key, V value);

  public @Nullable V putIfAbsent(K key, V value) {
    return putPresentIfAbsent(Objects.requireNonNull(key), Objects.requireNonNull(value));
  }

  @Original("get")
  private native @Nullable V getPresent(Object key);

  public @Nullable V get(Object key) {
    return getPresent(Objects.requireNonNull(key));
  }

  @Original("containsKey")
  private native boolean containsPresentKey(Object key);

  public boolean containsKey(Object key) {
    return containsPresentKey(Objects.requireNonNull(key));
  }

  @Original("remove")
  private native @Nullable V removePresent(Object key);

  public @Nullable V remove(Object key) {
    return removePresent(Objects.requireNonNull(key));
  }
}
