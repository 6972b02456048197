package org.demitasse.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PageAllocatorTest {
  private static final int PAGE = 4096;
  private final PageAllocator pages = new PageAllocator();

  @Test
  void add_keepsWholePagesOnly() {
    pages.add(100, 3 * PAGE);
    assertThat(pages.totalPages()).isEqualTo(2);
    pages.add(10 * PAGE + 1, PAGE);
    assertThat(pages.totalPages()).isEqualTo(2);
  }

  @Test
  void add_pageZeroIsAPage() {
    pages.add(0, PAGE);
    assertThat(pages.take(1)).isZero();
  }

  @Test
  void add_sameRamTwice() {
    pages.add(PAGE, 4 * PAGE);
    assertThatThrownBy(() -> pages.add(2 * PAGE, PAGE)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> pages.add(0, 2 * PAGE)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void take_lowestRangeThatHoldsTheRun() {
    pages.add(PAGE, PAGE);
    pages.add(10 * PAGE, 5 * PAGE);
    pages.add(100 * PAGE, 5 * PAGE);
    assertThat(pages.take(3)).isEqualTo(10 * PAGE);
    assertThat(pages.take(3)).isEqualTo(100 * PAGE);
    assertThat(pages.take(1)).isEqualTo(PAGE);
  }

  @Test
  void take_longestRunWhenNoneIsLongEnough() {
    pages.add(PAGE, PAGE);
    pages.add(10 * PAGE, 3 * PAGE);
    assertThat(pages.take(4)).isEqualTo(10 * PAGE);
    assertThat(pages.runPages()).isEqualTo(3);
    assertThat(pages.take(1)).isEqualTo(PAGE);
    assertThat(pages.take(1)).isEqualTo(PageAllocator.NONE);
  }

  @Test
  void give_twice() {
    pages.add(PAGE, 10 * PAGE);
    long run = pages.take(4);
    pages.give(run, 2);
    assertThatThrownBy(() -> pages.give(run + PAGE, 2)).isInstanceOf(IllegalStateException.class);
  }

  private record Run(long address, long pages) {}

  @Test
  void randomUse_neverGivesAPageTwiceAndLosesNone() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    BitSet ram = new BitSet();
    for (int i = 0; i < 20; i++) {
      int start = i * 64 + random.nextInt(16);
      int length = 1 + random.nextInt(40);
      ram.set(start, start + length);
      pages.add((long) start * PAGE, (long) length * PAGE);
    }
    BitSet taken = new BitSet();
    List<Run> runs = new ArrayList<>();
    for (int round = 0; round < 20_000; round++) {
      if (random.nextInt(5) < 3) {
        long address = pages.take(1L + random.nextInt(20));
        assertThat(address != PageAllocator.NONE)
            .as("seed %d", seed)
            .isEqualTo(taken.cardinality() < ram.cardinality());
        if (address != PageAllocator.NONE) {
          int first = (int) (address / PAGE);
          int end = first + (int) pages.runPages();
          assertThat(taken.get(first, end).isEmpty()).as("seed %d", seed).isTrue();
          assertThat(ram.get(first, end).cardinality()).isEqualTo(end - first);
          taken.set(first, end);
          runs.add(new Run(address, end - first));
        }
      } else if (!runs.isEmpty()) {
        Run run = runs.remove(random.nextInt(runs.size()));
        pages.give(run.address, run.pages);
        int first = (int) (run.address / PAGE);
        taken.clear(first, first + (int) run.pages);
      }
      assertThat(pages.freePages())
          .as("seed %d", seed)
          .isEqualTo(ram.cardinality() - taken.cardinality());
    }
    for (Run run : runs) {
      pages.give(run.address, run.pages);
    }
    assertThat(pages.freePages()).isEqualTo(pages.totalPages()).isEqualTo(ram.cardinality());
  }
}
