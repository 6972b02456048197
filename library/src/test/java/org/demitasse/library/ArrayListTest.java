package org.demitasse.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ListIterator;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Does the same to a list of ours and to one of the JDK's. */
// Both ways to remove, and a list that is changed while it is iterated, are what is tested.
@SuppressWarnings({"ListRemoveAmbiguous", "ModifyCollectionInEnhancedForLoop"})
class ArrayListTest {
  private static final int STEPS = 20_000;

  private final List<Integer> own = new org.demitasse.library.java.util.ArrayList<>();
  private final List<Integer> jdk = new ArrayList<>();

  private static Object outcome(Function<List<Integer>, Object> action, List<Integer> list) {
    try {
      return String.valueOf(action.apply(list));
    } catch (RuntimeException e) {
      return e.toString();
    }
  }

  private void same(String what, Function<List<Integer>, Object> action) {
    assertThat(outcome(action, own)).as(what).isEqualTo(outcome(action, jdk));
  }

  @Test
  void randomOperations_haveTheResultsAndMessagesOfTheJdk() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < STEPS; i++) {
      int index = random.nextInt(jdk.size() + 3) - 1;
      int value = random.nextInt(20);
      int kind = random.nextInt(20);
      String what = "step %d of kind %d, index %d, seed %d".formatted(i, kind, index, seed);
      same(what, list -> operation(list, kind, index, value));
      assertThat(own).as(what).isEqualTo(jdk).hasSameSizeAs(jdk);
      assertThat(own.toArray()).as(what).isEqualTo(jdk.toArray());
    }
  }

  private static Object operation(List<Integer> list, int kind, int index, int value) {
    switch (kind) {
      case 0, 1, 2 -> list.add(value);
      case 3 -> list.add(index, value);
      case 4 -> {
        return list.get(index);
      }
      case 5 -> {
        return list.set(index, value);
      }
      case 6 -> {
        return list.remove(index);
      }
      case 7 -> {
        return list.remove((Integer) value);
      }
      case 8 -> {
        return list.indexOf(value) + " " + list.lastIndexOf(value) + list.contains(value);
      }
      case 9 -> {
        return list.addAll(index, List.of(value, value + 1));
      }
      case 10 -> {
        return list.removeIf(each -> each == value) + " " + list.retainAll(List.copyOf(list));
      }
      case 11 -> list.replaceAll(each -> each + 1);
      case 12 -> list.sort(index % 2 == 0 ? null : Comparator.reverseOrder());
      case 13 -> {
        return list.toArray(new Integer[index + 1]).length;
      }
      case 14 -> {
        return backwards(list, index);
      }
      case 15 ->
          list.forEach(
              each -> {
                if (each == value) {
                  list.add(each);
                }
              });
      case 16 -> {
        for (Integer each : list) {
          if (each == value) {
            list.remove(each);
          }
        }
      }
      case 17 -> {
        return list.removeFirst() + " " + list.removeLast();
      }
      case 18 -> {
        list.addFirst(value);
        return list.getFirst() + " " + list.getLast();
      }
      default -> {
        if (list.size() > 30) {
          list.subList(5, list.size()).clear();
        }
      }
    }
    return list;
  }

  /** Walks back from an index, doubling some elements, removing others. */
  private static String backwards(List<Integer> list, int index) {
    ListIterator<Integer> iterator = list.listIterator(index);
    StringBuilder seen = new StringBuilder();
    while (iterator.hasPrevious()) {
      int element = iterator.previous();
      seen.append(iterator.nextIndex()).append(':').append(element).append(' ');
      if (element % 5 == 0) {
        iterator.remove();
      } else if (element % 7 == 0) {
        iterator.set(element * 2);
        iterator.add(1);
        iterator.previous();
      }
    }
    return seen.toString();
  }
}
