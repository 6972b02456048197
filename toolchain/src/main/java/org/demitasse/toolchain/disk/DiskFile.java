package org.demitasse.toolchain.disk;

/**
 * A file on a disk.
 *
 * @param path names of folders and file, separated by slashes, without one in front
 * @param content kept, not copied
 */
public record DiskFile(String path, byte[] content) {}
