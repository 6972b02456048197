package org.demitasse.library.java.util.stream.impl;

import java.util.stream.Stream;
import org.demitasse.library.Original;
import org.demitasse.library.Partial;

/** Refuses numbers of elements below zero. */
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
}
