package org.demitasse.kernel.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class MemoryMapTest {
  private static final int FREE = 1;
  private static final int TAKEN = 2;

  @Test
  void add_partialPages_areCutOff() {
    MemoryMap map = new MemoryMap(8);
    assertThat(map.add(0x1001, 0x3000, FREE)).isTrue();
    assertThat(map.count()).isEqualTo(1);
    assertThat(map.start(0)).isEqualTo(0x2000);
    assertThat(map.size(0)).isEqualTo(0x2000);
  }

  @Test
  void add_overlappingRam_countsOnce() {
    MemoryMap map = new MemoryMap(8);
    map.add(0x10000, 0x10000, FREE);
    map.add(0x8000, 0x20000, FREE);
    assertThat(map.total(FREE)).isEqualTo(0x20000);
  }

  @Test
  void add_absurdSizes_areIgnored() {
    MemoryMap map = new MemoryMap(8);
    assertThat(map.add(Long.MAX_VALUE - 10, 4096, FREE)).isTrue();
    assertThat(map.add(-4096, 4096, FREE)).isTrue();
    assertThat(map.add(0, -1, FREE)).isTrue();
    assertThat(map.count()).isZero();
  }

  @Test
  void take_middle_splits() {
    MemoryMap map = new MemoryMap(8);
    map.add(0, 0x10000, FREE);
    assertThat(map.take(0x4800, 0x1000, TAKEN)).isTrue();
    assertThat(map.count()).isEqualTo(3);
    assertThat(map.start(1)).isEqualTo(0x4000);
    assertThat(map.size(1)).isEqualTo(0x2000);
    assertThat(map.type(1)).isEqualTo(TAKEN);
    assertThat(map.find(0x8000, 0x1000, FREE)).isEqualTo(0x6000);
  }

  @Test
  void full_isReported() {
    MemoryMap map = new MemoryMap(2);
    map.add(0, 0x10000, FREE);
    assertThat(map.take(0x4000, 0x1000, TAKEN)).isFalse();
  }

  /** Against a model with one flag per page. */
  @Test
  void randomOperations_agreeWithAModel() {
    long seed = Long.getLong("demitasse.seed", System.nanoTime());
    System.out.println("MemoryMapTest seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      MemoryMap map = new MemoryMap(400);
      int[] model = new int[256];
      for (int i = 0; i < 40; i++) {
        int start = random.nextInt(256);
        int length = random.nextInt(256 - start);
        int type = 1 + random.nextInt(3);
        if (random.nextInt(3) == 0) {
          map.add(start * 4096L, length * 4096L, FREE);
          for (int page = start; page < start + length; page++) {
            model[page] = model[page] == 0 ? FREE : model[page];
          }
        } else {
          map.take(start * 4096L, length * 4096L, type);
          for (int page = start; page < start + length; page++) {
            model[page] = model[page] == 0 ? 0 : type;
          }
        }
      }
      int[] result = new int[256];
      for (int i = 0; i < map.count(); i++) {
        assertThat(map.size(i)).isPositive();
        for (long page = map.start(i) / 4096; page < (map.start(i) + map.size(i)) / 4096; page++) {
          assertThat(result[(int) page]).as("page %d listed once", page).isZero();
          result[(int) page] = map.type(i);
        }
      }
      assertThat(result).isEqualTo(model);
    }
  }
}
