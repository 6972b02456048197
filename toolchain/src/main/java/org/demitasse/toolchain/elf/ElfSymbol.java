package org.demitasse.toolchain.elf;

/**
 * An entry of the symbol table.
 *
 * @param value address
 * @param size bytes, 0 if unknown
 * @param type {@link #FUNCTION} or another number
 */
public record ElfSymbol(String name, long value, long size, int type) {
  /** STT_FUNC. */
  public static final int FUNCTION = 2;

  /** Returns whether it names code. */
  public boolean isFunction() {
    return type == FUNCTION;
  }
}
