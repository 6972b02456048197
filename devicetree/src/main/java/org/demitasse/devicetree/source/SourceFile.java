package org.demitasse.devicetree.source;

/**
 * A file.
 *
 * @param name tells it from other files
 * @param content owned by the compiler from now on, which only reads it
 */
@SuppressWarnings("ArrayRecordComponent")
public record SourceFile(String name, byte[] content) {}
