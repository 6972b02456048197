package org.demitasse.toolchain.description;

import org.demitasse.xml.SourceLocation;

/**
 * The element {@code <rootprogram>}: the first program in user mode, which receives all memory.
 *
 * @param name its name in the image; the class's simple name in lower case unless stated
 * @param mainClass fully qualified name
 * @param heap floor in bytes
 * @param heapLimit bytes
 * @param stack bytes
 * @param consoleMapped whether the registers of the console are mapped for it
 */
public record RootProgram(
    SourceLocation location,
    String name,
    String mainClass,
    long heap,
    long heapLimit,
    long stack,
    boolean consoleMapped) {}
