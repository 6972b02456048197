package org.demitasse.library.java.util;

import java.util.Objects;
import java.util.function.BiFunction;
import org.demitasse.library.Partial;
import org.jspecify.annotations.Nullable;

/** Refuses null as the value to merge. */
@Partial
interface Map<K, V> {
  @Nullable V get(@Nullable Object key);

  @Nullable V put(K key, V value);

  @Nullable V remove(@Nullable Object key);

  default @Nullable V merge(
      K key, V value, BiFunction<? super V, ? super V, ? extends @Nullable V> remapping) {
    Objects.requireNonNull(remapping);
    Objects.requireNonNull(value);
    V former = get(key);
    V merged = former == null ? value : remapping.apply(former, value);
    if (merged == null) {
      remove(key);
    } else {
      put(key, merged);
    }
    return merged;
  }
}
