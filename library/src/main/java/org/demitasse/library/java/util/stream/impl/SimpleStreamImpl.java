package org.demitasse.library.java.util.stream.impl;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.demitasse.library.Original;
import org.demitasse.library.Partial;

/** Refuses numbers of elements below zero, and null as the first element. */
@Partial
abstract class SimpleStreamImpl<T> {
  @Original("limit")
  private native Stream<T> limitNatural(long maxSize);

  public Stream<T> limit(long maxSize) {
    if (maxSize < 0) {
      throw new IllegalArgumentException(Long.toString(maxSize));
    }
    return limitNatural(Math.min(maxSize, Integer.MAX_VALUE));
  }

  @Original("skip")
  private native Stream<T> skipNatural(long n);

  public Stream<T> skip(long n) {
    if (n < 0) {
      throw new IllegalArgumentException(Long.toString(n));
    }
    return skipNatural(Math.min(n, Integer.MAX_VALUE));
  }

  public native boolean next(Predicate<? super T> consumer);

  public Optional<T> findFirst() {
    List<T> first = new ArrayList<>(1);
    boolean more = true;
    while (more && first.isEmpty()) {
      more =
          next(
              element -> {
                first.add(element);
                return false;
              });
    }
    return first.isEmpty() ? Optional.empty() : Optional.of(first.get(0));
  }
}
