package org.demitasse.conformance.algorithms;

import java.util.Arrays;
import java.util.Comparator;

/** Eight sorting algorithms on the same data, compared with each other. */
public final class Sorting {
  private Sorting() {}

  private interface Sorter {
    void sort(int[] a);
  }

  public static void main(String[] args) {
    Sorter[] sorters = {
      Sorting::insertion,
      Sorting::selection,
      Sorting::bubble,
      Sorting::shell,
      Sorting::heap,
      a -> quick(a, 0, a.length - 1),
      a -> System.arraycopy(merge(a), 0, a, 0, a.length),
      Sorting::radix,
      Arrays::sort,
    };
    for (int n : new int[] {0, 1, 2, 10, 257, 600}) {
      for (int kind = 0; kind < 4; kind++) {
        int[] data = data(n, kind);
        int expected = 0;
        boolean same = true;
        for (int i = 0; i < sorters.length; i++) {
          int[] copy = data.clone();
          sorters[i].sort(copy);
          int hash = Arrays.hashCode(copy);
          if (i == 0) {
            expected = hash;
          }
          same &= hash == expected;
          for (int k = 1; k < copy.length; k++) {
            same &= copy[k - 1] <= copy[k];
          }
        }
        System.out.println(n + " " + kind + " " + same + " " + expected);
      }
    }
    stability();
  }

  private static int[] data(int n, int kind) {
    int[] a = new int[n];
    int state = n * 31 + kind + 1;
    for (int i = 0; i < n; i++) {
      state = state * 1103515245 + 12345;
      a[i] =
          switch (kind) {
            case 0 -> state;
            case 1 -> i;
            case 2 -> -i;
            default -> (state >>> 16) % 7;
          };
    }
    return a;
  }

  private static void insertion(int[] a) {
    for (int i = 1; i < a.length; i++) {
      int x = a[i];
      int j = i - 1;
      while (j >= 0 && a[j] > x) {
        a[j + 1] = a[j--];
      }
      a[j + 1] = x;
    }
  }

  private static void selection(int[] a) {
    for (int i = 0; i < a.length; i++) {
      int least = i;
      for (int j = i + 1; j < a.length; j++) {
        if (a[j] < a[least]) {
          least = j;
        }
      }
      swap(a, i, least);
    }
  }

  private static void bubble(int[] a) {
    boolean swapped;
    int end = a.length;
    do {
      swapped = false;
      for (int i = 1; i < end; i++) {
        if (a[i - 1] > a[i]) {
          swap(a, i - 1, i);
          swapped = true;
        }
      }
      end--;
    } while (swapped);
  }

  private static void shell(int[] a) {
    for (int gap = a.length / 2; gap > 0; gap /= 2) {
      for (int i = gap; i < a.length; i++) {
        int x = a[i];
        int j = i;
        for (; j >= gap && a[j - gap] > x; j -= gap) {
          a[j] = a[j - gap];
        }
        a[j] = x;
      }
    }
  }

  private static void heap(int[] a) {
    for (int i = a.length / 2 - 1; i >= 0; i--) {
      sift(a, i, a.length);
    }
    for (int end = a.length - 1; end > 0; end--) {
      swap(a, 0, end);
      sift(a, 0, end);
    }
  }

  private static void sift(int[] a, int root, int end) {
    while (2 * root + 1 < end) {
      int child = 2 * root + 1;
      if (child + 1 < end && a[child] < a[child + 1]) {
        child++;
      }
      if (a[root] >= a[child]) {
        return;
      }
      swap(a, root, child);
      root = child;
    }
  }

  private static void quick(int[] a, int low, int high) {
    while (low < high) {
      int pivot = a[low + high >>> 1];
      int i = low - 1;
      int j = high + 1;
      while (true) {
        do {
          i++;
        } while (a[i] < pivot);
        do {
          j--;
        } while (a[j] > pivot);
        if (i >= j) {
          break;
        }
        swap(a, i, j);
      }
      if (j - low < high - j) {
        quick(a, low, j);
        low = j + 1;
      } else {
        quick(a, j + 1, high);
        high = j;
      }
    }
  }

  private static int[] merge(int[] a) {
    if (a.length < 2) {
      return a;
    }
    int[] left = merge(Arrays.copyOfRange(a, 0, a.length / 2));
    int[] right = merge(Arrays.copyOfRange(a, a.length / 2, a.length));
    int[] result = new int[a.length];
    for (int i = 0, j = 0, k = 0; k < result.length; k++) {
      result[k] =
          j >= right.length || i < left.length && left[i] <= right[j] ? left[i++] : right[j++];
    }
    return result;
  }

  private static void radix(int[] a) {
    int[] from = a;
    int[] to = new int[a.length];
    for (int shift = 0; shift < 32; shift += 8) {
      int[] counts = new int[257];
      for (int x : from) {
        counts[((x ^ 0x80000000) >>> shift & 0xff) + 1]++;
      }
      for (int i = 0; i < 256; i++) {
        counts[i + 1] += counts[i];
      }
      for (int x : from) {
        to[counts[(x ^ 0x80000000) >>> shift & 0xff]++] = x;
      }
      int[] swap = from;
      from = to;
      to = swap;
    }
  }

  private static void swap(int[] a, int i, int j) {
    int x = a[i];
    a[i] = a[j];
    a[j] = x;
  }

  private record Item(int key, int order) {}

  private static void stability() {
    Item[] items = new Item[500];
    for (int i = 0; i < items.length; i++) {
      items[i] = new Item(i * 7919 % 13, i);
    }
    Arrays.sort(items, Comparator.comparingInt(Item::key));
    boolean stable = true;
    for (int i = 1; i < items.length; i++) {
      stable &=
          items[i - 1].key() < items[i].key()
              || items[i - 1].key() == items[i].key() && items[i - 1].order() < items[i].order();
    }
    System.out.println("stable " + stable);
  }
}
