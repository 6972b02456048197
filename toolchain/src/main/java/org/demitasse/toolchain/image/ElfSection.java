package org.demitasse.toolchain.image;

/**
 * A section header.
 *
 * @param type {@link #PROGBITS} and others
 * @param flags {@link #ALLOCATED} and others
 * @param offset place in the file
 * @param size bytes; in the file unless the type is {@link #NOBITS}
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
  /** SHT_PROGBITS. */
  public static final int PROGBITS = 1;

  /** SHT_SYMTAB. */
  public static final int SYMBOLS = 2;

  /** SHT_STRTAB. */
  public static final int STRINGS = 3;

  /** SHT_NOBITS. */
  public static final int NOBITS = 8;

  /** SHF_ALLOC. */
  public static final long ALLOCATED = 2;
}
