package org.demitasse.library.java.util;

import java.util.Comparator;
import java.util.List;
import org.demitasse.library.Original;
import org.demitasse.library.Partial;
import org.jspecify.annotations.Nullable;

/** A list is sorted in its own way, which is a change of its structure for some. */
@Partial
public abstract class Collections {
  @Original("sort")
  private static native <T> void sortByCopy(
      List<T> list, @Nullable Comparator<? super T> comparator);

  public static <T> void sort(List<T> list, @Nullable Comparator<? super T> comparator) {
    // Lists that do not know better come back here.
    if (list instanceof java.util.ArrayList<T>) {
      list.sort(comparator);
    } else {
      sortByCopy(list, comparator);
    }
  }
}
