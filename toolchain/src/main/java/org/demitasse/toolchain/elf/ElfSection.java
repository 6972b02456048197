package org.demitasse.toolchain.elf;

/**
 * A section header.
 *
 * @param type {@link #PROGBITS} and others
 * @param flags sum of {@link #WRITABLE}, {@link #ALLOCATED}, {@link #EXECUTABLE} and others
 * @param offset place in the file
 * @param size bytes; in the file if {@link #isInFile}
 * @param link index of another section, by type
 * @param entrySize bytes of one entry of a table
 */
public record ElfSection(
    String name,
    int type,
    long flags,
    long address,
    long offset,
    long size,
    int link,
    long alignment,
    long entrySize) {
  /** SHT_NULL: an unused header, whose fields mean nothing. */
  public static final int UNUSED = 0;

  /** SHT_PROGBITS. */
  public static final int PROGBITS = 1;

  /** SHT_SYMTAB. */
  public static final int SYMBOLS = 2;

  /** SHT_STRTAB. */
  public static final int STRINGS = 3;

  /** SHT_NOBITS. */
  public static final int NOBITS = 8;

  /** SHF_WRITE. */
  public static final long WRITABLE = 1;

  /** SHF_ALLOC. */
  public static final long ALLOCATED = 2;

  /** SHF_EXECINSTR. */
  public static final long EXECUTABLE = 4;

  /** Returns whether it has bytes in the file. */
  public boolean isInFile() {
    return type != UNUSED && type != NOBITS;
  }

  /** Returns whether it takes memory at run time. */
  public boolean isAllocated() {
    return (flags & ALLOCATED) != 0;
  }

  /** Returns whether the program writes to it. */
  public boolean isWritable() {
    return (flags & WRITABLE) != 0;
  }

  /** Returns whether it holds instructions. */
  public boolean isExecutable() {
    return (flags & EXECUTABLE) != 0;
  }
}
