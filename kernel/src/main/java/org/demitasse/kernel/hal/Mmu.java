package org.demitasse.kernel.hal;

/**
 * Translation tables of user spaces. A space's tables are named by the physical address of their
 * root; a tag (1 to {@link #tagCount}) keeps its cached translations apart from those of others.
 */
public interface Mmu {
  /** Returns how many tags there are; tag 0 belongs to nobody. */
  int tagCount();

  /** Returns the root of new, empty tables, or 0 if no page is left for them. */
  long create();

  /** Frees tables that {@link #create} has made and that nothing was mapped in. */
  void discard(long root);

  /**
   * Frees tables, not the pages that they map, a few at a time. The first step takes them out of
   * the walker's reach and drops all cached translations of the tag, on every processor; nobody may
   * use them from then on. No processor has them active.
   *
   * @param most how many tables this step may free, at least 1
   * @return whether nothing is left; otherwise call again
   */
  boolean destroy(long root, int tag, int most);

  /**
   * Makes the tables readable for their own user code: entry {@code slot} of the root table leads
   * to the root table itself, so that the walker, passing through it, takes tables for pages.
   *
   * @param slot 0 to 511
   * @return OK, or ALREADY_MAPPED if the entry is in use
   */
  int makeRecursive(long root, int slot);

  /**
   * Maps whole pages. Either everything is mapped or nothing.
   *
   * @param permissions {@link org.demitasse.abi.Permission} bits
   * @return a {@link org.demitasse.abi.ResultCode}: OK, ALREADY_MAPPED, EXHAUSTED
   */
  int map(long root, long virtual, long physical, long size, int permissions);

  /**
   * Like {@link #map}, but with the largest blocks that fit; such a range is never unmapped in
   * parts.
   */
  int mapBlocks(long root, long virtual, long physical, long size, int permissions);

  /** Removes whole pages; NOT_MAPPED if one of them is not there, the others are removed still. */
  int unmap(long root, int tag, long virtual, long size);

  /** Returns the physical address that {@code virtual} is mapped to, or -1. */
  long translate(long root, long virtual);

  /** Returns the permissions of the page at {@code virtual}, or 0 if nothing is mapped. */
  int permissions(long root, long virtual);

  /**
   * Returns what makes the tables the current user half when {@link Cpu#activate} gets it. Root 0
   * and tag 0: nothing is mapped.
   */
  long activation(long root, int tag);
}
