package org.demitasse.kernel.aarch64;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.demitasse.abi.Permission;
import org.demitasse.abi.ResultCode;
import org.demitasse.kernel.PageAllocator;
import org.demitasse.kernel.simulation.SimulatedMemory;
import org.junit.jupiter.api.Test;

final class TranslationTablesTest {
  private static final long RAM = 0x4000_0000L;
  private static final int READ_WRITE = Permission.READ | Permission.WRITE;

  private final SimulatedMemory memory = new SimulatedMemory(RAM, 64 * 4096);
  private final PageAllocator pages = new PageAllocator(memory);
  private final List<String> maintenance = new ArrayList<>();
  private final TranslationTables tables =
      new TranslationTables(
          memory,
          pages,
          new TranslationBuffer() {
            @Override
            public void tableWritten() {
              maintenance.add("written");
            }

            @Override
            public void flushPage(long virtual, int tag) {
              maintenance.add("page " + Long.toHexString(virtual) + " of " + tag);
            }

            @Override
            public void flushSpace(int tag) {
              maintenance.add("space " + tag);
            }

            @Override
            public void flushed() {
              maintenance.add("flushed");
            }

            @Override
            public long activation(long root, int tag) {
              return root | (long) tag << 48;
            }

            @Override
            public void activated() {
              maintenance.add("activated");
            }
          });

  TranslationTablesTest() {
    pages.give(RAM, 64 * 4096);
  }

  /** Walks the tables as the processor does. */
  private long descriptor(long root, long virtual) {
    long table = root;
    for (int level = 0; level < 4; level++) {
      long entry = memory.loadLong(table + (virtual >>> (39 - 9 * level) & 511) * 8);
      if ((entry & 1) == 0) {
        return 0;
      }
      if (level == 3 || (entry & 3) == 1) {
        return entry;
      }
      table = entry & 0xFFFF_FFFF_F000L;
    }
    return 0;
  }

  private int permissionsOfTables(long root) {
    return tables.permissions(root, 0x1_0000_2000L);
  }

  @Test
  void page_hasTheBitsOfTheManual() {
    long root = tables.create();
    assertThat(
            tables.map(
                root, 0x1_0000_1000L, 0x5000_0000L, 4096, Permission.READ | Permission.EXECUTE))
        .isEqualTo(ResultCode.OK);
    long text = descriptor(root, 0x1_0000_1000L);
    // Valid page, user, read-only, inner shareable, accessed, not global, PXN, not UXN.
    assertThat(text)
        .isEqualTo(0x5000_0000L | 3 | 1 << 6 | 1 << 7 | 3 << 8 | 1 << 10 | 1 << 11 | 1L << 53);
    tables.map(root, 0x1_0000_2000L, 0x5000_1000L, 4096, READ_WRITE);
    long data = descriptor(root, 0x1_0000_2000L);
    assertThat(data & 1 << 7).as("AP[2], read-only").isZero();
    assertThat(data & (1L << 54 | 1L << 53)).as("UXN, PXN").isEqualTo(1L << 54 | 1L << 53);
  }

  @Test
  void map_overSomethingMapped_changesNothing() {
    long root = tables.create();
    tables.map(root, 0x1_0000_3000L, 0x5000_0000L, 4096, READ_WRITE);
    assertThat(tables.map(root, 0x1_0000_1000L, 0x6000_0000L, 4 * 4096, READ_WRITE))
        .isEqualTo(ResultCode.ALREADY_MAPPED);
    assertThat(tables.translate(root, 0x1_0000_1000L)).isEqualTo(-1);
    assertThat(tables.translate(root, 0x1_0000_2000L)).isEqualTo(-1);
    assertThat(tables.translate(root, 0x1_0000_3008L)).isEqualTo(0x5000_0008L);
  }

  @Test
  void unmap_flushesThePage_destroyFlushesTheSpaceAndReturnsAllTables() {
    int before = pages.free();
    long root = tables.create();
    tables.map(root, 0x1_0000_1000L, 0x5000_0000L, 8192, READ_WRITE);
    maintenance.clear();
    assertThat(tables.unmap(root, 7, 0x1_0000_1000L, 4096)).isEqualTo(ResultCode.OK);
    assertThat(maintenance).containsExactly("written", "page 100001000 of 7", "flushed");
    assertThat(permissionsOfTables(root)).as("the table stays").isPositive();
    assertThat(tables.unmap(root, 7, 0x1_0000_1000L, 4096)).isEqualTo(ResultCode.NOT_MAPPED);
    maintenance.clear();
    assertThat(tables.destroy(root, 7, 100)).isTrue();
    assertThat(maintenance)
        .as("before the first page is free")
        .containsExactly("activated", "written", "space 7", "flushed");
    assertThat(pages.free()).isEqualTo(before);
  }

  @Test
  void unmapOfARange_waitsOnce() {
    long root = tables.create();
    tables.map(root, 0x1_0000_1000L, 0x5000_0000L, 3 * 4096, READ_WRITE);
    maintenance.clear();
    assertThat(tables.unmap(root, 7, 0x1_0000_1000L, 3 * 4096)).isEqualTo(ResultCode.OK);
    assertThat(maintenance)
        .containsExactly(
            "written",
            "page 100001000 of 7",
            "page 100002000 of 7",
            "page 100003000 of 7",
            "flushed");
  }

  @Test
  void destroy_freesInSteps_andFlushesInTheFirst() {
    int before = pages.free();
    long root = tables.create();
    for (int i = 0; i < 9; i++) {
      tables.map(root, 0x1_0000_0000L + i * 0x20_0000L, 0x5000_0000L, 4096, READ_WRITE);
    }
    tables.map(root, 0x80_0000_0000L, 0x5000_0000L, 4096, READ_WRITE);
    tables.makeRecursive(root, 0);
    tables.makeRecursive(root, 511);
    maintenance.clear();
    int steps = 1;
    int free = pages.free();
    while (!tables.destroy(root, 7, 2)) {
      assertThat(pages.free()).isEqualTo(free + 2);
      free = pages.free();
      steps++;
    }
    assertThat(maintenance).containsExactly("activated", "written", "space 7", "flushed");
    // A root, 2 + 2 tables of levels 1 and 2, 9 + 1 of level 3.
    assertThat(steps).isEqualTo(8);
    assertThat(pages.free()).isEqualTo(before);
  }

  @Test
  void recursiveEntry_showsEveryTableAsAPageThatCanOnlyBeRead() {
    long root = tables.create();
    tables.map(root, 0x1_2345_6000L, 0x5000_0000L, 4096, READ_WRITE | Permission.EXECUTE);
    long slot = 300;
    assertThat(tables.makeRecursive(root, (int) slot)).isEqualTo(ResultCode.OK);
    assertThat(tables.makeRecursive(root, (int) slot)).isEqualTo(ResultCode.ALREADY_MAPPED);
    long page = 0x1_2345_6000L >>> 12;
    long[] shown = {
      slot << 39 | slot << 30 | slot << 21 | slot << 12,
      slot << 39 | slot << 30 | slot << 21 | page >>> 27 << 12,
      slot << 39 | slot << 30 | page >>> 18 << 12,
      slot << 39 | page >>> 9 << 12,
    };
    long table = root;
    for (int level = 0; level < 4; level++) {
      long descriptor = descriptor(root, shown[level]);
      assertThat(descriptor & 0xFFFF_FFFF_F000L).as("level %d", level).isEqualTo(table);
      // Page, user, read-only, inner shareable, accessed, not global, PXN, UXN; normal memory.
      assertThat(descriptor & ~0xFFFF_FFFF_F000L)
          .isEqualTo(3 | 1 << 6 | 1 << 7 | 3 << 8 | 1 << 10 | 1 << 11 | 1L << 53 | 1L << 54);
      assertThat(tables.permissions(root, shown[level])).isEqualTo(Permission.READ);
      table = memory.loadLong(table + (page >>> (27 - 9 * level) & 511) * 8) & 0xFFFF_FFFF_F000L;
    }
  }

  @Test
  void recursiveEntry_isNoWayToChangeTables() {
    long root = tables.create();
    tables.map(root, 0x1_0000_0000L, 0x5000_0000L, 4096, READ_WRITE);
    long slot = 511;
    tables.makeRecursive(root, (int) slot);
    byte[] before = memory.array().clone();
    for (long low = 0; low < 512; low++) {
      long[] addresses = {
        slot << 39 | slot << 30 | slot << 21 | low << 12,
        slot << 39 | slot << 30 | low << 12,
        slot << 39 | low << 12,
        slot << 39 | low << 30,
      };
      for (long address : addresses) {
        for (long size : new long[] {4096, 2 * 4096}) {
          assertThat(tables.map(root, address, 0x6000_0000L, size, READ_WRITE))
              .isEqualTo(ResultCode.ALREADY_MAPPED);
          assertThat(tables.unmap(root, 1, address, size)).isEqualTo(ResultCode.NOT_MAPPED);
        }
        assertThat(tables.mapBlocks(root, address, 0x6000_0000L, 0x20_0000L, READ_WRITE))
            .isEqualTo(ResultCode.ALREADY_MAPPED);
      }
    }
    assertThat(memory.array()).isEqualTo(before);
  }

  @Test
  void map_withoutPagesForTables_isTakenBack() {
    long root = tables.create();
    while (pages.free() > 2) {
      pages.allocate();
    }
    assertThat(tables.map(root, 0x1_0000_0000L, 0x5000_0000L, 4096, READ_WRITE))
        .isEqualTo(ResultCode.EXHAUSTED);
    assertThat(tables.permissions(root, 0x1_0000_0000L)).isZero();
  }

  @Test
  void blocks_areUsedWhereTheyFit() {
    long root = tables.create();
    long start = 0x4000_0000L;
    assertThat(tables.mapBlocks(root, start, start, 0x4020_3000L, READ_WRITE))
        .isEqualTo(ResultCode.OK);
    assertThat(descriptor(root, start) & 3).as("1 GiB block").isEqualTo(1);
    assertThat(tables.translate(root, start + 0x1234_5678L)).isEqualTo(start + 0x1234_5678L);
    assertThat(tables.translate(root, start + 0x4020_2FFFL)).isEqualTo(start + 0x4020_2FFFL);
    assertThat(tables.translate(root, start + 0x4020_3000L)).isEqualTo(-1);
    assertThat(tables.unmap(root, 1, start, 4096)).isEqualTo(ResultCode.NOT_MAPPED);
  }

  @Test
  void randomOperations_agreeWithAModel() {
    long seed = Long.getLong("demitasse.seed", System.nanoTime());
    System.out.println("TranslationTablesTest seed " + seed);
    Random random = new Random(seed);
    int before = pages.free();
    long root = tables.create();
    Map<Long, Long> model = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      long virtual = 0x1_0000_0000L + random.nextInt(1100) * 4096L;
      long size = (1 + random.nextInt(8)) * 4096L;
      if (random.nextBoolean()) {
        long physical = 0x5000_0000L + random.nextInt(10_000) * 4096L;
        boolean clear = true;
        for (long offset = 0; offset < size; offset += 4096) {
          clear &= !model.containsKey(virtual + offset);
        }
        int result = tables.map(root, virtual, physical, size, READ_WRITE);
        assertThat(result).isEqualTo(clear ? ResultCode.OK : ResultCode.ALREADY_MAPPED);
        for (long offset = 0; clear && offset < size; offset += 4096) {
          model.put(virtual + offset, physical + offset);
        }
      } else {
        boolean all = true;
        for (long offset = 0; offset < size; offset += 4096) {
          all &= model.remove(virtual + offset) != null;
        }
        int result = tables.unmap(root, 1, virtual, size);
        assertThat(result).isEqualTo(all ? ResultCode.OK : ResultCode.NOT_MAPPED);
      }
      long probe = 0x1_0000_0000L + random.nextInt(1200) * 4096L;
      assertThat(tables.translate(root, probe)).isEqualTo(model.getOrDefault(probe, -1L));
    }
    while (!tables.destroy(root, 1, 1)) {
      // One at a time.
    }
    assertThat(pages.free()).isEqualTo(before);
  }
}
