package org.demitasse.kernel.simulation;

import java.util.HashMap;
import java.util.Map;
import org.demitasse.abi.ResultCode;
import org.demitasse.kernel.hal.Mmu;
import org.jspecify.annotations.Nullable;

/** Translation by maps of pages; counts what is alive, so that tests see leaks. */
public final class SimulatedMmu implements Mmu {
  private record Mapping(long physical, int permissions) {}

  private final Map<Long, Map<Long, Mapping>> spaces = new HashMap<>();
  private long nextRoot = 1;

  /** How many pages may be mapped before the tables are exhausted. */
  public int budget = Integer.MAX_VALUE;

  public long active;

  public int aliveSpaces() {
    return spaces.size();
  }

  private Map<Long, Mapping> space(long root) {
    Map<Long, Mapping> space = spaces.get(root);
    if (space == null) {
      throw new IllegalStateException("tables " + root + " are not alive");
    }
    return space;
  }

  @Override
  public int tagCount() {
    return 16;
  }

  @Override
  public long create() {
    if (budget <= 0) {
      return 0;
    }
    spaces.put(nextRoot, new HashMap<>());
    return nextRoot++;
  }

  @Override
  public void destroy(long root, int tag) {
    space(root);
    if (active == root) {
      throw new IllegalStateException("current tables destroyed");
    }
    spaces.remove(root);
  }

  @Override
  public int map(long root, long virtual, long physical, long size, int permissions) {
    Map<Long, Mapping> space = space(root);
    for (long offset = 0; offset < size; offset += 4096) {
      if (space.containsKey(virtual + offset)) {
        return ResultCode.ALREADY_MAPPED;
      }
    }
    if (size / 4096 > budget) {
      return ResultCode.EXHAUSTED;
    }
    budget -= (int) (size / 4096);
    for (long offset = 0; offset < size; offset += 4096) {
      space.put(virtual + offset, new Mapping(physical + offset, permissions));
    }
    return ResultCode.OK;
  }

  @Override
  public int mapBlocks(long root, long virtual, long physical, long size, int permissions) {
    return map(root, virtual, physical, size, permissions);
  }

  @Override
  public int unmap(long root, int tag, long virtual, long size) {
    int result = ResultCode.OK;
    for (long offset = 0; offset < size; offset += 4096) {
      if (space(root).remove(virtual + offset) == null) {
        result = ResultCode.NOT_MAPPED;
      }
    }
    return result;
  }

  private @Nullable Mapping at(long root, long virtual) {
    return space(root).get(virtual & -4096L);
  }

  @Override
  public long translate(long root, long virtual) {
    Mapping mapping = at(root, virtual);
    return mapping == null ? -1 : mapping.physical() + (virtual & 4095);
  }

  @Override
  public int permissions(long root, long virtual) {
    Mapping mapping = at(root, virtual);
    return mapping == null ? 0 : mapping.permissions();
  }

  @Override
  public void activate(long root, int tag) {
    if (root != 0) {
      space(root);
    }
    active = root;
  }
}
