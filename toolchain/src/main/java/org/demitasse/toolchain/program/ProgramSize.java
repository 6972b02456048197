package org.demitasse.toolchain.program;

/**
 * How much memory a program takes, in bytes.
 *
 * @param text machine code
 * @param rodata constants
 * @param data variables with a first value
 * @param bss variables that begin as zero, without heap and stack
 * @param stack the stack
 * @param heap the room for the Java heap, the collector's tables and C's {@code malloc}; it takes
 *     memory only where it is touched
 * @param file size of the executable file
 * @param lines size of the line table
 */
public record ProgramSize(
    long text, long rodata, long data, long bss, long stack, long heap, long file, long lines) {}
