package org.demitasse.toolchain.program;

import java.nio.file.Path;

/**
 * A program that was built. The files lie in the cache under a name made from their content's
 * causes: they are complete, never change, and may be read without a lock.
 *
 * @param name the name in the specification
 * @param profile the kind of program
 * @param elf the executable. Without debug information; a component's has the line table in the
 *     section {@code .demitasse.lines} and no symbols, the kernel's keeps its symbols
 * @param debugElf the executable with DWARF and symbols, for a debugger
 * @param lineTable the line table alone, as {@link org.demitasse.abi.LineTable} reads it
 * @param size how much memory it takes
 * @param cached whether nothing had to be compiled
 */
public record Program(
    String name,
    Profile profile,
    Path elf,
    Path debugElf,
    Path lineTable,
    ProgramSize size,
    boolean cached) {}
