package org.demitasse.toolchain.image;

/**
 * An entry of the symbol table.
 *
 * @param value address
 * @param size bytes, 0 if unknown
 * @param type STT_..., 2 is a function
 */
public record ElfSymbol(String name, long value, long size, int type) {}
