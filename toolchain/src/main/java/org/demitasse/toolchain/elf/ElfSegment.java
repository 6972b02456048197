package org.demitasse.toolchain.elf;

/**
 * A program header: a part of the file that is put into memory.
 *
 * @param type {@link #LOAD} or another number
 * @param flags sum of {@link #EXECUTE}, {@link #WRITE}, {@link #READ}
 * @param offset place in the file
 * @param virtualAddress where the program expects it
 * @param physicalAddress where a loader without address translation puts it
 * @param fileSize bytes in the file
 * @param memorySize bytes in memory; what exceeds the file is zero
 * @param alignment bytes
 */
public record ElfSegment(
    int type,
    int flags,
    long offset,
    long virtualAddress,
    long physicalAddress,
    long fileSize,
    long memorySize,
    long alignment) {
  /** PT_LOAD. */
  public static final int LOAD = 1;

  /** PF_X. */
  public static final int EXECUTE = 1;

  /** PF_W. */
  public static final int WRITE = 2;

  /** PF_R. */
  public static final int READ = 4;

  /**
   * Returns the first virtual address behind it; a reader has checked that it does not overflow.
   */
  public long virtualEnd() {
    return virtualAddress + memorySize;
  }
}
